"""Wall times and the instants they name, in any IANA zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from govapp.errors import RuleError


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
    that does not exist, and on an ambiguous one without a choice.
    """
    found = instants(local, zone)
    if not found:
        raise RuleError(
            "%(time)s does not exist on this day: clocks go forward past it. "
            "Choose another time.",
            field,
            time=f"{local:%H:%M}",
        )
    if len(found) == 1:
        return found[0]
    if later is None:
        raise RuleError(
            "%(time)s comes twice on this day, when clocks go back. "
            "Say which of the two is meant.",
            field,
            time=f"{local:%H:%M}",
        )
    return found[1 if later else 0]
