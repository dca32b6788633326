"""The bodies, secretaries and meetings that tests of meetings have, with members."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.committees.models import Person
from govapp.committees.services.offices import Held
from govapp.database import db
from tests.meetings.building import add_items
from tests.meetings.conftest import (
    Make,
    bodies,
    deputy,
    make_meeting,
    secretary,
    stranger,
)

__all__ = ["bodies", "deputy", "make_meeting", "secretary", "stranger"]

NOW = "2031-03-05T18:00:00Z"
MEMBERS = {
    "board": ("Ann", "Bob", "Cat", "Dan", "Eve"),
    "audit": ("Ann", "Fay", "Gus"),
}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Let it be the moment at which the meeting is to begin."""
    with time_machine.travel(NOW, tick=False) as found:
        yield found


@pytest.fixture
def seated(app: Flask, bodies: dict[str, int]) -> None:
    """Give the bodies their members, Ann in the chair of both."""
    assert bodies
    with app.app_context():
        people: dict[str, Person] = {}
        for slug, names in MEMBERS.items():
            body = queries.get_body(slug)
            body.seats_authorized = len(names)
            for name in names:
                person = people.get(name) or committees.add_person(SYSTEM, name=name)
                people[name] = person
                chair: Held = {"office": "chair", "start_on": "2031-01-01"}
                committees.appoint_member(
                    SYSTEM,
                    body,
                    person=person,
                    start_on="2031-01-01",
                    offices=[chair] if name == "Ann" else [],
                )
        db.session.commit()


@pytest.fixture
def meeting(app: Flask, seated: None, make_meeting: Make) -> int:
    """Return a posted meeting of the board on that day, with two items."""
    assert seated is None
    found = make_meeting("2031-03-05T10:00", is_posted=True)
    add_items(app, found, "Report", "Decision on the plan")
    return found
