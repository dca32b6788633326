"""A site of two bodies, each with one of everything, and everybody who may ask."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from flask import Flask
from sqlalchemy import select

from govapp import clock
from govapp.accounts import services as accounts
from govapp.accounts.queries import get_user
from govapp.accounts.services import SYSTEM, Grant
from govapp.committees import services as committees
from govapp.committees.models import Body, Person
from govapp.database import db
from govapp.mail.models import Suppression
from govapp.mail.seals import seal
from govapp.meetings.models import Meeting
from govapp.meetings.services import closed_days
from govapp.permissions import Role
from govapp.portal.services import declaring, guests
from govapp.site import services as organization
from govapp.subscriptions import services as following
from govapp.subscriptions.models import Subscription, SubscriptionRequest
from tests.accounts.people import PASSWORD, open_account
from tests.matrix.entering import Actor, enter_all
from tests.matrix.furnishing import Furnishing
from tests.matrix.naming import Parts, States
from tests.matrix.owning import give, make_token, name_objects
from tests.matrix.standings import open_more, take_stand
from tests.renditions.making import work

NOW = "2026-11-23T18:00:00Z"
SLUGS = ("board", "audit")
SEQUENCES = (
    "record/seq", "checkpoint/seq", "content/seq", "proof/seq", "timestamp/seq",
    "/number",
)  # fmt: skip


@dataclass
class Site:
    """What is asked, and by whom; `places` are the bodies' things by their state.

    `notes` are those of some of them, by their owner.
    """

    app: Flask
    engine: str = ""
    places: dict[str, States] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


def build(app: Flask) -> Site:
    """Build everything in an application with a fresh database."""
    site = Site(app)
    with app.app_context():
        bodies = _build_bodies()
        people = _seat_people(bodies)
    accounts_of = _open_accounts(app, people, bodies) | open_more(app, bodies)
    with app.app_context():
        common = _build_common(app, accounts_of)
        for slug in SLUGS:
            site.places[slug] = _furnish(app, slug, accounts_of)
            for parts in site.places[slug].values():
                parts |= {name: common[name] for name in common if name not in parts}
        senders = _give_things(site, accounts_of)
        _let_others_in(site, accounts_of)
        site.notes = take_stand(site.places["board"], accounts_of)
        db.session.commit()
    work(app)
    named = name_objects(app)
    for states in site.places.values():
        for parts in states.values():
            parts.update(named)
    site.actors = enter_all(app, accounts_of) | senders
    return site


def _build_bodies() -> dict[str, int]:
    organization.edit_organization(SYSTEM, row_version=0, name="Public meetings")
    organization.post_organization(SYSTEM)
    found = {}
    for slug in (*SLUGS, "panel"):
        body = committees.create_body(
            SYSTEM, slug=slug, name=slug.title(), kind="board",
            time_zone="America/Los_Angeles",
        )  # fmt: skip
        found[slug] = body.id
        body.marks_closed = slug == "board"
        if slug == "panel":
            committees.post_changes(SYSTEM, body)
    db.session.commit()
    return found


def _seat_people(bodies: dict[str, int]) -> dict[str, int]:
    """Appoint everybody but the two chairs, who come with their bodies."""
    seats = {
        "recused": ("board", ""),
        "joint": ("panel", ""),
        "former": ("board", "2026-01-31"),
    }
    found = {}
    for name in ("member", "other_member"):
        found[name] = committees.add_person(SYSTEM, name=f"Demo {name}").id
    for name, (slug, ended_on) in seats.items():
        person = committees.add_person(SYSTEM, name=f"Demo {name}")
        body = db.session.get_one(Body, bodies[slug])
        committees.appoint_member(
            SYSTEM, body, person=person, start_on="2020-01-01", ended_on=ended_on
        )
        found[name] = person.id
    db.session.commit()
    return found


def _open_accounts(
    app: Flask, people: dict[str, int], bodies: dict[str, int]
) -> dict[str, int]:
    """Open an account for each actor who has one; return their ids."""
    roles: dict[str, Iterable[Grant]] = {
        "nobody": (),
        # The role alone opens nothing, nor does it to those whose seat does.
        "member": [(Role.MEMBER, bodies["board"])],
        "joint": (),
        "other_member": [(Role.MEMBER, bodies["audit"])],
        "former": (),
        "recused": (),
        "contributor": [(Role.CONTRIBUTOR, bodies["board"])],
        "other_contributor": [(Role.CONTRIBUTOR, bodies["audit"])],
        "secretary": [(Role.SECRETARY, bodies["board"])],
        "other_secretary": [(Role.SECRETARY, bodies["audit"])],
        "administrator": [(Role.ADMINISTRATOR, None)],
        "auditor": [(Role.AUDITOR, None)],
        # These were what the secretary of the board is.
        "disabled": [(Role.SECRETARY, bodies["board"])],
        "half": [(Role.SECRETARY, bodies["board"])],
        "copied": [(Role.SECRETARY, bodies["board"])],
        "guest": (),
        "invited": [(Role.SECRETARY, bodies["board"])],
    }
    found = {}
    for name, given in roles.items():
        word = None if name != "half" else PASSWORD
        email = f"{name.replace('_', '-')}@govapp.example"
        found[name] = open_account(app, email, roles=given, password=word)
    with app.app_context():
        for name, person_id in people.items():
            user = get_user(found[name])
            accounts.link_person(SYSTEM, user=user, person_id=person_id, name=name)
        db.session.commit()
    return found


def _furnish(app: Flask, slug: str, accounts_of: dict[str, int]) -> States:
    bodies = {
        body.slug: body for body in db.session.scalars(select(Body)).unique().all()
    }
    other = "" if slug == "board" else "other_"
    member = get_user(accounts_of[f"{other}member"])
    person = db.session.get_one(Person, member.person_id)
    contributor = get_user(accounts_of[f"{other}contributor"])
    secretary = get_user(accounts_of[f"{other}secretary"])
    two = (secretary, get_user(accounts_of["invited"]))
    furnishing = Furnishing(app, bodies[slug], bodies["panel"])
    found = furnishing.build(person, contributor, two)
    db.session.commit()
    return found


def _build_common(app: Flask, accounts_of: dict[str, int]) -> Parts:
    """Return what names things of the installation, and of nobody's."""
    closed = closed_days.close_office(SYSTEM, name="A day", first_on=date(2027, 3, 9))
    refused = Suppression(
        email="gone@govapp.example", reason="refused", since=clock.now()
    )
    db.session.add(refused)
    email = "follower@govapp.example"
    following.ask_to_follow(email=email, bodies=[], topics=[])
    asked = db.session.get_one(SubscriptionRequest, email)
    following.confirm(asked, bodies=[], topics=[])
    following.ask_to_follow(email="asking@govapp.example", bodies=[], topics=[])
    asking = db.session.get_one(SubscriptionRequest, "asking@govapp.example")
    mine = db.session.scalars(select(Subscription)).one()
    invited = get_user(accounts_of["invited"])
    db.session.flush()
    secret = app.extensions["govapp.settings"].secret_key
    links = {
        name: seal(secret, f"/subscribe/{name}/{key}").split("/")[3:]
        for name, key in (
            ("confirm", asking.key), ("yours", mine.key), ("leave", mine.key),
        )
    }  # fmt: skip
    return {
        **dict.fromkeys(SEQUENCES, "1"),
        "v1/client": "city",
        "v1/path": "events",
        "v1/name": "bodies",
        "v1/key": "board",
        "ocd/name": "bills",
        "insite/name": "calendar.aspx",
        "body/name": "paper",
        "organization/name": "meeting",
        "organization/slug": "board",
        "embed/slug": "board",
        "subscribe/what": "asked",
        "closed-days/closed_day_id": str(closed.id),
        "refused/suppression_id": str(refused.id),
        "users/user_id": str(invited.id),
        "roles/assignment_id": str(invited.assignments[0].id),
        **{f"{name}/key": key for name, (key, _) in links.items()},
        **{f"{name}/seal": mark for name, (_, mark) in links.items()},
    }


def _give_things(site: Site, accounts_of: dict[str, int]) -> dict[str, Actor]:
    """Give each body and its member what is theirs; return who sends with its token."""
    found = {}
    for slug, name, sender in (
        ("board", "member", "sender"), ("audit", "other_member", "other_sender"),
    ):  # fmt: skip
        meeting = _get_posted(site, slug)
        secret, named = make_token(meeting.host)
        found[sender] = Actor(sender, secret=secret)
        named |= give(get_user(accounts_of[name]), meeting)
        for parts in site.places[slug].values():
            parts.update(named)
    return found


def _let_others_in(site: Site, accounts_of: dict[str, int]) -> None:
    """Recuse somebody on a closed item, and let a guest read it."""
    board = site.places["board"]
    closed = board["closed_item"]["items/key"]
    meeting = _get_posted(site, "board")
    recused = get_user(accounts_of["recused"])
    declaring.declare_conflict(
        SYSTEM, meeting, person=db.session.get_one(Person, recused.person_id),
        item_key=closed, label="3 Counsel", kind="recusal", statement="A cousin",
    )  # fmt: skip
    for slug, email in (("board", "guest"), ("audit", "second-guest")):
        invited = guests.invite_guest(
            SYSTEM, _get_posted(site, slug), email=f"{email}@govapp.example",
            name="Demo guest", kind="counsel",
            item_keys=[site.places[slug]["closed_item"]["items/key"]],
            from_local=datetime.fromisoformat("2026-11-01T10:00"),
            until_local=datetime.fromisoformat("2026-12-20T10:00"),
        )  # fmt: skip
        opened = guests.open_in_emergency(
            get_user(accounts_of["administrator"]),
            number=str(_get_posted(site, slug).number),
            reason=f"zz{slug}qemergencyzz",
        )
        guests.end_guest(SYSTEM, opened)
        for parts in site.places[slug].values():
            parts["guests/guest_id"] = str(invited.id)
            parts["emergency/guest_id"] = str(opened.id)


def _get_posted(site: Site, slug: str) -> Meeting:
    posted = site.places[slug]["posted"]
    return db.session.get_one(Meeting, int(posted["meetings/meeting_id"]))
