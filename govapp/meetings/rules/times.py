"""Wall times and the instants they name, in any IANA zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from govapp.errors import RuleError

YEARS = range(1900, 2200)


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


def check_year(local: datetime) -> None:
    """Refuse a year that no meeting has; raises RuleError."""
    if local.year not in YEARS:
        raise RuleError("Give a year between 1900 and 2199.", "date")


def _clock(local: datetime) -> str:
    half = "a.m." if local.hour < 12 else "p.m."
    return f"{local.hour % 12 or 12}:{local:%M} {half}"
