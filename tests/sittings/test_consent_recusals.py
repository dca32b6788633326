"""A recusal on one consent item, told alike wherever the vote is told."""

import csv
import io

from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.database import db
from govapp.meetings.published import get_card
from govapp.meetings.queries.agendas import get_item
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, minutes
from tests.meetings.building import add_items, post, read_main
from tests.pages import PageClient
from tests.sittings.test_services import record

WORDS, PART = "Yes; recused on 3.1", "Item 3.1: passed, 3 to 0, 1 recused, 1 absent."


def _build(app: Flask, meeting: int) -> tuple[str, str]:
    """Add a consent block of two items; return its key and the first's."""
    (block,) = add_items(app, meeting, "Consent", kind="consent")
    with app.app_context():
        keys = [
            agenda.add_item(
                SYSTEM,
                get_meeting(meeting),
                title=title,
                parent=get_item(meeting, block),
            ).key
            for title in ("Lease", "Clean-up")
        ]
        committees.post_changes(SYSTEM, queries.get_body("board"))
        db.session.commit()
    post(app, meeting)
    return block, keys[0]


def _sit(app: Flask, meeting: int, block: str, lease: str) -> None:
    record(app, meeting, "order", is_live=True)
    for person in ("ann", "bob", "cat", "dan"):
        record(app, meeting, "arrive", body="board", person=person)
    record(app, meeting, "conflict", person="dan", item=lease, statement="Owns it.")
    moved = {"body": "board", "kind": "adopt_consent", "item": block}
    record(app, meeting, "move", mover="bob", text="Adopt the consent agenda", **moved)
    record(app, meeting, "open_vote", motion="7", method="roll_call")
    record(app, meeting, "agree", motion="7", round=1)
    record(app, meeting, "declare", motion="7", round=1, result="pass")
    record(app, meeting, "adjourn")


def test_the_vote_is_told_alike_everywhere(
    app: Flask, client: PageClient, secretary: PageClient, meeting: int
) -> None:
    block, lease = _build(app, meeting)
    _sit(app, meeting, block, lease)
    with app.app_context():
        written = minutes.begin_minutes(SYSTEM, get_meeting(meeting))
        minutes.propose_minutes(SYSTEM, written)
        db.session.commit()
        (motion,) = [m for m in get_card("2031-001").motions if m.item == block]

    assert motion.deciding is not None
    lines = {b.person.slug: b for b in motion.deciding.ballots}
    assert [(each.key, each.number) for each in lines["dan"].recused_on] == [
        (lease, "3.1")
    ]
    for page in ("/meetings/2031-001", "/meetings/2031-001/minutes"):
        told = read_main(client.get(page).text)
        assert f"Dan {WORDS}" in told
        assert PART in told
    assert WORDS in read_main(client.get("/people/dan").text)
    for address in ("/people/dan/votes.csv", "/committees/board/votes.csv"):
        rows = list(
            csv.DictReader(io.StringIO(client.get(address).text.lstrip("\ufeff")))
        )
        assert [row["Vote"] for row in rows if row["Member"] == "Dan"] == [WORDS]
    assert "recused on 3.1" in secretary.get(f"/desk/meetings/{meeting}/room").text


def test_what_is_pulled_is_no_part_of_the_vote(app: Flask, meeting: int) -> None:
    block, lease = _build(app, meeting)
    record(app, meeting, "order", is_live=True)
    for person in ("ann", "bob", "cat"):
        record(app, meeting, "arrive", body="board", person=person)
    record(app, meeting, "conflict", person="cat", item=lease, statement="Owns it.")
    record(
        app, meeting, "move", body="board", kind="adopt_consent", item=block,
        mover="bob", text="Adopt the consent agenda",
    )  # fmt: skip
    record(app, meeting, "pull", item=lease, by="Cat")
    record(app, meeting, "open_vote", motion="6", method="voice")
    record(app, meeting, "agree", motion="6", round=1)
    room = record(app, meeting, "declare", motion="6", round=1, result="pass")
    (now,) = room.held("6").motion.rounds
    assert (now.tally.yes, now.parts) == (3, ())
