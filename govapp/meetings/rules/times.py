"""Wall times and the instants they name, in any IANA zone."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from govapp.errors import RuleError

YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Span:
    """When a meeting of a day takes place, in wall times and instants.

    `start_later` and `end_later` say which is meant of a time that comes twice.
    """

    start: datetime
    end: datetime | None
    start_at: datetime
    end_at: datetime | None
    over_at: datetime
    start_later: bool | None = None
    end_later: bool | None = None
    is_all_day: bool = False


def span(day: date, start: time | None, minutes: int, zone: str) -> Span | None:
    """Return when a meeting takes place that lasts some minutes, 0 where not known.

    Of a start that comes twice the first is meant; None where it does not exist. Where
    the end is not known it is over with its day.
    """
    midnight, over_at = datetime.combine(day, time()), day_end(day, zone)
    if start is None:
        start_at = day_start(midnight, zone)
        return Span(midnight, None, start_at, None, over_at, is_all_day=True)
    local = datetime.combine(day, start)
    found = instants(local, zone)
    if not found:
        return None
    which = False if len(found) == 2 else None
    if not minutes:
        return Span(local, None, found[0], None, over_at, which)
    end_at = found[0] + timedelta(minutes=minutes)
    end = end_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
    ends = instants(end, zone)
    end_which = ends[1] == end_at if len(ends) == 2 else None
    return Span(local, end, found[0], end_at, end_at, which, end_which)


def instants(local: datetime, zone: str) -> tuple[datetime, ...]:
    """Return the UTC instants a naive wall time names: none, one or two.

    None in the hour that is skipped in spring, two in the hour that comes twice.
    """
    place = ZoneInfo(zone)
    found = []
    for fold in (0, 1):
        moment = local.replace(tzinfo=place, fold=fold).astimezone(UTC)
        back = moment.astimezone(place)
        if back.replace(tzinfo=None, fold=0) == local and moment not in found:
            found.append(moment)
    return tuple(found)


def instant(local: datetime, zone: str, *, later: bool | None, field: str) -> datetime:
    """Return the one instant meant by a wall time.

    `later` chooses between the two of an ambiguous time. Raises RuleError on a time
    that does not exist (about `field`), on an ambiguous one without a choice (about
    `field` with `_later` after it) and on a year that no meeting has.
    """
    check_year(local)
    found = instants(local, zone)
    if not found:
        raise RuleError(
            "%(time)s does not exist on this day: clocks go forward past it. "
            "Choose another time.",
            field,
            time=_clock(local),
        )
    if len(found) == 1:
        return found[0]
    if later is None:
        raise RuleError(
            "%(time)s comes twice on this day, when clocks go back. "
            "Say which of the two is meant.",
            f"{field}_later",
            time=_clock(local),
        )
    return found[1 if later else 0]


def day_start(local: datetime, zone: str) -> datetime:
    """Return the first instant of a day, even where its midnight is skipped."""
    check_year(local)
    midnight = local.replace(hour=0, minute=0, fold=0, tzinfo=ZoneInfo(zone))
    return midnight.astimezone(UTC)


def day_end(day: date, zone: str) -> datetime:
    """Return the instant at which a day is over in a zone."""
    following = datetime.combine(day + timedelta(days=1), time())
    return following.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def check_year(local: datetime) -> None:
    """Refuse a year that no meeting has; raises RuleError."""
    if local.year not in YEARS:
        raise RuleError("Give a year between 1900 and 2199.", "date")


def _clock(local: datetime) -> str:
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local.hour % 12 or 12}:{local:%M} {half}"
