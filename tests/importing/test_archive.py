"""Two real archives come in whole, once, and each result is what the rules make it."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import func, select

from govapp.commands.archive import import_past
from govapp.config import Settings
from govapp.database import db
from govapp.mail.models import OutboxMessage
from govapp.record import projection
from govapp.record.cards import MeetingCard
from govapp.record.models import (
    PublishedPage,
    PublishedPresence,
    PublishedVote,
    RecordEntry,
)
from govapp.record.published import head
from tests.pages import PageClient

FILES = Path(__file__).parent
RTD, CAISO = FILES / "rtd_votes.json", FILES / "caiso.json"
# The differences that the real motions have; a rule would be named here.
EXPLAINED: dict[str, str] = {}
ODD = [
    "meetings[1].items[0]: kept, though it has no title",
    "meetings[3].items[0]: kept, though it has no title",
    "meetings[3].items[1]: kept, though it has no title",
    (
        "meetings[19].items[1].motion.ayes[11]: kept by name alone, “Paglieri Ruscha”: "
        "Nobody of this name is known on this body that day"
    ),
]


def run(settings: Settings, file: Path) -> tuple[int, list[str]]:
    """Take in a file; return how the command ended and what it found."""
    done = CliRunner().invoke(import_past, ["archive", str(file)], obj=settings)
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    lines = [line for line in done.output.splitlines() if line and "━" not in line]
    return done.exit_code, lines


def write(folder: Path, data: dict[str, Any]) -> Path:
    file = folder / "archive.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def list_cards(app: Flask) -> list[MeetingCard]:
    with app.app_context():
        texts = db.session.scalars(
            select(PublishedPage.card)
            .where(PublishedPage.subject.startswith("meeting:"))
            .order_by(PublishedPage.subject)
        )
        return [MeetingCard.read(text) for text in texts]


def count_entries(app: Flask) -> int:
    with app.app_context():
        return head()


def test_the_votes_of_a_board_come_in_whole_and_once(
    app: Flask, settings: Settings, client: PageClient, tmp_path: Path
) -> None:
    assert run(settings, RTD) == (3, [*ODD, _told(added=27)])
    source = json.loads(RTD.read_text(encoding="utf-8"))
    cards = list_cards(app)
    motions = [motion for card in cards for motion in card.motions]
    assert (len(cards), len(motions)) == (27, 101)
    for motion in motions:
        (taken,) = motion.rounds
        assert taken.declared == "pass"
        assert taken.computed == taken.declared or EXPLAINED[motion.text]
        assert (taken.note, motion.state, taken.seats) == ("", "adopted", 15)
    _compare_votes(app, source["meetings"])
    _compare_pages(client)
    before = count_entries(app)
    assert run(settings, RTD) == (3, [*ODD, _told(unchanged=27)])
    assert count_entries(app) == before
    source["meetings"][5]["items"][1]["motion"]["noes"] = []
    _, lines = run(settings, write(tmp_path, source))
    assert lines[-1] == _told(corrected=1, unchanged=26)
    assert count_entries(app) == before + 1
    _check_last(app)


def _told(
    added: int = 0, corrected: int = 0, unchanged: int = 0, refused: int = 0
) -> str:
    return (
        f"Meetings: {added} added, {corrected} corrected, {unchanged} unchanged, "
        f"{refused} refused."
    )


def _check_last(app: Flask) -> None:
    """Check that the last entry is a correction, and that it is all in its place."""
    newest = select(RecordEntry).order_by(RecordEntry.seq.desc()).limit(1)
    with app.app_context():
        last = db.session.scalars(newest).one()
        assert (last.kind, last.version, last.label) == ("result", 2, "corrected")
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
        assert db.session.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def _compare_votes(app: Flask, meetings: list[dict[str, Any]]) -> None:
    """Compare the votes of members with the names that the source counts."""
    names = {"ayes": "yes", "noes": "no", "abstain": "abstain", "absent": "absent"}
    expected: Counter[str] = Counter()
    away = 0
    for meeting in meetings:
        said: dict[str, set[str]] = {}
        for item in meeting["items"]:
            for name, option in names.items():
                expected[option] += len(item["motion"][name] or ())
                for voter in item["motion"][name] or ():
                    said.setdefault(voter, set()).add(option)
        away += sum(options == {"absent"} for options in said.values())
    # One aye is of nobody who is known.
    expected["yes"] -= 1
    with app.app_context():
        rows = db.session.execute(
            select(PublishedVote.option, func.count()).group_by(PublishedVote.option)
        )
        assert dict(rows.all()) == expected
        people = select(func.count(PublishedVote.person.distinct()))
        assert db.session.scalar(people) == 23
        missed = select(func.count()).where(PublishedPresence.status == "absent")
        assert db.session.scalar(missed) == away == 21


def _compare_pages(client: PageClient) -> None:
    page = client.get("/people/patrick-okeefe").text
    assert "13 meetings: present 13. 38 votes: yes 38." in " ".join(page.split())
    sheet = client.get("/committees/rtd-board/votes.csv?year=2024").data.decode()
    assert sheet.count("Doug Tisdale,present") > 50
    meeting = client.get("/meetings/2025-006").text
    assert "Paglieri Ruscha" in meeting


def test_the_history_of_an_operator_comes_in_whole(
    app: Flask, settings: Settings
) -> None:
    code, lines = run(settings, CAISO)
    assert code == 3
    source = json.loads(CAISO.read_text(encoding="utf-8"))
    undated = [
        f"meetings[{index}].period: refused: the day is not known, only "
        f"“{each['period']}”"
        for index, each in enumerate(source["meetings"])
        if not each["date"]
    ]
    assert lines == [*undated, _told(added=45, refused=18)]
    cards = list_cards(app)
    assert len(cards) == 45
    joint = [card for card in cards if len(card.notice.bodies) == 2]
    days = [card.notice.start_local[:10] for card in joint]
    assert days == ["2022-12-14", "2023-02-01", "2024-08-13", "2024-11-07"]
    first = cards[0]
    assert first.result is not None
    (item,) = first.result.items
    assert (item.result, item.tally) == ("approved", "4-0")
    assert item.motions[0].rounds[0].tally.yes == 4
    before = count_entries(app)
    assert run(settings, CAISO)[1][-1] == _told(unchanged=45, refused=18)
    assert count_entries(app) == before


MEMBERS = [{"name": "Ann Smith", "role": "chair"}, {"name": "Ben Jones"}]
NO_TIME = "does not exist on this day: clocks go forward past it. Choose another time."
BODY = {
    "name": "Board",
    "slug": "board",
    "seats": 3,
    "members": MEMBERS,
}
MEETING: dict[str, Any] = {
    "body": "board",
    "date": "2024-03-12",
    "start": "10:00",
    "tz": "America/Denver",
    "place": "Hall",
    "source": "Minutes ; Gazette",
    "called_to_order": "10:02",
    "adjourned": "11:30",
    "present": ["Chair Smith", "Ben Jones"],
    "items": [{"title": "Plan", "motion": {"ayes": ["Ben Jones"]}}],
}


def test_what_is_wrong_is_told_and_the_rest_is_kept(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    meetings = [
        MEETING,
        {**MEETING, "body": "nobody"},
        {**MEETING, "date": "2024-03-10", "start": "02:30"},
        {**MEETING, "date": None},
        {**MEETING, "date": "1700-01-01"},
        {**MEETING, "date": "2024-04-09", "adjourned": "09:00", "joint_with": ["x"]},
        {**MEETING, "source": "Another"},
        {**MEETING, "date": "2024-05-14", "status": "cancelled", "items": None},
    ]
    file = write(tmp_path, {"bodies": [BODY], "meetings": meetings})
    code, lines = run(settings, file)
    assert code == 3
    refused = [
        ("[1].body", "no body here has the address “nobody”"),
        ("[2].start", f"2:30 a.m. {NO_TIME}"),
        ("[3].date", "the day is not known"),
        ("[4].adjourned", "Give a year between 1900 and 2199."),
        ("[4].called_to_order", "Give a year between 1900 and 2199."),
        ("[4].date", "Give a year between 1900 and 2199."),
        ("[5].adjourned", "it was adjourned before it was called to order"),
        ("[6].start", "2024-001 of this body begins then, and is not from this source"),
    ]
    expected = [f"meetings{place}: refused: {reason}" for place, reason in refused]
    left = "meetings[5].joint_with[0]: left out: no body here has the address “x”"
    expected.insert(7, left)
    assert lines == [*expected, _told(added=3, refused=5)]
    cards = {card.number: card for card in list_cards(app)}
    assert set(cards) == {"2024-001", "2024-002", "2024-003"}
    first = cards["2024-001"]
    assert first.notice.sources == ("Minutes", "Gazette")
    assert first.result is not None
    assert first.result.called_to_order == "2024-03-12T16:02:00.000Z"
    assert first.result.adjourned == "2024-03-12T17:30:00.000Z"
    assert [each.person.slug for each in first.presences] == ["ann-smith", "ben-jones"]
    assert cards["2024-003"].state == "cancelled"


def test_what_the_desk_changed_stays(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    run(settings, write(tmp_path, {"bodies": [BODY], "meetings": [MEETING]}))
    before = count_entries(app)
    cam = {"name": "Cam Example", "role": "Director", "seen_from": "2024-03-12",
           "seen_to": "2024-03-12", "offices": ["Treasurer"]}  # fmt: skip
    body = {**BODY, "purpose": "Another", "members": [*MEMBERS, cam]}
    moved = {**MEETING, "place": "Elsewhere"}
    code, lines = run(
        settings, write(tmp_path, {"bodies": [body], "meetings": [moved]})
    )
    assert code == 3
    assert "meetings[0].place: left as it is here, in 2024-001" in lines
    # The new member is posted, and nothing else.
    assert count_entries(app) == before + 1
    assert list_cards(app)[0].notice.place == "Hall"


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_file_that_is_none_says_so(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    assert app.name == "govapp"
    file = tmp_path / "archive.json"
    for content, message in (
        (b"\xff\xfe\x00", "archive.json cannot be read as text."),
        (b"[]", "This is no archive file"),
    ):
        file.write_bytes(content)
        done = CliRunner().invoke(import_past, ["archive", str(file)], obj=settings)
        assert message in str(done.exception)


def test_what_was_stopped_goes_on_where_it_was(
    app: Flask, settings: Settings, tmp_path: Path
) -> None:
    later = {**MEETING, "date": "2024-04-09"}
    run(settings, write(tmp_path, {"bodies": [BODY], "meetings": [MEETING]}))
    before = count_entries(app)
    whole = write(tmp_path, {"bodies": [BODY], "meetings": [later, MEETING]})
    assert run(settings, whole) == (0, [_told(added=1, unchanged=1)])
    assert count_entries(app) == before + 2
    assert [card.number for card in list_cards(app)] == ["2024-001", "2024-002"]
