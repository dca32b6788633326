"""What a year's plan is made of: its dates, and what stands on each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from itertools import groupby

from govapp.committees.models import Body
from govapp.meetings.models import Meeting, Series, SeriesDate
from govapp.meetings.rules.clashes import Concern
from govapp.meetings.rules.times import Span
from govapp.record.rules import digest


@dataclass(frozen=True)
class Proposal:
    """One date of a series: where its rule puts it, and where it was moved.

    `rule_day` is None where the rule no longer has it; `span` None where its time does
    not exist on that day.
    """

    series: Series
    key: str
    rule_day: date | None
    day: date
    start: time | None
    span: Span | None
    decision: SeriesDate | None = None
    concerns: tuple[Concern, ...] = ()

    @property
    def name(self) -> str:
        """What tells it from every other date of the plan."""
        return f"s{self.series.id}-{self.key}"

    @property
    def meeting(self) -> Meeting | None:
        """The meeting it became once it was posted."""
        return self.decision.meeting if self.decision else None

    @property
    def version(self) -> int:
        """How often something was decided about it."""
        return self.decision.row_version if self.decision else 0

    @property
    def body_id(self) -> int:
        """The body it belongs to."""
        return self.series.body_id

    @property
    def seen(self) -> str:
        """What tells this date, as it stands, from any other."""
        keys = [each.key for each in self.concerns]
        return digest("\n".join([self.name, f"{self.day} {self.start}", *keys]))

    @property
    def is_moved(self) -> bool:
        """Whether it is not where its series puts it."""
        return bool(self.decision and (self.decision.day or self.decision.start))

    @property
    def state(self) -> str:
        """How far it is: posted, dropped, impossible, open, kept or ready.

        It is open while something speaks against it that nobody has found no hindrance.
        """
        if self.meeting:
            return "posted"
        if self.decision and self.decision.is_dropped:
            return "dropped"
        if self.span is None:
            return "impossible"
        if not self.concerns:
            return "ready"
        kept = self.decision.kept.splitlines() if self.decision else []
        return "kept" if {each.key for each in self.concerns} <= set(kept) else "open"


@dataclass(frozen=True)
class Day:
    """A day of the plan: what each body has on it, by the body's id."""

    day: date
    proposals: Mapping[int, Sequence[Proposal]]
    meetings: Mapping[int, Sequence[Meeting]]


@dataclass(frozen=True)
class Plan:
    """A year of some bodies side by side.

    `meetings` are those that were scheduled by themselves; `titles` names every meeting
    that a concern may be about.
    """

    year: int
    bodies: Sequence[Body]
    series: Sequence[Series]
    proposals: Sequence[Proposal]
    meetings: Sequence[Meeting]
    titles: Mapping[str, Proposal | Meeting]

    @property
    def ready(self) -> list[Proposal]:
        """The dates that posting would post."""
        return [each for each in self.proposals if each.state in {"ready", "kept"}]

    def count(self, *states: str) -> int:
        """Count the dates in some states."""
        return sum(each.state in states for each in self.proposals)

    @cached_property
    def seen(self) -> str:
        """What tells this plan from one that posts anything else."""
        return digest(
            "\n".join(f"{each.seen} {each.series.row_version}" for each in self.ready)
        )

    @cached_property
    def days(self) -> list[Day]:
        """The days on which anything stands, in their order."""
        own = {body.id for body in self.bodies}
        found: dict[date, tuple[dict[int, list[Proposal]], dict[int, list[Meeting]]]]
        found = {}
        for each in self.proposals:
            proposals, _ = found.setdefault(each.day, ({}, {}))
            proposals.setdefault(each.series.body_id, []).append(each)
        for meeting in self.meetings:
            day = date.fromisoformat(meeting.start_local[:10])
            _, meetings = found.setdefault(day, ({}, {}))
            for place in meeting.places:
                if place.body_id in own:
                    meetings.setdefault(place.body_id, []).append(meeting)
        return [Day(day, *found[day]) for day in sorted(found)]

    @property
    def months(self) -> list[tuple[date, list[Day]]]:
        """The same by month."""
        return [
            (first, list(days))
            for first, days in groupby(self.days, lambda each: each.day.replace(day=1))
        ]
