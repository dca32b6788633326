"""Meetings around today, one for each state, all marked as demonstration."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from slugify import slugify

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.demonstration import matters
from govapp.demonstration.papers import make_pdf
from govapp.documents.models import Visibility
from govapp.documents.stores import Stores
from govapp.meetings.models import AgendaItem, Meeting, Minutes
from govapp.meetings.queries import agendas
from govapp.meetings.services import (
    agenda,
    approvals,
    consent,
    files,
    minutes,
    posting,
    schedule,
    style,
    templates,
)
from govapp.notices.services.certificates import issue_certificate
from govapp.record.shapes.meetings import Attendee

ZONE, WEDNESDAY = "America/Los_Angeles", 2
PLACE, CONTACT = "250 Outcropping Way, Folsom, California", "Demo secretary"
PRESENT = (
    Attendee(name="Demo chair", role="Chair", mode="in_person"),
    Attendee(name="Demo member A", role="Member", mode="in_person"),
    Attendee(name="Demo member B", role="Member", mode="video"),
    Attendee(name="Demo member C", role="Member", status="excused"),
)


@dataclass(frozen=True)
class Line:
    """An item to build; `papers` are the labels of its files."""

    title: str
    kind: str = "other"
    minutes: int = 0
    papers: tuple[str, ...] = ()
    beneath: tuple["Line", ...] = ()
    legal_basis: str = ""
    closed_title: str = ""
    pulled_by: str = ""


GENERAL = (
    Line("Call to order and roll call", "procedural", 5),
    Line("Approval of the minutes of the previous meeting", "minutes", 5),
    Line("Public comment on matters not on the agenda", "public_comment", 15),
)
CONSENT = Line(
    "Consent agenda",
    "consent",
    10,
    ("Memorandum on the consent agenda",),
    beneath=(
        Line("Appointments to the advisory committee", "decision"),
        Line(
            "Extension of the audit contract",
            "decision",
            papers=("Memorandum on the audit contract",),
            pulled_by="Demo member A",
        ),
        Line("Calendar of the coming year", "decision"),
    ),
)
DECISIONS = Line(
    "Decisions",
    "heading",
    beneath=(
        Line(
            "Decision on the transmission plan",
            "decision",
            45,
            ("Memorandum on the transmission plan", "Presentation on the plan"),
            beneath=(
                Line("Staff briefing on reliability projects", "briefing", 15),
                Line("Public comment on the transmission plan", "public_comment", 15),
            ),
        ),
        Line(
            "Decision on interconnection process enhancements",
            "decision",
            30,
            ("Memorandum on interconnection",),
        ),
    ),
)
BRIEFINGS = Line(
    "Briefings",
    "heading",
    beneath=(
        Line("Chief executive's report", "briefing", 20, ("Chief executive's report",)),
        Line("Briefing on summer readiness", "briefing", 20),
    ),
)
EXECUTIVE = Line(
    "Executive session",
    "heading",
    beneath=(
        Line(
            "Conference with counsel: pending litigation",
            "closed",
            30,
            legal_basis="Gov. Code 11126(e)",
            papers=("Memorandum of counsel",),
            closed_title="Demonstration of a closed title",
        ),
    ),
)
CLOSING = (Line("Adjournment", "procedural"),)
SEAMS = Line("Briefing on coordination with neighboring systems", "briefing", 20)
FULL = (*GENERAL, CONSENT, DECISIONS, BRIEFINGS, EXECUTIVE, *CLOSING)
SHORT = (*GENERAL, BRIEFINGS, *CLOSING)
COUNT = 9


def load_meetings(store: Stores) -> Iterator[Meeting]:
    """Make the meetings, each with the postings that bring it into its state."""
    style.set_body_style(
        SYSTEM,
        queries.get_body("wem-governing-body"),
        row_version=0,
        numbering="letters",
        posts_times=True,
    )
    matters.open_made_up()
    first = _noticed(store, "iso-board", -10, FULL)
    yield first
    lines = (*GENERAL, SEAMS, *FULL[len(GENERAL) :])
    second = _noticed(store, "iso-board", -3, lines, former=first)
    minutes.approve_minutes(SYSTEM, _propose(first), at=second)
    minutes.approve_minutes(SYSTEM, _propose(first, is_closed=True), at=second)
    _propose(second)
    yield second
    yield _revised(store, second)
    yield _noticed(store, "iso-board", 9, FULL, joint=("wem-governing-body",))
    yield _rescheduled(store)
    yield _cancelled(store)
    yield _postponed(store)
    scheduled = _schedule("msc", 8)
    posting.post_notice(SYSTEM, scheduled)
    yield scheduled
    draft = _schedule("iso-board", 13)
    _build(store, draft, SHORT)
    _keep_standing(draft)
    yield draft


def _keep_standing(meeting: Meeting) -> None:
    """Let the next meetings of a body begin as one does."""
    kept = templates.keep_template(SYSTEM, meeting, name="Regular meeting")
    templates.edit_template(
        SYSTEM, kept, row_version=kept.row_version, name=kept.name, is_standing=True
    )


def _revised(store: Stores, former: Meeting) -> Meeting:
    meeting = _noticed(store, "iso-board", 3, FULL, former=former)
    items = {item.title: item for item in agendas.list_items(meeting)}
    decision = items["Decision on interconnection process enhancements"]
    agenda.edit_item(
        SYSTEM,
        decision,
        row_version=decision.row_version,
        title="Decision on interconnection process enhancements, track 3",
    )
    _attach(store, meeting, decision, "Comments received on interconnection")
    posting.post_agenda(SYSTEM, meeting, store=store)
    issue_certificate(SYSTEM, meeting)
    return meeting


def _rescheduled(store: Stores) -> Meeting:
    meeting = _noticed(store, "wem-governing-body", 6, SHORT)
    posting.reschedule_meeting(
        SYSTEM,
        meeting,
        reason="The room is not available on the former day.",
        start=_start(7),
        end=_start(7) + timedelta(hours=3),
        time_zone=ZONE,
    )
    return meeting


def _cancelled(store: Stores) -> Meeting:
    meeting = _noticed(store, "audit-committee", 4, SHORT)
    posting.cancel_meeting(
        SYSTEM, meeting, reason="The business moves to the committee's next meeting."
    )
    return meeting


def _postponed(store: Stores) -> Meeting:
    meeting = _noticed(store, "dmm-oversight-committee", 5, SHORT)
    posting.postpone_meeting(
        SYSTEM, meeting, reason="The annual report is not ready; a new date follows."
    )
    return meeting


def _noticed(
    store: Stores,
    slug: str,
    weeks: int,
    lines: Sequence[Line],
    *,
    joint: Sequence[str] = (),
    former: Meeting | None = None,
) -> Meeting:
    meeting = _schedule(slug, weeks, joint)
    _build(store, meeting, lines)
    if former:
        approvals.add_approval(SYSTEM, meeting, former=former)
    posting.post_agenda(SYSTEM, meeting, store=store)
    return meeting


def _schedule(slug: str, weeks: int, joint: Sequence[str] = ()) -> Meeting:
    start = _start(weeks)
    return schedule.schedule_meeting(
        SYSTEM,
        bodies=[queries.get_body(name) for name in (slug, *joint)],
        kind="regular",
        start=start,
        end=start + timedelta(hours=4),
        time_zone=ZONE,
        is_demonstration=True,
        place=PLACE,
        contact="Demo secretary",
        join_details="The link to join is posted with the agenda.",
    )


def _start(weeks: int) -> datetime:
    """Return 10:00 on a Wednesday so many weeks from this one."""
    today = clock.today(ZONE)
    wednesday = today + timedelta(days=WEDNESDAY - today.weekday(), weeks=weeks)
    return datetime.combine(wednesday, time(10))


def _build(
    store: Stores,
    meeting: Meeting,
    lines: Sequence[Line],
    parent: AgendaItem | None = None,
) -> None:
    for line in lines:
        item = agenda.add_item(
            SYSTEM,
            meeting,
            title=line.title,
            parent=parent,
            kind=line.kind,
            is_action=line.kind in {"decision", "consent"},
            minutes_planned=line.minutes,
            legal_basis=line.legal_basis,
            closed_title=line.closed_title,
            matter_id=matters.find_made_up(line.title),
        )
        for label in line.papers:
            _attach(store, meeting, item, label)
        _build(store, meeting, line.beneath, item)
        if line.pulled_by:
            consent.pull_item(SYSTEM, item, pulled_by=line.pulled_by)


def _attach(store: Stores, meeting: Meeting, item: AgendaItem, label: str) -> None:
    files.attach_file(
        SYSTEM,
        meeting,
        store=store,
        file=io.BytesIO(make_pdf(label, ["For the demonstration.", item.title])),
        filename=f"{slugify(label)}.pdf",
        visibility=Visibility.CLOSED if item.kind == "closed" else Visibility.PUBLIC,
        item=item,
        label=label,
    )


def _propose(meeting: Meeting, **kind: bool) -> Minutes:
    begun = minutes.begin_minutes(SYSTEM, meeting, attendance=PRESENT, **kind)
    for section in begun.sections:
        text = f"<p>Minutes of the demonstration: {section.title}.</p>"
        version = section.row_version
        minutes.edit_section(SYSTEM, section, row_version=version, text=text)
    minutes.propose_minutes(SYSTEM, begun)
    return begun
