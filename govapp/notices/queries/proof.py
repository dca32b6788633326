"""What the desk knows of a meeting's notice: deadlines, exceptions, checks."""

from collections.abc import Sequence
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

    `former` is what was posted of it before its start was changed last, if it was.
    """

    card: MeetingCard | None
    dues: tuple[Due, ...]
    standings: tuple[Standing, ...]
    exceptions: dict[str, NoticeException]
    checks: Summary
    former: Notice | None = None

    def find_former(self, duty: Duty) -> Duty | None:
        """Return what a rule asked before the meeting was moved, if it asked else."""
        for old in self.former.duties if self.former else ():
            if old.rule == duty.rule and old.due_at != duty.due_at:
                return old
        return None

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
    former = _find_former(card) if card and card.moves else None
    return Proof(card, dues, standings, exceptions, checks, former)


def _find_former(card: MeetingCard) -> Notice | None:
    """Return the last notice of another start that said by when to post."""
    for posting in reversed(list_postings(f"meeting:{card.number}")):
        if posting.kind == Kind.NOTICE:
            notice = Notice.read(posting.content)
            if notice.start_at != card.notice.start_at and notice.duties:
                return notice
    return None


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
