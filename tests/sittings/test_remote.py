"""Where the law wants it, remote members vote by name and say who is with them."""

import pytest
from flask import Flask

from govapp.committees.models import BodyRuleSet
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.errors import RuleError
from govapp.record.shapes.notices import RuleSet
from tests.meetings.building import read_main
from tests.pages import PageClient
from tests.sittings.test_services import record


def _bind(app: Flask, code: str, start_on: str, end_on: str = "") -> None:
    with app.app_context():
        attached = BodyRuleSet(
            code=code,
            content=RuleSet(code=code, title="A law", rules=()).canonical(),
            start_on=start_on,
            end_on=end_on,
        )
        board = get_body("board")
        board.rule_sets.append(attached)
        db.session.commit()


@pytest.mark.parametrize(
    ("code", "start_on", "end_on", "is_bound"),
    [
        ("us-ca-bagley-keene", "2031-01-01", "", True),
        ("us-ca-bagley-keene", "2031-03-06", "", False),
        ("us-ca-bagley-keene", "2030-01-01", "2031-03-04", False),
        ("us-ca-brown", "2031-01-01", "", False),
    ],
)
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_body_is_bound_by_the_law_in_force_that_day(
    app: Flask, meeting: int, code: str, start_on: str, end_on: str, *, is_bound: bool
) -> None:
    _bind(app, code, start_on, end_on)
    (bench,) = record(app, meeting, "order").benches
    assert bench.names_votes is is_bound


def test_a_remote_member_is_asked_and_the_vote_is_by_name(
    app: Flask, secretary: PageClient, meeting: int
) -> None:
    _bind(app, "us-ca-bagley-keene", "2031-01-01")
    record(app, meeting, "order")
    for person, mode in (("ann", "in_person"), ("bob", "in_person"), ("cat", "video")):
        record(app, meeting, "arrive", body="board", person=person, mode=mode)
    room = f"/desk/meetings/{meeting}/room"
    asked = "Who else of age is in the room there, as stated"
    assert read_main(secretary.get(room).text).count(asked) == 1
    secretary.submit(room, button="Record: Cat", disclosure="Nobody")
    assert asked not in read_main(secretary.get(room).text)
    record(app, meeting, "move", body="board", mover="bob", text="Adopt it")
    record(app, meeting, "second", motion="6", member="ann")
    with pytest.raises(RuleError, match="take a roll call"):
        record(app, meeting, "open_vote", motion="6", method="voice")
    page = secretary.get(room).text
    assert '<option value="roll_call">' in page
    assert '<option value="voice">' not in page
