"""A site with something in every public place, and secrets in every other."""

import io
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import uuid4

from flask import Flask

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.documents.stores import Stores
from govapp.meetings.models import AgendaItem, Attachment, Matter, Meeting, Minutes
from govapp.meetings.models.agenda import PutOff
from govapp.meetings.queries import agendas
from govapp.meetings.rules.recurrence import Rule
from govapp.meetings.services import (
    agenda,
    carrying,
    closed_days,
    corrections,
    files,
    matters,
    minutes,
    posting,
    reviews,
    schedule,
    series,
    templates,
)
from govapp.permissions import Role
from govapp.record.shapes.meetings import Attendee
from govapp.site import services as organization
from govapp.sittings import services as sittings

MARK = "CANARY"
CLOSED = ("closed_title", "presenter", "description", "recommended_motion")


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
    meeting = _schedule([board, other], 16)
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
    held = _schedule([board], 2)
    agenda.add_item(SYSTEM, held, title="Earlier business")
    posting.post_agenda(SYSTEM, held, store=store)
    moved = _schedule([other], 20)
    posting.post_notice(SYSTEM, moved)
    posting.cancel_meeting(SYSTEM, moved, reason="No quorum")
    sitting = open_room(board, store)
    db.session.commit()
    return Site(store, board, meeting, closed, public, held, matter, sitting)


def plant(site: Site, canaries: Canaries) -> None:
    """Put a token into everything that is drafted, closed, or the desk's own."""
    plant_closed(site, canaries)
    _plant_edits(site, canaries)
    _plant_draft_meeting(site, canaries)
    _plant_minutes(site, canaries)
    _plant_people(site, canaries)
    _plant_plan(site, canaries)
    _plant_business(site, canaries)
    _plant_matters(site, canaries)
    _plant_closed_session(site, canaries)
    db.session.commit()


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


def _schedule(bodies: list[Body], day: int) -> Meeting:
    return schedule.schedule_meeting(
        SYSTEM,
        bodies=bodies,
        kind="regular",
        start=datetime(2026, 12, day, 10),  # noqa: DTZ001 wall time
        place="Folsom",
    )


def plant_closed(site: Site, canaries: Canaries) -> None:
    """Put tokens into a closed item, beneath it, and into files not for everyone."""
    agenda.edit_item(
        SYSTEM,
        site.closed,
        row_version=site.closed.row_version,
        **{name: canaries.put(f"closed item's {name}") for name in CLOSED},
    )
    beneath = agenda.add_item(
        SYSTEM, site.meeting, parent=site.closed, title=canaries.put("beneath closed")
    )
    for inside in (site.closed, beneath):
        matters.open_matter_for(
            SYSTEM, inside, title=canaries.put("closed matter"), kind="contract"
        )
    for item, seen in (
        (site.closed, "closed"),
        (site.closed, "public"),
        (beneath, "public"),
        (site.public, "members"),
        (site.public, "staff"),
        (None, "members"),
        (None, "staff"),
        (None, "closed"),
    ):
        label = canaries.put(f"{seen} file")
        document = attach(site.store, site.meeting, item, label, seen).document
        site.secret_addresses += [
            f"/documents/{document.key}/{document.current.name}",
            f"/documents/{document.key}/v/1/{document.current.name}",
        ]
    site.secret_addresses.append(f"/meetings/{site.meeting.number}/items/{beneath.key}")


def _plant_edits(site: Site, canaries: Canaries) -> None:
    """Change what is posted without posting it; to be called after posting again."""
    item = agenda.add_item(
        SYSTEM,
        site.held,
        title=canaries.put("unposted item"),
        late_basis="emergency",
        late_reason=canaries.put("unposted reason"),
    )
    file = attach(site.store, site.held, item, canaries.put("unposted file"), "public")
    site.secret_addresses += [
        f"/meetings/{site.held.number}/items/{item.key}",
        f"/documents/{file.document.key}/{file.document.current.name}",
    ]
    schedule.edit_meeting(
        SYSTEM,
        site.held,
        row_version=site.held.row_version,
        **{name: canaries.put(f"unposted {name}") for name in schedule.DETAILS[2:]},
    )
    committees.edit_body(
        SYSTEM,
        site.board,
        row_version=site.board.row_version,
        kind="board",
        purpose=canaries.put("unposted purpose"),
    )
    committees.add_seat(SYSTEM, site.board, label=canaries.put("unposted seat"))
    organization.edit_organization(
        SYSTEM, row_version=1, name=canaries.put("unposted organization")
    )


def _plant_draft_meeting(site: Site, canaries: Canaries) -> None:
    draft = schedule.schedule_meeting(
        SYSTEM,
        bodies=[site.board],
        kind="special",
        start=datetime(2026, 12, 9, 10),  # noqa: DTZ001 wall time
        title=canaries.put("draft meeting"),
        place=canaries.put("draft place"),
    )
    item = agenda.add_item(SYSTEM, draft, title=canaries.put("draft item"))
    templates.keep_template(SYSTEM, draft, name=canaries.put("template"))
    file = attach(site.store, draft, item, canaries.put("draft's file"), "public")
    site.secret_addresses += [
        f"/meetings/{draft.id}",
        f"/meetings/{draft.uid}",
        f"/documents/{file.document.key}/{file.document.current.name}",
    ]
    hidden = committees.create_body(
        SYSTEM,
        slug="hidden-panel",
        name=canaries.put("unposted body"),
        kind="committee",
        time_zone="UTC",
    )
    site.secret_addresses.append(f"/committees/{hidden.slug}")


def _plant_plan(site: Site, canaries: Canaries) -> None:
    """Plan a series of which nothing is posted, and close the office for a day."""
    closed_days.close_office(
        SYSTEM, name=canaries.put("day off"), first_on=date(2027, 3, 9)
    )
    planned = series.plan_series(
        SYSTEM,
        body=site.board,
        year=2027,
        rule=Rule("month", (2,), 1, (3, 4)),
        start=time(10),
        kind="regular",
        title=canaries.put("planned title"),
        place=canaries.put("planned place"),
        join_details=canaries.put("planned join details"),
        contact=canaries.put("planned contact"),
        note=canaries.put("planned note"),
    )
    site.secret_addresses += [
        f"/series/{planned.id}",
        "/meetings/2027-001",
    ]


def _plant_minutes(site: Site, canaries: Canaries) -> None:
    attendee = Attendee(name=canaries.put("draft attendance"))
    draft = minutes.begin_minutes(SYSTEM, site.held, attendance=[attendee])
    minutes.edit_minutes(
        SYSTEM,
        draft,
        row_version=draft.row_version,
        preface=f"<p>{canaries.put('draft preface')}</p>",
        closing=f"<p>{canaries.put('draft closing')}</p>",
    )
    _write_sections(draft, canaries, "draft section")
    reviews.open_review(SYSTEM, draft, review_until=None)
    corrections.ask_correction(
        SYSTEM,
        draft,
        item_key="",
        asked_by=canaries.put("who comments"),
        text=canaries.put("comment in review"),
    )


def _write_sections(draft: Minutes, canaries: Canaries, place: str) -> None:
    for section in draft.sections:
        minutes.edit_section(
            SYSTEM,
            section,
            row_version=section.row_version,
            text=f"<p>{canaries.put(place)}</p>",
        )


def _plant_business(site: Site, canaries: Canaries) -> None:
    """Carry closed and unposted business to a draft; say why something is dismissed."""
    reason = canaries.put("why business is dismissed")
    carrying.dismiss_item(SYSTEM, site.public, reason=reason)
    draft = _schedule(site.meeting.bodies, 22)
    held = agendas.list_items(site.held)[-1]
    carrying.put_off_item(SYSTEM, held, why=PutOff.DEFERRED)
    items = agendas.list_items(site.meeting)
    inside = next(each for each in items if each.parent_id == site.closed.id)
    for item in (inside, held):
        carried = carrying.carry_item(SYSTEM, item, to=draft)
        site.secret_addresses.append(f"/meetings/{draft.id}/items/{carried.key}")


def _plant_matters(site: Site, canaries: Canaries) -> None:
    """Change a posted matter, open others, and let closed items be part of them."""
    matters.edit_matter(
        SYSTEM,
        site.matter,
        row_version=site.matter.row_version,
        body=site.board,
        title=canaries.put("matter's new title"),
        kind="budget",
        summary=f"<p>{canaries.put('new summary of a matter')}</p>",
        initiative_url=f"https://govapp.example/{canaries.put('new initiative')}",
    )
    closing = canaries.put("how a matter ended")
    matters.close_matter(SYSTEM, site.matter, closing=closing)
    number = canaries.put("file number of a draft")
    matters.open_matter(
        SYSTEM,
        body=site.board,
        title=canaries.put("matter of a draft"),
        kind="other",
        file_number=number,
    )
    site.secret_addresses += [f"/matters/{number}", "/matters/2026-0002"]


def _plant_closed_session(site: Site, canaries: Canaries) -> None:
    """Let things be moved, voted on and noted behind closed doors."""
    body = site.board.slug
    counsel, *_rest = agendas.list_items(site.sitting)
    inside = agenda.add_item(
        SYSTEM, site.sitting, parent=counsel, title=canaries.put("beneath counsel")
    )
    act(site.sitting, "take_up", item=inside.key)
    act(
        site.sitting, "conflict", person="demo-member", item=inside.key,
        kind="disclosure", statement=canaries.put("stated behind closed doors"),
        note=canaries.put("the desk's note"),
    )  # fmt: skip
    act(
        site.sitting, "move", body=body, mover="demo-member", item=inside.key,
        text=canaries.put("closed motion"),
    )  # fmt: skip
    act(site.sitting, "strike", seq=6, reason=canaries.put("why it is struck"))
    act(
        site.sitting, "move", body=body, mover="demo-member", item=inside.key,
        text=canaries.put("motion that stands behind closed doors"),
    )  # fmt: skip
    _plant_closed_minutes(site, canaries)


def _plant_closed_minutes(site: Site, canaries: Canaries) -> None:
    """Post minutes of the closed session to the members of the board."""
    written = minutes.begin_minutes(SYSTEM, site.sitting, is_closed=True)
    minutes.edit_minutes(
        SYSTEM,
        written,
        row_version=written.row_version,
        preface=f"<p>{canaries.put('closed preface')}</p>",
        closing=f"<p>{canaries.put('closed closing')}</p>",
    )
    _write_sections(written, canaries, "closed section")
    minutes.propose_minutes(SYSTEM, written)
    address = f"/meetings/{site.sitting.number}/closed-minutes"
    site.secret_addresses += [address, f"{address}/correction"]


def _plant_people(site: Site, canaries: Canaries) -> None:
    person = committees.add_person(SYSTEM, name=canaries.put("unposted person"))
    committees.appoint_member(SYSTEM, site.board, person=person, start_on="2026-01-01")
    site.secret_addresses.append(f"/people/{person.slug}")
    accounts.invite_user(
        SYSTEM,
        email=f"{canaries.put('account').lower()}@govapp.example",
        name=canaries.put("account's name"),
        roles=[(Role.SECRETARY, site.board.id)],
    )
