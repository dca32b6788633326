"""What pages call rules, channels and deadlines, in plain words."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list
from flask_babel import get_locale, gettext, ngettext

from govapp import clock
from govapp.record.shapes.notices import Duty, Rule
from govapp.web.filters import clock_time

HOUR, DAY = 3600, 86400
# From here on, whole days are enough.
SHOWN_HOURS, SHOWN_DAYS = 72, 3


def rule_length(rule: Rule | Duty) -> str:
    """Say how long before a meeting: "10 days", "72 hours"."""
    count = rule.amount
    return {
        "hours": ngettext("%(num)s hour", "%(num)s hours", count),
        "calendar_days": ngettext("%(num)s day", "%(num)s days", count),
        "business_days": ngettext(
            "%(num)s business day", "%(num)s business days", count
        ),
        "weeks": ngettext("%(num)s week", "%(num)s weeks", count),
    }.get(rule.unit, gettext("not known"))


def rule_what(what: str) -> str:
    """Say what must be posted or sent."""
    return {
        "notice": gettext("notice of the meeting"),
        "agenda": gettext("agenda"),
        "notice_and_agenda": gettext("notice with the agenda"),
    }[what]


def rule_kinds(kinds: tuple[str, ...]) -> str:
    """Say of which kinds of meeting a rule speaks."""
    names = {
        "any": gettext("any meeting"),
        "regular": gettext("regular meetings"),
        "special": gettext("special meetings"),
        "emergency": gettext("emergency meetings"),
    }
    told = [names.get(kind, kind.replace("_", " ")) for kind in kinds]
    return format_list(told, locale=get_locale())


def channel(name: str) -> str:
    """Say where or to whom something is posted or sent."""
    return {
        "website": gettext("on this website"),
        "physical": gettext("at a place open to the public"),
        "requesters": gettext("to those who asked for notice"),
        "members": gettext("to the members"),
        "members_mail": gettext("to the members by mail"),
        "media": gettext("to the media that asked for notice"),
    }[name]


def channels(names: tuple[str, ...]) -> str:
    """Say where and to whom something is posted and sent."""
    return format_list([channel(name) for name in names], locale=get_locale())


def basis(name: str) -> str:
    """Say how a rule is known."""
    return {
        "read": gettext("text read"),
        "read-digest": gettext("a digest of the text read"),
        "read-agency-rule": gettext("an agency's rule read"),
        "recalled": gettext("from memory: check it before you rely on it"),
        "missing": gettext("text not obtained"),
        "house": gettext("this installation's own rule"),
    }[name]


def near_day(day: date, start_local: str) -> str:
    """Write a day near a meeting: Sunday, December 6; with its year if another's."""
    pattern = "EEEE, MMMM d"
    if str(day.year) != start_local[:4]:
        pattern += ", y"
    return str(format_date(day, pattern, locale=get_locale()))


def near_time(moment: datetime | str, start_local: str, zone: str) -> str:
    """Write an instant near a meeting: Friday, December 4, 9:12 a.m. PST."""
    if isinstance(moment, str):
        moment = clock.instant(moment)
    local = moment.astimezone(ZoneInfo(zone))
    return f"{near_day(local.date(), start_local)}, {clock_time(local, zone)}"


def deadline(duty: Duty, start_local: str, zone: str) -> str:
    """Write the last day, or the last instant where hours count."""
    if duty.is_whole_day:
        local = clock.instant(duty.due_at).astimezone(ZoneInfo(zone))
        return near_day(local.date(), start_local)
    return near_time(duty.due_at, start_local, zone)


def time_left(moment: datetime | str) -> str:
    """Say how long is left, or how long it has been: 2 days and 4 hours left."""
    if isinstance(moment, str):
        moment = clock.instant(moment)
    left = (moment - clock.now()).total_seconds()
    span = _span(int(abs(left)))
    if left >= 0:
        return gettext("%(span)s left", span=span)
    return gettext("%(span)s ago", span=span)


def span_before(
    moment: datetime, start_at: datetime | str, start_local: str, zone: str
) -> str:
    """Say how long before a meeting something was: "12 days", if close "60 hours"."""
    start_at = clock.instant(start_at) if isinstance(start_at, str) else start_at
    hours = int((start_at - moment).total_seconds() // HOUR)
    if hours < SHOWN_HOURS:
        return ngettext("%(num)s hour", "%(num)s hours", max(hours, 0))
    start = date.fromisoformat(start_local[:10])
    days = (start - moment.astimezone(ZoneInfo(zone)).date()).days
    return ngettext("%(num)s day", "%(num)s days", days)


def _span(seconds: int) -> str:
    days, rest = divmod(seconds, DAY)
    hours, minutes = rest // HOUR, rest % HOUR // 60
    if days >= SHOWN_DAYS:
        return ngettext("%(num)s day", "%(num)s days", days)
    told = [
        ngettext("%(num)s day", "%(num)s days", days) if days else "",
        ngettext("%(num)s hour", "%(num)s hours", hours) if hours else "",
        "" if days else ngettext("%(num)s minute", "%(num)s minutes", minutes),
    ]
    return gettext(" and ").join(filter(None, told))


FILTERS: dict[str, Callable[..., str]] = {
    "rule_length": rule_length,
    "rule_what": rule_what,
    "rule_kinds": rule_kinds,
    "channel": channel,
    "channels": channels,
    "rule_basis": basis,
    "near_day": near_day,
    "near_time": near_time,
    "deadline": deadline,
    "time_left": time_left,
    "span_before": span_before,
}
