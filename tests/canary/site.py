"""A site with something in every public place, and secrets in every other."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.documents.stores import Stores
from govapp.meetings.models import AgendaItem, Attachment, Matter, Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.services import (
    agenda,
    files,
    matters,
    posting,
    schedule,
)
from govapp.site import services as organization
from govapp.sittings import services as sittings

MARK = "CANARY"


@dataclass
class Canaries:
    """Hands out unique tokens, and knows where each was put."""

    places: dict[str, str] = field(default_factory=dict)

    def put(self, place: str) -> str:
        """Return a new token for a place."""
        token = f"{MARK}{len(self.places):03d}x"
        self.places[token] = place
        return token


@dataclass
class Site:
    """What the tests go on working with."""

    store: Stores
    board: Body
    meeting: Meeting
    closed: AgendaItem
    public: AgendaItem
    held: Meeting
    matter: Matter
    sitting: Meeting
    secret_addresses: list[str] = field(default_factory=list)


def build_public(app: Flask) -> Site:
    """Post an organization, two bodies, a roster, and meetings in several states."""
    store: Stores = app.extensions["govapp.files"]
    organization.edit_organization(SYSTEM, row_version=0, name="Public meetings")
    organization.post_organization(SYSTEM)
    board, other = (
        committees.create_body(SYSTEM, slug=slug, name=slug.title(), kind="board",
                               time_zone="America/Los_Angeles")
        for slug in ("board", "panel")
    )  # fmt: skip
    seat = committees.add_seat(SYSTEM, board, label="Seat 1")
    person = committees.add_person(SYSTEM, name="Demo member")
    committees.appoint_member(
        SYSTEM, board, person=person, seat=seat, start_on="2025-01-01"
    )
    for body in (board, other):
        committees.post_changes(SYSTEM, body)
    meeting = schedule_in_december([board, other], 16)
    public = agenda.add_item(SYSTEM, meeting, title="Open business", kind="decision")
    closed = agenda.add_item(
        SYSTEM,
        meeting,
        title="Conference with counsel",
        kind="closed",
        legal_basis="Gov. Code 11126(e)",
    )
    attach(store, meeting, public, "Public paper", "public")
    matter = matters.open_matter_for(SYSTEM, public, title="Open", kind="budget")
    posting.post_agenda(SYSTEM, meeting, store=store)
    held = schedule_in_december([board], 2)
    agenda.add_item(SYSTEM, held, title="Earlier business")
    posting.post_agenda(SYSTEM, held, store=store)
    moved = schedule_in_december([other], 20)
    posting.post_notice(SYSTEM, moved)
    posting.cancel_meeting(SYSTEM, moved, reason="No quorum")
    sitting = open_room(board, store)
    db.session.commit()
    return Site(store, board, meeting, closed, public, held, matter, sitting)


def attach(
    store: Stores, meeting: Meeting, item: AgendaItem | None, label: str, seen: str
) -> Attachment:
    """Attach a PDF whose text, name and label are the label."""
    return files.attach_file(
        SYSTEM,
        meeting,
        store=store,
        file=io.BytesIO(make_pdf(label, [label, seen])),
        filename=f"{label.replace(' ', '-')}.pdf",
        visibility=seen,
        item=item,
        label=label,
    )


def open_room(board: Body, store: Stores) -> Meeting:
    """Call a meeting of today to order, and close its session; everyone follows it."""
    meeting = schedule.schedule_meeting(
        SYSTEM,
        bodies=[board],
        kind="regular",
        start=datetime(2026, 11, 23, 10),  # noqa: DTZ001 wall time
    )
    counsel = agenda.add_item(
        SYSTEM, meeting, title="Counsel", kind="closed", legal_basis="Gov. Code 11126"
    )
    posting.post_agenda(SYSTEM, meeting, store=store)
    who = {"body": board.slug, "person": "demo-member"}
    act(meeting, "order", is_live=True)
    act(meeting, "arrive", **who)
    act(meeting, "close", items=[counsel.key])
    return meeting


def act(meeting: Meeting, kind: str, /, **data: Any) -> None:
    """Record something in the room."""
    sittings.record_act(SYSTEM, meeting, key=str(uuid4()), kind=kind, data=data)


def schedule_in_december(bodies: list[Body], day: int) -> Meeting:
    return schedule.schedule_meeting(
        SYSTEM,
        bodies=bodies,
        kind="regular",
        start=datetime(2026, 12, day, 10),  # noqa: DTZ001 wall time
        place="Folsom",
    )


def find_site(app: Flask) -> Site:
    """Return the site as it stands in an installation that was built so."""
    found = select(Meeting).where(Meeting.number.is_not(None)).order_by(Meeting.number)
    meeting, held, _, sitting, *_ = db.session.scalars(found).unique()
    items = {item.title: item for item in agendas.list_items(meeting)}
    matter = db.session.get_one(Matter, items["Open business"].matter_id)
    return Site(
        store=app.extensions["govapp.files"],
        board=meeting.host,
        meeting=meeting,
        closed=items["Conference with counsel"],
        public=items["Open business"],
        held=held,
        matter=matter,
        sitting=sitting,
    )
