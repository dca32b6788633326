"""Posting: each verb appends to the record and tells the desk, in one transaction."""

from datetime import datetime

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.models import Visibility
from govapp.documents.stores import Stores
from govapp.errors import RuleError, StaleError
from govapp.meetings import content, receipts
from govapp.meetings.models import Attachment, Meeting
from govapp.meetings.models.meeting import State
from govapp.meetings.queries import agendas, meetings
from govapp.meetings.queries.deadlines import list_deadlines
from govapp.meetings.rules import numbering, states
from govapp.meetings.services.appending import append, subject
from govapp.meetings.services.blockers import list_blockers
from govapp.meetings.services.drafts import Draft, get_draft, posted_card
from govapp.meetings.services.files import show_file
from govapp.meetings.services.lateness import mark_noticed
from govapp.meetings.services.matters import post_new_matters
from govapp.meetings.services.outline import get_outline
from govapp.meetings.services.reports import owe_reports
from govapp.meetings.services.schedule import set_times
from govapp.meetings.services.standing import is_notice_changed
from govapp.meetings.services.undo import forget_changes
from govapp.record import services as record
from govapp.record.changes import version_label
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Cancellation, Withdrawal
from govapp.record.shapes.results import Result


@atomic
def post_notice(actor: Actor, meeting: Meeting, *, is_tentative: bool = False) -> int:
    """Post when and where a meeting takes place, or what of that has changed.

    A date posted as tentative stays so until a notice that is not confirms it.
    """
    states.check("post_notice", meeting.state)
    was_tentative, meeting.is_tentative = meeting.is_tentative, is_tentative
    if meeting.state == State.DRAFT:
        _give_number(meeting)
        return _post_notice(actor, meeting, "tentative" if is_tentative else "")
    if is_tentative and not was_tentative:
        raise RuleError("This date is confirmed; it can be moved or postponed.")
    if not notice_changed(meeting):
        raise RuleError("Nothing has changed since the notice was posted.")
    meeting.notice_sequence += 1
    is_confirmed = was_tentative and not is_tentative
    return _post_notice(actor, meeting, "confirmed" if is_confirmed else "revised")


@atomic
def reschedule_meeting(
    actor: Actor,
    meeting: Meeting,
    *,
    reason: str,
    start: datetime,
    end: datetime | None,
    time_zone: str,
    start_later: bool | None = None,
    end_later: bool | None = None,
    is_all_day: bool = False,
) -> int:
    """Move a posted meeting; its former start stays in the calendar and says so."""
    states.check("reschedule", meeting.state)
    before = meeting.start_at
    set_times(
        meeting,
        start=start,
        end=end,
        time_zone=time_zone,
        start_later=start_later,
        end_later=end_later,
        is_all_day=is_all_day,
    )
    if meeting.start_at == before and meeting.state != State.POSTPONED:
        raise RuleError("This is the time the meeting has already.", "start")
    meeting.reason = reason
    meeting.state = State.NOTICED if meeting.agenda_sha256 else State.SCHEDULED
    meeting.notice_sequence += 1
    return _post_notice(actor, meeting, "rescheduled")


@atomic
def postpone_meeting(actor: Actor, meeting: Meeting, *, reason: str) -> int:
    """Say that a meeting will not take place as posted and has no new time yet."""
    states.check("postpone", meeting.state)
    meeting.state, meeting.reason = State.POSTPONED, reason
    meeting.is_tentative = False
    meeting.notice_sequence += 1
    return _post_notice(actor, meeting, "postponed")


@atomic
def cancel_meeting(actor: Actor, meeting: Meeting, *, reason: str) -> int:
    """Say that a meeting will not take place; its pages stay and say so."""
    states.check("cancel", meeting.state)
    meeting.state, meeting.reason = State.CANCELLED, reason
    return append(
        actor,
        meeting,
        Kind.CANCELLATION,
        Cancellation(reason=reason),
        label="cancelled",
    )


@atomic
def post_agenda(
    actor: Actor, meeting: Meeting, *, store: Stores, seen: str | None = None
) -> int:
    """Post the agenda as it stands, as the next version; return the entry's number.

    Matters that it names are posted with it. What is closed goes to the body's closed
    log, in the same transaction; where nothing else has changed the public log has no
    entry, and 0 is returned. Raises RuleError
    when something keeps it from being posted, and StaleError when it is no longer what
    was `seen`.
    """
    draft = get_draft(meeting)
    for blocker in list_blockers(draft, store):
        raise blocker
    if seen not in {None, draft.seen}:
        raise StaleError
    if post_new_matters(actor, draft.matter_ids):
        draft = get_draft(meeting)
    seq = _post_public(actor, draft) if draft.is_public_changed else 0
    if draft.is_members_changed:
        _post_members(actor, draft)
    for _key, posted in draft.agenda.all_files():
        store.publish(posted.sha256)
    for file in draft.kept_files:
        file.document.is_guarded = True
    meeting.outline_sha256 = get_outline(meeting).sha256
    forget_changes(meeting)
    db.session.flush()
    return seq


def _post_public(actor: Actor, draft: Draft) -> int:
    meeting = draft.meeting
    if meeting.state == State.DRAFT or meeting.is_tentative:
        post_notice(actor, meeting)
    meeting.state = State.NOTICED
    meeting.agenda_version += 1
    meeting.agenda_sha256 = draft.sha256
    _stamp_files(meeting.agenda_version, draft)
    mark_noticed(meeting, draft.agenda)
    owe_reports(meeting, draft.agenda)
    return append(
        actor,
        meeting,
        Kind.AGENDA,
        draft.agenda,
        version=meeting.agenda_version,
        label=version_label(meeting.agenda_version, draft.changes),
    )


def _post_members(actor: Actor, draft: Draft) -> None:
    """Post to the closed log of the meeting's host what its members read."""
    meeting = draft.meeting
    meeting.members_version += 1
    meeting.members_sha256 = draft.members_sha256
    db.session.flush()
    record.append_closed(
        body=meeting.host.slug,
        kind=Kind.AGENDA,
        subject=subject(meeting),
        content=draft.members_agenda,
        version=meeting.members_version,
    )
    audit.record(
        actor,
        "agenda.released",
        subject(meeting),
        body_id=meeting.body_id,
        detail=f"version {meeting.members_version} for members",
    )


@atomic
def post_result(actor: Actor, meeting: Meeting, *, result: Result) -> int:
    """Post what sources report of a meeting that was held, or correct it."""
    card = posted_card(meeting)
    if card is None:
        raise RuleError("Post the meeting before what is reported of it.")
    known = sum(line.kind == Kind.RESULT for line in card.lines)
    return append(
        actor,
        meeting,
        Kind.RESULT,
        result,
        version=known + 1,
        label="corrected" if known else "",
    )


@atomic
def withdraw_agenda(actor: Actor, meeting: Meeting, *, reason: str) -> int:
    """Take the agenda in force back; its address says why, and the former one holds."""
    states.check("withdraw_agenda", meeting.state)
    card = posted_card(meeting)
    version = card.agenda_version if card else None
    if version is None:
        raise RuleError("There is no agenda to withdraw.")
    seq = append(
        actor,
        meeting,
        Kind.WITHDRAWAL,
        Withdrawal(what="agenda", version=version.version, reason=reason),
    )
    card = posted_card(meeting)
    in_force = card.agenda if card else None
    meeting.agenda_sha256 = content.agenda_digest(in_force) if in_force else ""
    meeting.outline_sha256 = ""
    if in_force:
        mark_noticed(meeting, in_force)
    owe_reports(meeting, in_force or Agenda())
    if meeting.state == State.NOTICED and in_force is None:
        meeting.state = State.SCHEDULED
    return seq


@atomic
def withdraw_file(actor: Actor, attachment: Attachment, *, reason: str) -> None:
    """Stop publishing every version of a posted file; its addresses say why.

    Every meeting that published it says so. The file stays at the desk, for its eyes
    alone, and leaves the next agendas.
    """
    document = attachment.document
    published = agendas.list_publications(document.key)
    if not published:
        raise RuleError("This file is not published: remove it instead.")
    for number, version in published:
        append(
            actor,
            meetings.find_meeting(number) or attachment.meeting,
            Kind.WITHDRAWAL,
            Withdrawal(
                what="document", document=document.key, version=version, reason=reason
            ),
        )
    show_file(actor, attachment, visibility=Visibility.STAFF)


def notice_changed(meeting: Meeting) -> bool:
    """Say whether the desk's notice differs from the posted one."""
    return is_notice_changed(meeting, list_deadlines(meeting))


def _give_number(meeting: Meeting) -> None:
    """Give a meeting its number at its first posting, after those already posted."""
    record.lock()
    year = int(meeting.start_local[:4])
    number = numbering.next_number(year, meetings.list_numbers(year))
    meeting.number, meeting.state = number, State.SCHEDULED


def _post_notice(actor: Actor, meeting: Meeting, label: str) -> int:
    # By when history that is taken in was noticed, and where, is not known here.
    dues = () if receipts.is_withheld() else list_deadlines(meeting)
    meeting.notice_sha256 = content.notice_digest(meeting)
    meeting.duties_sha256 = content.duties_digest(dues)
    notice = content.build_notice(
        meeting,
        number=str(meeting.number),
        is_postponed=meeting.state == State.POSTPONED,
        dues=dues,
    )
    version = meeting.notice_sequence + 1
    return append(actor, meeting, Kind.NOTICE, notice, version=version, label=label)


def _stamp_files(version: int, draft: Draft) -> None:
    posted = {file.id for _, file in draft.agenda.all_files()}
    for attachment in draft.files:
        if attachment.document.key in posted and not attachment.first_posted_version:
            attachment.first_posted_version = version
