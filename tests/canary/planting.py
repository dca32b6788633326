"""Tokens in all that is drafted, closed, or the desk's own."""

from datetime import datetime, time

from govapp.accounts.queries import list_administrators
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.database import db
from govapp.meetings.models import AgendaItem, Minutes
from govapp.meetings.models.agenda import PutOff
from govapp.meetings.queries import agendas
from govapp.meetings.rules.recurrence import Rule
from govapp.meetings.services import (
    agenda,
    carrying,
    corrections,
    matters,
    minutes,
    reviews,
    schedule,
    series,
    templates,
)
from govapp.portal.services import guests
from govapp.record.shapes.meetings import Attendee
from tests.canary.asking import plant_asked
from tests.canary.common import plant_common
from tests.canary.site import Canaries, Site, act, attach, schedule_in_december

CLOSED = ("closed_title", "presenter", "description", "recommended_motion")


def plant(site: Site, canaries: Canaries) -> None:
    """Put a token into everything that is drafted, closed, or the desk's own."""
    plant_common(site, canaries)
    plant_own(site, canaries)


def plant_own(site: Site, canaries: Canaries) -> None:
    """Put one into everything of the kind that is the board's."""
    plant_closed(site, canaries)
    _plant_edits(site, canaries)
    _plant_draft_meeting(site, canaries)
    _plant_minutes(site, canaries)
    _plant_plan(site, canaries)
    _plant_business(site, canaries)
    _plant_matters(site, canaries)
    _plant_closed_session(site, canaries)
    plant_asked(site, canaries)
    _plant_emergency(site, canaries)
    db.session.commit()


def plant_closed(site: Site, canaries: Canaries) -> None:
    """Put tokens into a closed item, beneath it, and into files not for everyone."""
    plant_inside(site, canaries)
    for item, seen in (
        (site.public, "members"),
        (site.public, "staff"),
        (None, "members"),
        (None, "staff"),
        (None, "closed"),
    ):
        _attach(site, item, canaries, seen)


def plant_inside(site: Site, canaries: Canaries) -> None:
    """Put tokens into a closed item and beneath it, with files and matters."""
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
    ):
        _attach(site, item, canaries, seen)
    site.secret_addresses.append(f"/meetings/{site.meeting.number}/items/{beneath.key}")


def _attach(site: Site, item: AgendaItem | None, canaries: Canaries, seen: str) -> None:
    label = canaries.put(f"{seen} file")
    document = attach(site.store, site.meeting, item, label, seen).document
    site.secret_addresses += [
        f"/documents/{document.key}/{document.current.name}",
        f"/documents/{document.key}/v/1/{document.current.name}",
    ]


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


def _plant_plan(site: Site, canaries: Canaries) -> None:
    """Plan a series of which nothing is posted."""
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
    draft = schedule_in_december(site.meeting.bodies, 22)
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


def _plant_emergency(site: Site, canaries: Canaries) -> None:
    """Open what is closed to an administrator, whom nobody else hears of."""
    guests.open_in_emergency(
        list_administrators()[0],
        number=str(site.meeting.number),
        reason=canaries.put("why it is an emergency"),
    )
