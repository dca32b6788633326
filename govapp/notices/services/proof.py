"""Keeping what was seen from outside, telling of it, and stating exceptions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, exists, select

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.jobs.models import Job
from govapp.jobs.models import State as JobState
from govapp.mail import services as mail
from govapp.meetings import receipts
from govapp.meetings.content import meeting_title
from govapp.meetings.models import Meeting
from govapp.meetings.services.appending import CHECK, plan_check
from govapp.notices.models import NoticeException, OutsideCheck
from govapp.notices.queries.proof import is_failing

HOUR, SOON = timedelta(hours=1), timedelta(minutes=5)


@dataclass(frozen=True)
class Look:
    """What an address gave; `finding` says what is wrong, "" for nothing."""

    address: str
    status: int
    finding: str = ""


def keep_looks(meeting: Meeting, looks: Sequence[Look]) -> None:
    """Keep a check, tell of what begins or ends to fail, and plan the next."""
    now, was_failing = clock.now(), is_failing(meeting)
    wrong = [look for look in looks if look.finding]
    db.session.add_all(
        OutsideCheck(
            meeting_id=meeting.id,
            at=now,
            address=look.address,
            status=look.status,
            is_match=not look.finding,
            finding=look.finding,
        )
        for look in looks
    )
    if bool(wrong) != was_failing:
        _tell(meeting, wrong)
    if now < meeting.start_at and not _is_planned(meeting):
        due_at = min(now + (SOON if wrong else HOUR), meeting.start_at)
        plan_check(meeting, due_at)


def _is_planned(meeting: Meeting) -> bool:
    """Say whether a look waits already, such as after a new posting."""
    planned = exists().where(
        Job.kind == CHECK, Job.key == meeting.number, Job.state == JobState.WAITING
    )
    return bool(db.session.scalar(select(planned)))


def _tell(meeting: Meeting, wrong: Sequence[Look]) -> None:
    """Put an alarm, or its end, into the outbox for each secretary."""
    title = meeting_title(meeting)
    if wrong:
        subject = _("ALARM: the public page of %(title)s is not right", title=title)
        found = "\n".join(f"{look.address}: {look.finding}" for look in wrong)
        text = _(
            "Looked at from outside, this was found:\n\n%(found)s\n\n"
            "It is looked at every five minutes until it is right again. You are told "
            "then. See the desk:\n%(link)s\n",
            found=found,
            link=mail.link(f"/desk/meetings/{meeting.id}/deadlines"),
        )
    else:
        subject = _("Right again: the public page of %(title)s", title=title)
        text = _(
            "Looked at from outside, it shows what was posted again.\n\n%(link)s\n",
            link=mail.link(f"/meetings/{meeting.number}"),
        )
    for email in receipts.list_recipients(meeting):
        mail.enqueue(recipient=email, subject=subject, text=text)


@atomic
def state_exception(
    actor: Actor, meeting: Meeting, *, rule: str, reason: str, motion: str
) -> None:
    """Say why notice by a rule may be short, and which motion allows it."""
    if not motion.strip():
        raise RuleError("Name the motion that allows it.", "motion")
    db.session.execute(
        delete(NoticeException).where(
            NoticeException.meeting_id == meeting.id, NoticeException.rule == rule
        )
    )
    db.session.add(
        NoticeException(
            meeting_id=meeting.id,
            rule=rule,
            reason=reason,
            motion=motion,
            stated_by=actor.name,
            stated_at=clock.now(),
        )
    )
    db.session.flush()
    audit.record(
        actor,
        "notice.excepted",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=f"{rule}: {reason} ({motion})",
    )
