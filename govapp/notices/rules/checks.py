"""What the checks of a meeting's public pages show, and where there were none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

# Checks are made hourly; more than this between two is a gap.
LONGEST = timedelta(minutes=90)


class Check(Protocol):
    """One look at one address."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def is_match(self) -> bool:
        """Whether the page said what the record says."""

    @property
    def finding(self) -> str:
        """Why it did not."""


@dataclass(frozen=True)
class Span:
    """A time in which the page failed (`finding` says how) or nobody looked ("")."""

    since: datetime
    until: datetime
    finding: str = ""


@dataclass(frozen=True)
class Summary:
    """How many looks there were, and the times that they leave open."""

    count: int
    matched: int
    last_at: datetime | None
    is_failing: bool
    spans: tuple[Span, ...]


def summarize(checks: Sequence[Check], until: datetime) -> Summary:
    """Sum up checks in their order; `until` is now, or the meeting's start."""
    spans: list[Span] = []
    before = checks[0].at if checks else until
    failing = ""
    for check in checks:
        if check.at - before > LONGEST:
            spans.append(Span(before, check.at))
        if not check.is_match:
            if failing:
                spans[-1] = Span(spans[-1].since, check.at, failing)
            else:
                spans.append(Span(check.at, check.at, check.finding))
            failing = check.finding
        elif failing and check.at > before:
            spans[-1] = Span(spans[-1].since, check.at, failing)
            failing = ""
        before = check.at
    if checks and until - before > LONGEST:
        spans.append(Span(before, until))
    last = checks[-1].at if checks else None
    return Summary(
        count=len(checks),
        matched=sum(check.is_match for check in checks),
        last_at=last,
        is_failing=any(not one.is_match for one in checks if one.at == last),
        spans=tuple(spans),
    )
