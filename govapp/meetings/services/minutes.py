"""Minutes: draft, proposed, approved at a later meeting."""

from collections.abc import Sequence

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings import content, rich_text
from govapp.meetings.models import Attendance, Meeting, Minutes, MinutesSection
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.models.meeting import State
from govapp.meetings.models.minutes import CorrectionOutcome, MinutesState
from govapp.meetings.queries import agendas
from govapp.meetings.queries.minutes import find_minutes, hold_minutes, hold_section
from govapp.meetings.rules import states
from govapp.meetings.services import minutes_log
from govapp.meetings.services.drafts import posted_card
from govapp.record import rules as record_rules
from govapp.record.shapes.meetings import Attendee


@atomic
def begin_minutes(
    actor: Actor,
    meeting: Meeting,
    *,
    attendance: Sequence[Attendee] = (),
    is_closed: bool = False,
) -> Minutes:
    """Begin the minutes of a meeting with a section for each item that everyone reads.

    What stands beneath a closed item gets none: these minutes are public. Those of the
    closed session have one for each closed item and what stands beneath it; raises
    RuleError where there is none.
    """
    states.check("post_minutes", meeting.state)
    agendas.lock_items(meeting)
    if find_minutes(meeting, is_closed=is_closed):
        raise RuleError("The minutes of this meeting have been begun already.")
    items = content.list_minuted(meeting, is_closed=is_closed)
    if is_closed and not items:
        raise RuleError("Nothing on the agenda of this meeting is closed.")
    minutes = Minutes(meeting=meeting, is_closed=is_closed)
    minutes.sections = [
        MinutesSection(
            item_key=item.key,
            number=item.number,
            title=item.title,
            position=position,
        )
        for position, item in enumerate(items)
    ]
    minutes.attendance = _attendance(attendance)
    db.session.add(minutes)
    db.session.flush()
    _audit(actor, "minutes.begun", minutes)
    return minutes


@atomic
def edit_minutes(
    actor: Actor, minutes: Minutes, *, row_version: int, preface: str, closing: str
) -> None:
    """Change what stands before and after the items; raises StaleError."""
    hold_minutes(minutes)
    check_open(minutes)
    if minutes.row_version != row_version:
        raise StaleError
    minutes.preface = rich_text.clean(preface)
    minutes.closing = rich_text.clean(closing)
    db.session.flush()
    _audit(actor, "minutes.edited", minutes)


@atomic
def edit_section(
    actor: Actor, section: MinutesSection, *, row_version: int, text: str
) -> None:
    """Change what the minutes say of an item; raises StaleError."""
    hold_section(section)
    check_open(section.minutes)
    if section.row_version != row_version:
        raise StaleError
    section.text = rich_text.clean(text)
    db.session.flush()
    # A trail is read by those, too, who may not know what a closed session was about.
    told = "" if section.minutes.is_closed else section.title
    _audit(actor, "minutes.edited", section.minutes, told)


@atomic
def set_attendance(
    actor: Actor,
    minutes: Minutes,
    *,
    attendance: Sequence[Attendee],
    seen: str,
) -> None:
    """Set who was there, in the order given.

    `seen` is the digest of the list this one was made from; raises StaleError when
    somebody else has changed that.
    """
    hold_minutes(minutes)
    check_open(minutes)
    if content.digest_attendance(minutes) != seen:
        raise StaleError
    minutes.attendance = _attendance(attendance)
    db.session.flush()
    _audit(actor, "minutes.attendance", minutes)


@atomic
def propose_minutes(actor: Actor, minutes: Minutes, *, seen: str | None = None) -> int:
    """Post the minutes as proposed, to be approved at a later meeting.

    Raises StaleError when they are no longer those whose digest was `seen`.
    """
    _hold(minutes, seen)
    check_open(minutes)
    if minutes.state == MinutesState.CORRECTING:
        raise RuleError("Minutes that were approved are corrected, not proposed again.")
    check_answered(minutes)
    minutes.state, minutes.review_until = MinutesState.PROPOSED, None
    return _post(actor, minutes, "proposed")


@atomic
def approve_minutes(
    actor: Actor, minutes: Minutes, *, at: Meeting, seen: str | None = None
) -> int:
    """Post the minutes as approved at a later meeting of the same body.

    From then on they are not edited: a correction is a new version, adopted in turn.
    Raises StaleError when they are no longer those whose digest was `seen`.
    """
    _hold(minutes, seen)
    check_approvable(minutes)
    if at.number is None or at.state == State.CANCELLED:
        raise RuleError("Choose a meeting that was posted and took place.", "at")
    if at.body_id != minutes.body_id or at.start_at <= minutes.meeting.start_at:
        raise RuleError("Choose a later meeting of the same body.", "at")
    if minutes.is_closed and not had_closed_session(at):
        raise RuleError(
            "The minutes of a closed session are approved in one: choose a meeting "
            "that had one.",
            "at",
        )
    if minutes.state == MinutesState.CORRECTING:
        minutes.corrected_meeting = at
    else:
        minutes.approved_meeting = at
    minutes.state = MinutesState.APPROVED
    if not minutes.is_closed:
        minutes.meeting.state = State.COMPLETED
    is_corrected = any(each.is_made for each in minutes.corrections)
    return _post(actor, minutes, "corrected" if is_corrected else "approved")


@atomic
def withdraw_minutes(
    actor: Actor, minutes: Minutes, *, reason: str, seen: str | None = None
) -> int:
    """Take proposed minutes back, every version; their addresses say why.

    Raises StaleError when they are no longer those whose digest was `seen`.
    """
    _hold(minutes, seen)
    check_proposed(minutes)
    place = minutes_log.append_withdrawals(actor, minutes, reason)
    minutes.state, minutes.posted_sha256 = MinutesState.DRAFT, ""
    db.session.flush()
    return place


def had_closed_session(meeting: Meeting) -> bool:
    """Say whether a meeting was closed for an item, as far as is posted of it."""
    card = posted_card(meeting)
    items = card.agenda.walk() if card and card.agenda else ()
    return any(i.kind == ItemKind.CLOSED and i.status == "active" for i in items)


def minutes_changed(minutes: Minutes) -> bool:
    """Say whether the desk's minutes differ from the posted ones."""
    return digest_minutes(minutes) != minutes.posted_sha256


def digest_minutes(minutes: Minutes) -> str:
    """Return what tells the minutes, as they would be posted, from others."""
    state = minutes.state.replace(MinutesState.CORRECTING, MinutesState.APPROVED)
    return record_rules.digest(
        minutes_log.draft_minutes(minutes, state=state).canonical()
    )


def _hold(minutes: Minutes, seen: str | None) -> None:
    """Hold minutes that are to be posted; raises StaleError."""
    hold_minutes(minutes)
    if seen not in {None, digest_minutes(minutes)}:
        raise StaleError


def _post(actor: Actor, minutes: Minutes, label: str) -> int:
    posted = minutes_log.draft_minutes(minutes, state=minutes.state)
    if not minutes_changed(minutes):
        raise RuleError("Nothing has changed since these minutes were posted.")
    minutes.posted_sha256 = digest_minutes(minutes)
    minutes.posted_version += 1
    return minutes_log.append_version(actor, minutes, posted, label)


def _attendance(attendees: Sequence[Attendee]) -> list[Attendance]:
    return [
        Attendance(**attendee.model_dump(), position=position)
        for position, attendee in enumerate(attendees)
    ]


def check_open(minutes: Minutes) -> None:
    """Refuse to change approved minutes; raises RuleError."""
    if minutes.state == MinutesState.APPROVED:
        raise RuleError(
            "Approved minutes are not edited: enter the correction that is asked for. "
            "It is adopted at a later meeting and posted as a new version."
        )


def check_approvable(minutes: Minutes) -> None:
    """Refuse minutes that no meeting can approve as they are; raises RuleError."""
    if minutes.state != MinutesState.CORRECTING:
        check_proposed(minutes)
    elif not has_accepted(minutes):
        raise RuleError("Accept a correction first, and change the text accordingly.")
    if any(each.outcome == CorrectionOutcome.OPEN for each in minutes.corrections):
        raise RuleError("A correction was asked for and is not decided yet.")


def check_answered(minutes: Minutes) -> None:
    """Refuse to propose minutes while a comment waits; raises RuleError."""
    known = minutes.corrections
    if any(
        each.is_comment and each.outcome == CorrectionOutcome.OPEN for each in known
    ):
        raise RuleError("A comment of the review is not answered yet.")


def has_accepted(minutes: Minutes) -> bool:
    """Say whether a correction was accepted that is not posted yet."""
    made = [each for each in minutes.corrections if each.is_made]
    return len(made) > len(minutes_log.get_posted(minutes).corrections)


def restore_posted(minutes: Minutes) -> None:
    """Let the desk's minutes say what was approved, and be closed again."""
    posted = minutes_log.get_posted(minutes)
    texts = {section.key: section.text for section in posted.sections}
    minutes.preface, minutes.closing = posted.preface, posted.closing
    minutes.attendance = _attendance(posted.attendance)
    for section in minutes.sections:
        section.text = texts.get(section.item_key, "")
    minutes.state = MinutesState.APPROVED
    db.session.flush()


def check_proposed(minutes: Minutes) -> None:
    """Refuse what is for proposed minutes alone; raises RuleError."""
    check_open(minutes)
    if minutes.state != MinutesState.PROPOSED:
        raise RuleError("These minutes have not been proposed yet.")


def _audit(actor: Actor, action: str, minutes: Minutes, detail: str = "") -> None:
    audit.record(
        actor,
        action,
        f"meeting:{minutes.meeting_id}",
        body_id=minutes.body_id,
        detail=detail,
    )
