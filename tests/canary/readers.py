"""Everybody who reads at a desk, in either of two installations alike."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from govapp.accounts import services as accounts
from govapp.accounts.models import User
from govapp.accounts.queries import get_user
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.config import Settings
from govapp.contributions.services import proposals
from govapp.database import db
from govapp.meetings.services import agenda
from govapp.permissions import Role
from tests.accounts.people import let_in
from tests.canary.site import Site, attach, schedule_in_december
from tests.canary.twins import close, copy_installation, open_twin
from tests.canary.walking import Seen, walk

# The body on which each serves, or did; a guest serves nowhere.
SEATS = {"mia": "board", "joint": "panel", "other": "third", "former": "board"}
ROLES = {
    "keeper": (Role.SECRETARY, "board"),
    "secretary": (Role.SECRETARY, "third"),
    "author": (Role.CONTRIBUTOR, "board"),
}
GUESTS = ("early", "late")


@dataclass
class Readers:
    """Accounts by name, and who is signed in with them to which installation.

    `calendars` are the addresses at which their devices ask.
    """

    accounts: dict[str, int] = field(default_factory=dict)
    calendars: dict[str, str] = field(default_factory=dict)
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def sign_in(self, app: Flask) -> None:
        """Let everybody in; their cookies hold in a copy of the installation too."""
        for name, account in self.accounts.items():
            self.clients[name] = app.test_client()
            let_in(self.clients[name], app, account)
            with app.app_context():
                user = get_user(account)
                key = accounts.make_calendar_key(user, user=user)
                db.session.commit()
            self.calendars[name] = f"/my-calendar/{key}.ics"

    def walk(self, name: str, more: Iterable[str] = ()) -> Seen:
        """Let somebody look at all they find, what is last of `more` first."""
        return walk(self.clients[name], [self.calendars[name], *more])

    def part(
        self, app: Flask, settings: Settings, folder: Path
    ) -> tuple[Flask, "Readers"]:
        """Copy the installation; return it, with everybody signed in there too."""
        close(app)
        copied = open_twin(copy_installation(settings, folder))
        found = Readers(self.accounts, self.calendars)
        for name, client in self.clients.items():
            found.clients[name] = twin = copied.test_client()
            cookie = client.get_cookie("govapp")
            assert cookie
            twin.set_cookie("govapp", cookie.value)
        return copied, found


def open_accounts(site: Site) -> Readers:
    """Seat people, and give each an account; let those at work have something of it."""
    committees.create_body(
        SYSTEM, slug="third", name="Third", kind="committee", time_zone="UTC"
    )
    found = Readers()
    for name, slug in SEATS.items():
        user = open_account(name)
        person = committees.add_person(SYSTEM, name=f"Demo {name}")
        ended_on = "2026-01-31" if name == "former" else ""
        committees.appoint_member(
            SYSTEM, get_body(slug), person=person, start_on="2020-01-01",
            ended_on=ended_on,
        )  # fmt: skip
        accounts.link_person(SYSTEM, user=user, person_id=person.id, name=name)
        found.accounts[name] = user.id
    for name, (role, slug) in ROLES.items():
        user = open_account(name, (role, get_body(slug).id))
        found.accounts[name] = user.id
        if role is Role.CONTRIBUTOR:
            _propose(user, site)
    for name in GUESTS:
        found.accounts[name] = open_account(name).id
    _draft(site, get_body("third"))
    db.session.commit()
    return found


def open_account(name: str, *roles: tuple[Role, int | None]) -> User:
    email = f"{name}@govapp.example"
    return accounts.invite_user(SYSTEM, email=email, name=name.title(), roles=roles)


def _propose(author: User, site: Site) -> None:
    """Let somebody have a proposal of their own, and another that is handed in."""
    for title in ("Mine", "Handed in"):
        proposal = proposals.begin_proposal(
            author, site.held, kind="decision", title=title, presenter="",
            description="", recommended_motion="", note="",
        )  # fmt: skip
    proposals.submit_proposal(author, proposal)


def _draft(site: Site, body: Body) -> None:
    """Let the other body's desk have a draft, and a file, of its own."""
    draft = schedule_in_december([body], 14)
    item = agenda.add_item(SYSTEM, draft, title="Their own business")
    attach(site.store, draft, item, "Their own paper", "staff")
