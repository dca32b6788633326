"""The one clock: every time of the product is asked for here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """Return this instant in UTC, to the microsecond."""
    return datetime.now(UTC)  # noqa: TID251 the one place that may ask


def today(zone: str) -> date:
    """Return the calendar day it is in an IANA zone."""
    return now().astimezone(ZoneInfo(zone)).date()


def stamp(moment: datetime) -> str:
    """Write an instant as RFC 3339 in UTC with milliseconds and a `Z`."""
    text = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return text.replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """Read what `stamp` wrote; raises ValueError on anything else."""
    return datetime.fromisoformat(text)
