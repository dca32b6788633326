"""Whether notice was in time: what was done, held against what the rules ask."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from govapp import clock
from govapp.record.cards import MeetingCard
from govapp.record.shapes.notices import Duty

WEBSITE = "website"
NOTICE = "notice"


class State(StrEnum):
    """How a duty stands; `spared` is one whose alternative is met or still open."""

    DUE = "due"
    MET = "met"
    LATE = "late"
    EXCEPTED = "excepted"
    SPARED = "spared"


@dataclass(frozen=True)
class Delivery:
    """Something posted or sent: the notice alone, or (`agenda`) with its agenda."""

    what: str
    channel: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How a duty stands: when each channel first had it, those lacking left out."""

    duty: Duty
    state: State
    done: Mapping[str, datetime]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The channels on which nothing was posted or sent."""
        return tuple(one for one in self.duty.channels if one not in self.done)

    @property
    def done_at(self) -> datetime | None:
        """The instant at which the last channel had it, None while one lacks."""
        return None if self.lacking else max(self.done.values())


def list_site_deliveries(card: MeetingCard | None) -> list[Delivery]:
    """Return since when the public pages give notice of the present start.

    What was posted for a former start, or withdrawn since, is no notice of this one,
    nor is a tentative date.
    """
    if card is None or card.state in {"cancelled", "postponed"}:
        return []
    if card.notice.is_tentative:
        return []
    found = [Delivery(NOTICE, WEBSITE, clock.instant(card.start_since))]
    if card.agenda_since:
        since = max(card.agenda_since, card.start_since)
        found.append(Delivery("agenda", WEBSITE, clock.instant(since)))
    return found


def judge_site(card: MeetingCard, now: datetime) -> tuple[Standing, ...]:
    """Say what of a posted meeting the public pages themselves give notice of."""
    deliveries = list_site_deliveries(card)
    duties = [
        duty.model_copy(update={"channels": (WEBSITE,)})
        for duty in card.notice.duties
        if WEBSITE in duty.channels
    ]
    return judge(duties, deliveries, now) if deliveries else ()


def judge(
    duties: Iterable[Duty],
    deliveries: Sequence[Delivery],
    now: datetime,
    *,
    excepted: frozenset[str] = frozenset(),
) -> tuple[Standing, ...]:
    """Say of each duty how it stands; `excepted` are rules of which one is used."""
    found = {
        (duty.rule_set, duty.rule): _judge(
            duty, deliveries, now, is_excepted=duty.rule in excepted
        )
        for duty in duties
    }
    for (rule_set, _), one in list(found.items()):
        other = found.get((rule_set, one.duty.alternative_to))
        if other is not None:
            found |= {(rule_set, each.duty.rule): each for each in _pair(one, other)}
    return tuple(found.values())


def _judge(
    duty: Duty, deliveries: Sequence[Delivery], now: datetime, *, is_excepted: bool
) -> Standing:
    due_at = clock.instant(duty.due_at)
    done: dict[str, datetime] = {}
    for one in sorted(deliveries, key=lambda one: one.at):
        is_whole = duty.what == NOTICE or one.what != NOTICE
        if is_whole and one.channel in duty.channels:
            done.setdefault(one.channel, one.at)
    is_done = len(done) == len(set(duty.channels))
    is_late = any(at > due_at for at in done.values()) or (not is_done and now > due_at)
    if is_late:
        state = State.EXCEPTED if is_excepted else State.LATE
    else:
        state = State.MET if is_done else State.DUE
    return Standing(duty, state, done)


def _pair(one: Standing, other: Standing) -> tuple[Standing, Standing]:
    """Let one of two ways be enough."""
    if other.state is State.MET or (
        one.state is State.LATE and other.state is not State.LATE
    ):
        one = one if one.state is State.MET else replace(one, state=State.SPARED)
    elif one.state is State.MET:
        other = replace(other, state=State.SPARED)
    return one, other
