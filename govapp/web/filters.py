"""How dates, times and sizes are written: in full, with weekday and zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext

KILO = 1000


def day(value: date | datetime | str) -> str:
    """Write a day: Wednesday, December 16, 2026. Takes a date or ISO text."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return format_date(value, "EEEE, MMMM d, y", locale=get_locale())


def short_day(value: str) -> str:
    """Write a day briefly: Dec 16, 2026."""
    return format_date(date.fromisoformat(value[:10]), "MMM d, y", locale=get_locale())


def clock_time(value: datetime | str, zone: str) -> str:
    """Write a time with its zone: 10:00 a.m. PST.

    Text without an offset is a wall time in the zone; all else is an instant.
    """
    moment = _local(value, zone)
    half = gettext("a.m.") if moment.hour < 12 else gettext("p.m.")
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment:%M} {half} {moment.tzname()}"


def when(value: datetime | str, zone: str) -> str:
    """Write day and time: Wednesday, December 16, 2026, 10:00 a.m. PST."""
    moment = _local(value, zone)
    return f"{day(moment)}, {clock_time(moment, zone)}"


def partial_date(value: str) -> str:
    """Write YYYY, YYYY-MM or YYYY-MM-DD as far as it is known."""
    pattern = {4: "y", 7: "MMMM y"}.get(len(value), "MMMM d, y")
    known = date.fromisoformat((value + "-01-01")[:10])
    return format_date(known, pattern, locale=get_locale())


def size(count: int) -> str:
    """Write a number of bytes: 340 KB, 2.1 MB."""
    if count < KILO * KILO:
        return f"{max(1, round(count / KILO))} KB"
    return f"{count / KILO / KILO:.1f} MB"


def _local(value: datetime | str, zone: str) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    place = ZoneInfo(zone)
    return moment.astimezone(place) if moment.tzinfo else moment.replace(tzinfo=place)


def init_app(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(
        day=day,
        short_day=short_day,
        clock=clock_time,
        when=when,
        partial_date=partial_date,
        size=size,
    )
