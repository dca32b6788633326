"""What members tell before a meeting: whether they come, and conflicts of interest."""

from sqlalchemy import select

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Person
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.meetings.models import Meeting
from govapp.meetings.models.meeting import State
from govapp.portal.models import Answer, Attending, Conflict, ConflictKind

OPEN = (State.SCHEDULED, State.NOTICED, State.POSTPONED)


def is_open(meeting: Meeting) -> bool:
    """Say whether members may still change what they declared."""
    return meeting.state in OPEN and meeting.start_at > clock.now()


@atomic
def declare_attendance(
    actor: Actor, meeting: Meeting, *, person: Person, answer: str, place: str = ""
) -> None:
    """Say whether a member comes, and from where; raises RuleError."""
    _check(meeting)
    if answer == Answer.REMOTE and not place:
        raise RuleError("Say from where: the notice may have to name it.", "place")
    known = db.session.get(Attending, (person.id, meeting.id))
    attending = known or Attending(person_id=person.id, meeting_id=meeting.id)
    attending.answer = Answer(answer)
    attending.place = place if answer == Answer.REMOTE else ""
    attending.answered_at = clock.now()
    db.session.add(attending)
    db.session.flush()
    _audit(actor, "attendance.declared", meeting, f"{person.name}: {answer}")


@atomic
def declare_conflict(
    actor: Actor,
    meeting: Meeting,
    *,
    person: Person,
    item_key: str,
    label: str,
    kind: str,
    statement: str = "",
) -> None:
    """Declare a conflict on an item, or (kind "") that there is none; raises RuleError.

    `label` names the item as everyone knows it.
    """
    _check(meeting)
    if kind and not statement:
        raise RuleError("Say what the conflict is: everyone will read it.", "statement")
    known = db.session.scalar(
        select(Conflict).where(
            Conflict.person_id == person.id,
            Conflict.meeting_id == meeting.id,
            Conflict.item_key == item_key,
        )
    )
    if not kind:
        if known:
            db.session.delete(known)
            db.session.flush()
            _audit(actor, "conflict.taken_back", meeting, f"{person.name}: {label}")
        return
    conflict = known or Conflict(
        person_id=person.id, meeting_id=meeting.id, item_key=item_key
    )
    conflict.kind, conflict.statement = ConflictKind(kind), statement
    conflict.declared_at = clock.now()
    db.session.add(conflict)
    db.session.flush()
    _audit(actor, f"conflict.{kind}", meeting, f"{person.name}: {label}")


def _check(meeting: Meeting) -> None:
    if not is_open(meeting):
        raise RuleError("The meeting has begun or is off: tell it in the room.")


def _audit(actor: Actor, action: str, meeting: Meeting, detail: str) -> None:
    audit.record(
        actor,
        action,
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=detail,
    )
