"""Six more people, so that somebody asks from each standing of the policy.

What the bodies' members, guests and others of the tables are not: somebody who knew the
closed papers of the board once, and is a visitor, a member of another body, a secretary
or an administrator where they now ask.
"""

from datetime import datetime

from flask import Flask

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.models import User
from govapp.accounts.queries import get_user
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.permissions import Role
from govapp.portal.models import Conflict, ConflictKind
from govapp.portal.queries.books import get_book
from govapp.portal.services import guests, own
from tests.accounts.people import open_account
from tests.matrix.naming import States

# Whoever is invited here is so to a closed item of the meeting that has the state
# released, and is at any other meeting what they are without that.
INVITED = ("counsel", "neighbor", "overseer")
SEATS = {
    "neighbor": [("audit", "")],
    "returned": [("board", "2026-01-31"), ("panel", "")],
    "clerk": [("board", "2026-01-31")],
    "conflicted": [("board", "")],
}
ROLES = {"clerk": (Role.SECRETARY, "board"), "overseer": (Role.ADMINISTRATOR, "")}
NOTED = ("counsel", "returned", "member")


def open_more(app: Flask, bodies: dict[str, int]) -> dict[str, int]:
    """Open their accounts, and seat those who serve or did; return the ids."""
    found = {}
    for name in dict.fromkeys((*INVITED, *SEATS)):
        role, slug = ROLES.get(name, (None, ""))
        given = [(role, bodies[slug] if slug else None)] if role else []
        email = f"{name}@govapp.example"
        found[name] = open_account(app, email, roles=given, password=None)
    with app.app_context():
        for name, seats in SEATS.items():
            person = committees.add_person(SYSTEM, name=f"Demo {name}")
            for slug, ended_on in seats:
                body = db.session.get_one(Body, bodies[slug])
                committees.appoint_member(
                    SYSTEM, body, person=person, start_on="2020-01-01",
                    ended_on=ended_on,
                )  # fmt: skip
            user = get_user(found[name])
            accounts.link_person(SYSTEM, user=user, person_id=person.id, name=name)
        db.session.commit()
    return found


def take_stand(places: States, accounts_of: dict[str, int]) -> dict[str, str]:
    """Invite and recuse them, and let some write a note; return the notes' ids."""
    posted, released = _get(places, "posted"), _get(places, "released")
    for name in INVITED:
        guests.invite_guest(
            SYSTEM, released, email=f"{name}@govapp.example", name="Demo guest",
            kind="counsel", item_keys=[places["released"]["items/key"]],
            from_local=datetime.fromisoformat("2026-11-01T10:00"),
            until_local=datetime.fromisoformat("2026-12-20T10:00"),
        )  # fmt: skip
    conflicted = get_user(accounts_of["conflicted"])
    for meeting, state in (
        (posted, "posted"), (posted, "closed_item"), (released, "asked"),
    ):  # fmt: skip
        _recuse(conflicted, meeting, places[state]["items/key"])
    return {name: _note(get_user(accounts_of[name]), released) for name in NOTED}


def _get(places: States, state: str) -> Meeting:
    return db.session.get_one(Meeting, int(places[state]["meetings/meeting_id"]))


def _recuse(user: User, meeting: Meeting, key: str) -> None:
    """Recuse somebody, also where the day for saying so is over."""
    conflict = Conflict(
        person_id=user.person_id,
        meeting_id=meeting.id,
        item_key=key,
        kind=ConflictKind.RECUSAL,
        statement="A cousin",
        declared_at=clock.now(),
    )
    db.session.add(conflict)


def _note(user: User, meeting: Meeting) -> str:
    item = get_book(user, str(meeting.number)).items[0]
    written = own.write_note(
        user, meeting, item=item, label="1 Open", quote="", text=f"Of {user.name}"
    )
    return str(written.id)
