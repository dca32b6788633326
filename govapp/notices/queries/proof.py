"""What the desk knows of a meeting's notice: deadlines, exceptions, checks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from govapp import clock
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.queries.deadlines import UNNOTICED, list_deadlines
from govapp.notices.models import NoticeException, OutsideCheck
from govapp.notices.rules.checks import Summary, summarize
from govapp.notices.rules.duties import Due
from govapp.notices.rules.standing import WEBSITE, Standing, judge, list_site_deliveries
from govapp.record.cards import MeetingCard
from govapp.record.projection import list_postings
from govapp.record.published import find_page
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Notice
from govapp.record.shapes.notices import Duty


@dataclass(frozen=True)
class Proof:
    """How the notice of a meeting stands, on this website.

    `former` is the last that was posted of it with other deadlines: before its start or
    kind was changed, or other rules came into force.
    """

    card: MeetingCard | None
    dues: tuple[Due, ...]
    standings: tuple[Standing, ...]
    exceptions: dict[str, NoticeException]
    checks: Summary
    former: Notice | None = None

    def find_former(self, duty: Duty) -> Duty | None:
        """Return what a rule asked before, if it asked else."""
        for old in self.former.duties if self.former else ():
            if _name(old) == _name(duty) and old.due_at != duty.due_at:
                return old
        return None

    def is_new(self, duty: Duty) -> bool:
        """Say whether the rule asked nothing before."""
        return self.former is not None and _name(duty) not in _map(self.former.duties)

    @property
    def dropped(self) -> tuple[Duty, ...]:
        """What was asked before, and is no more."""
        now = {_name(one.duty) for one in self.standings}
        return tuple(
            duty
            for duty in (self.former.duties if self.former else ())
            if WEBSITE in duty.channels and _name(duty) not in now
        )

    @property
    def elsewhere(self) -> tuple[Due, ...]:
        """What is to be posted or sent by other ways than this website."""
        return tuple(due for due in self.dues if set(due.duty.channels) - {WEBSITE})

    @property
    def is_late(self) -> bool:
        """Whether a deadline was missed and no exception is stated."""
        return any(one.state == "late" for one in self.standings)


def get_proof(meeting: Meeting) -> Proof:
    """Return how the notice of a meeting stands now."""
    now = clock.now()
    text = find_page(f"meeting:{meeting.number}") if meeting.number else None
    card = MeetingCard.read(text) if text else None
    dues = list_deadlines(meeting)
    exceptions = {one.rule: one for one in list_exceptions(meeting)}
    # Once the meeting has begun, what it was posted with is what it had to meet.
    is_begun = card is not None and meeting.start_at <= now
    duties = card.notice.duties if card and is_begun else [due.duty for due in dues]
    if meeting.state in UNNOTICED:
        duties = []
    standings = judge(
        [_on_site(duty) for duty in duties if WEBSITE in duty.channels],
        list_site_deliveries(card),
        now,
        excepted=frozenset(exceptions),
    )
    checks = summarize(list_checks(meeting), min(now, meeting.start_at))
    former = _find_former(card, duties) if card and duties else None
    return Proof(card, dues, standings, exceptions, checks, former)


def _find_former(card: MeetingCard, duties: Iterable[Duty]) -> Notice | None:
    """Return the last posted notice whose deadlines are not those that count now."""
    now = _map(duties)
    if _map(card.notice.duties) != now:
        return card.notice
    if not card.notice.sequence:
        return None
    for posting in reversed(list_postings(f"meeting:{card.number}")):
        if posting.kind == Kind.NOTICE:
            notice = Notice.read(posting.content)
            if _map(notice.duties) != now:
                return notice
    return None


def _map(duties: Iterable[Duty]) -> dict[tuple[str, str], str]:
    return {_name(duty): duty.due_at for duty in duties}


def _name(duty: Duty) -> tuple[str, str]:
    return duty.rule_set, duty.rule


def list_exceptions(meeting: Meeting) -> Sequence[NoticeException]:
    """Return the exceptions stated for a meeting."""
    return db.session.scalars(
        select(NoticeException)
        .where(NoticeException.meeting_id == meeting.id)
        .order_by(NoticeException.id)
    ).all()


def list_checks(meeting: Meeting) -> Sequence[OutsideCheck]:
    """Return the looks at a meeting's pages, in their order."""
    return db.session.scalars(
        select(OutsideCheck)
        .where(OutsideCheck.meeting_id == meeting.id)
        .order_by(OutsideCheck.at, OutsideCheck.id)
    ).all()


def is_failing(meeting: Meeting) -> bool:
    """Say whether the last look at a meeting's pages found them wrong."""
    own = OutsideCheck.meeting_id == meeting.id
    newest = select(func.max(OutsideCheck.at)).where(own)
    last: datetime | None = db.session.scalar(newest)
    if last is None:
        return False
    query = select(OutsideCheck.is_match).where(own, OutsideCheck.at == last)
    return not all(db.session.scalars(query))


def _on_site(duty: Duty) -> Duty:
    return duty.model_copy(update={"channels": (WEBSITE,)})
