"""How dates, times and sizes are written: in full, with weekday and zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask import Flask
from flask_babel import get_locale, gettext, ngettext

from govapp import clock

KILO = 1000
SOON = 100
LATELY = 15


def day(value: date | datetime | str) -> str:
    """Write a day: Wednesday, December 16, 2026. Takes a date or ISO text."""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return str(format_date(value, "EEEE, MMMM d, y", locale=get_locale()))


def short_day(value: str) -> str:
    """Write a day briefly: Dec 16, 2026."""
    return str(
        format_date(date.fromisoformat(value[:10]), "MMM d, y", locale=get_locale())
    )


def weekday(value: str) -> str:
    """Write the day of the week briefly: Wed."""
    return str(format_date(date.fromisoformat(value[:10]), "EEE", locale=get_locale()))


def month_day(value: str, zone: str = "") -> str:
    """Write a day without its year: Dec 16. An instant needs the zone."""
    moment = _local(value, zone) if zone else date.fromisoformat(value[:10])
    return str(format_date(moment, "MMM d", locale=get_locale()))


def month_name(value: date, pattern: str = "MMMM y") -> str:
    """Write a month: December 2026."""
    return format_date(value, pattern, locale=get_locale())


def days_until(value: str, zone: str) -> int:
    """Count the days from today in a zone to a day; those past are negative."""
    return (date.fromisoformat(value[:10]) - clock.today(zone)).days


def nearness(value: str, zone: str) -> str:
    """Say how far off a day is: in 24 days, today, yesterday; if far, its year."""
    days = days_until(value, zone)
    near = {0: gettext("today"), 1: gettext("tomorrow"), -1: gettext("yesterday")}
    if days in near:
        return near[days]
    if 0 < days < SOON:
        return ngettext("in %(num)s day", "in %(num)s days", days)
    if -LATELY < days < 0:
        return ngettext("%(num)s day ago", "%(num)s days ago", -days)
    return value[:4]


def lately(value: str, zone: str) -> str:
    """Write an instant of the past: Today, 4:10 p.m. PST; later only its day."""
    moment = _local(value, zone)
    time = clock_time(value, zone)
    days = days_until(moment.date().isoformat(), zone)
    if days == 0:
        return gettext("Today, %(time)s", time=time)
    if days == -1:
        return gettext("Yesterday, %(time)s", time=time)
    return short_day(moment.date().isoformat())


def moment(value: str, zone: str) -> str:
    """Write an instant briefly: Dec 9, 2026, 4:10 p.m. PST."""
    local = _local(value, zone)
    return f"{short_day(local.isoformat())}, {clock_time(value, zone)}"


def capitalize_first(value: str) -> str:
    """Let a text begin with a capital; the rest stays as it is."""
    return value[:1].upper() + value[1:]


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
    return str(format_date(known, pattern, locale=get_locale()))


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
        weekday=weekday,
        month_day=month_day,
        month_name=month_name,
        days_until=days_until,
        nearness=nearness,
        lately=lately,
        moment=moment,
        capitalize_first=capitalize_first,
        clock=clock_time,
        when=when,
        partial_date=partial_date,
        size=size,
    )
