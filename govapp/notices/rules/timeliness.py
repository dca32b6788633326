"""How soon a body posts: pure functions of what the record tells of its meetings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from zoneinfo import ZoneInfo

from govapp import clock
from govapp.notices.rules.standing import (
    NOTICE,
    WEBSITE,
    State,
    judge_site,
    list_site_deliveries,
)
from govapp.record.cards import MeetingCard
from govapp.record.shapes.meetings import Agenda, Notice

APPROVED = "approved"
NOT_HELD = ("cancelled", "postponed")


@dataclass(frozen=True)
class Timing:
    """When what belongs to one meeting was posted; "" for what was not, or not yet.

    With `is_known` False the meeting was posted here after it was held, under no rule
    of notice: what was posted of it before, elsewhere, this record cannot tell.
    `standing` says whether the rules in force were met, "" where none speaks;
    `files_late` counts the files that came after the agenda's deadline, None where
    there is no such deadline.
    """

    notice: Notice
    state: str
    is_known: bool
    is_held: bool
    noticed_at: str = ""
    agenda_at: str = ""
    standing: str = ""
    files_late: int | None = None
    draft_at: str = ""
    approved_at: str = ""

    @property
    def notice_days(self) -> int | None:
        """How many days before the meeting its notice stood."""
        return self._days_before(self.noticed_at)

    @property
    def agenda_days(self) -> int | None:
        """How many days before the meeting an agenda stood."""
        return self._days_before(self.agenda_at)

    @property
    def draft_days(self) -> int | None:
        """How many days after the meeting its minutes were first posted."""
        before = self._days_before(self.draft_at)
        return None if before is None else -before

    @property
    def approved_days(self) -> int | None:
        """How many days after the meeting approved minutes were posted."""
        before = self._days_before(self.approved_at)
        return None if before is None else -before

    def _days_before(self, at: str) -> int | None:
        if not at:
            return None
        local = clock.instant(at).astimezone(ZoneInfo(self.notice.time_zone))
        return (date.fromisoformat(self.notice.start_local[:10]) - local.date()).days


@dataclass(frozen=True)
class Timeliness:
    """A year's meetings, and what the middle one of those that were held needed."""

    timings: tuple[Timing, ...]

    @property
    def counted(self) -> tuple[Timing, ...]:
        """The meetings of which the medians are taken."""
        return tuple(one for one in self.timings if one.is_held and one.is_known)

    @property
    def medians(self) -> dict[str, float | None]:
        """The median of each of the four times, None where there is none to take."""
        reads: dict[str, Callable[[Timing], int | None]] = {
            "notice": lambda one: one.notice_days,
            "agenda": lambda one: one.agenda_days,
            "draft": lambda one: one.draft_days,
            "approved": lambda one: one.approved_days,
        }
        return {name: self._median(read) for name, read in reads.items()}

    @property
    def late(self) -> int:
        """How many meetings missed a deadline."""
        return sum(one.standing == State.LATE for one in self.timings)

    @property
    def files_late(self) -> int:
        """How many files came late."""
        return sum(one.files_late or 0 for one in self.timings)

    def _median(self, read: Callable[[Timing], int | None]) -> float | None:
        days = [found for one in self.counted if (found := read(one)) is not None]
        if not days:
            return None
        middle = median(days)
        return int(middle) if middle == int(middle) else middle


def measure(
    cards: Iterable[MeetingCard],
    agendas: Mapping[str, Mapping[int, Agenda]],
    now: datetime,
) -> Timeliness:
    """Say how soon everything was posted; `agendas` are versions, by the meeting."""
    return Timeliness(
        tuple(_measure(card, agendas.get(card.number, {}), now) for card in cards)
    )


def needs_agendas(card: MeetingCard) -> bool:
    """Say whether some files may have come late, so that agendas must be read."""
    return bool(_list_late_versions(card))


def _measure(card: MeetingCard, agendas: Mapping[int, Agenda], now: datetime) -> Timing:
    is_known = bool(card.notice.duties) or _is_posted_before(card)
    is_held = _is_over(card, now) and card.state not in NOT_HELD
    timing = Timing(card.notice, card.state, is_known, is_held)
    if not is_known or card.state in NOT_HELD:
        return timing
    at = {one.what: clock.stamp(one.at) for one in list_site_deliveries(card)}
    kept = [one for one in card.minutes_versions if not one.withdrawn]
    approved = [one for one in kept if one.state == APPROVED]
    return Timing(
        card.notice,
        card.state,
        is_known,
        is_held,
        noticed_at=at.get(NOTICE, ""),
        agenda_at=at.get("agenda", ""),
        standing=_stand(card, now),
        files_late=_count_late(card, agendas) if _find_deadline(card) else None,
        draft_at=kept[0].posted_at if kept else "",
        approved_at=approved[0].posted_at if approved else "",
    )


def _is_posted_before(card: MeetingCard) -> bool:
    """Say whether the record knew of a meeting before it began; days alone count on."""
    first = clock.instant(card.lines[0].posted_at)
    if not card.notice.is_all_day:
        return first < clock.instant(card.notice.start_at)
    local = first.astimezone(ZoneInfo(card.notice.time_zone)).date()
    return local.isoformat() <= card.notice.start_local[:10]


def _is_over(card: MeetingCard, now: datetime) -> bool:
    if not card.notice.is_all_day:
        return clock.instant(card.notice.start_at) <= now
    today = now.astimezone(ZoneInfo(card.notice.time_zone)).date()
    return card.notice.start_local[:10] < today.isoformat()


def _stand(card: MeetingCard, now: datetime) -> str:
    states = {one.state for one in judge_site(card, now)}
    order = (State.LATE, State.DUE, State.MET)
    return next((state for state in order if state in states), "")


def _find_deadline(card: MeetingCard) -> str:
    """Return the first instant after which papers come late, "" where no rule speaks.

    The strictest of the rules that ask for an agenda on this website counts.
    """
    found = [
        duty.due_at
        for duty in card.notice.duties
        if WEBSITE in duty.channels and duty.what != NOTICE
    ]
    return min(found, default="")


def _list_late_versions(card: MeetingCard) -> set[int]:
    """Return the agendas that came after the deadline and before the meeting."""
    due_at = _find_deadline(card)
    return {
        one.version
        for one in card.agenda_versions
        if due_at and due_at < one.posted_at <= card.notice.start_at
        if not one.withdrawn
    }


def _count_late(card: MeetingCard, agendas: Mapping[int, Agenda]) -> int:
    """Count the versions of files that no agenda in time had."""
    late, count = _list_late_versions(card), 0
    known: set[tuple[str, int]] = set()
    for version, agenda in sorted(agendas.items()):
        files = {(file.id, file.version) for _, file in agenda.all_files()}
        count += len(files - known) if version in late else 0
        known |= files
    return count
