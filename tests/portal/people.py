"""People with a seat, each with an account."""

from typing import Any

from flask import Flask

from govapp.accounts import services as accounts
from govapp.accounts.queries import get_user
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Body, Membership
from govapp.committees.queries import find_person
from govapp.database import db
from tests.accounts.people import enter, open_account
from tests.pages import PageClient


def seat_member(app: Flask, body_id: int, name: str, **service: Any) -> PageClient:
    """Appoint somebody since long ago, link their account, and sign them in."""
    account = open_account(app, f"{name.lower()}@example.org", password=None)
    with app.app_context():
        body = db.session.get_one(Body, body_id)
        person = committees.add_person(SYSTEM, name=name)
        committees.appoint_member(
            SYSTEM, body, person=person, **{"start_on": "2020-01-01", **service}
        )
        user = get_user(account)
        accounts.link_person(SYSTEM, user=user, person_id=person.id, name=name)
        db.session.commit()
    return enter(app, account)


def end_service(app: Flask, name: str, on: str) -> None:
    """End whatever somebody serves on."""
    with app.app_context():
        person = find_person(name.lower())
        assert person
        for membership in person.memberships:
            _end(membership, on)
        db.session.commit()


def _end(membership: Membership, on: str) -> None:
    committees.end_membership(SYSTEM, membership, ended_on=on, end_reason="resigned")
