"""Minutes as a log has them: everyone's, or of a closed session its members' alone."""

from collections.abc import Sequence

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.meetings import content
from govapp.meetings.models import Minutes
from govapp.meetings.services.appending import append, subject
from govapp.meetings.services.drafts import posted_card
from govapp.record import closed_log
from govapp.record import services as record
from govapp.record.shapes.base import Frozen, Kind
from govapp.record.shapes.meetings import Minutes as MinutesContent
from govapp.record.shapes.meetings import Withdrawal


def draft_minutes(minutes: Minutes, *, state: str) -> MinutesContent:
    """Return the minutes as they would be posted in a state."""
    meeting = minutes.meeting
    if minutes.is_closed:
        sitting = closed_log.find_sitting(meeting.host.slug, subject(meeting))
        return content.build_closed_minutes(minutes, state=state, sitting=sitting)
    return content.build_minutes(minutes, state=state, card=posted_card(meeting))


def find_posted(minutes: Minutes) -> MinutesContent | None:
    """Return the newest version that is posted and stands."""
    meeting = minutes.meeting
    if minutes.is_closed:
        posted = closed_log.find_minutes(meeting.host.slug, subject(meeting))
        return posted.minutes if posted else None
    card = posted_card(meeting)
    return card.minutes if card else None


def get_posted(minutes: Minutes) -> MinutesContent:
    """Return the same; raises RuleError where there is none."""
    posted = find_posted(minutes)
    if posted is None:
        raise RuleError("These minutes have not been posted yet.")
    return posted


@atomic
def append_version(
    actor: Actor, minutes: Minutes, posted: MinutesContent, label: str
) -> int:
    """Append a new version; return its place in the log."""
    return _append(
        actor,
        minutes,
        Kind.MINUTES,
        posted,
        version=minutes.posted_version,
        label=label,
    )


@atomic
def append_withdrawals(actor: Actor, minutes: Minutes, reason: str) -> int:
    """Take every version back that stands; return the place of the last withdrawal."""
    places = [
        _append(
            actor,
            minutes,
            Kind.WITHDRAWAL,
            Withdrawal(what="minutes", version=version, reason=reason),
        )
        for version in _list_standing(minutes)
    ]
    return places[-1]


def _list_standing(minutes: Minutes) -> Sequence[int]:
    meeting = minutes.meeting
    if minutes.is_closed:
        posted = closed_log.list_minutes(meeting.host.slug, subject(meeting))
        return [each.version for each in posted if not each.withdrawn]
    card = posted_card(meeting)
    versions = card.minutes_versions if card else ()
    return [each.version for each in versions if not each.withdrawn]


def _append(
    actor: Actor,
    minutes: Minutes,
    kind: Kind,
    posted: Frozen,
    *,
    version: int = 1,
    label: str = "",
) -> int:
    """Append to the log that has these minutes; of a closed one, tell nobody what."""
    meeting = minutes.meeting
    if not minutes.is_closed:
        return append(actor, meeting, kind, posted, version=version, label=label)
    db.session.flush()
    place = record.append_closed(
        body=meeting.host.slug,
        kind=kind,
        subject=subject(meeting),
        content=posted,
        version=version,
    )
    audit.record(
        actor,
        f"closed_minutes.{label or kind}",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
    )
    return place
