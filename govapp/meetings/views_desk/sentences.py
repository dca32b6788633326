"""Planned series in words: their rule, their time, and what speaks against a date."""

from collections.abc import Iterable
from datetime import time

from babel.dates import get_day_names, get_month_names
from babel.lists import format_list
from flask_babel import get_locale, gettext, ngettext

from govapp.meetings.models import Meeting, Series
from govapp.meetings.published.words import duration
from govapp.meetings.queries.plans import Plan, Proposal
from govapp.meetings.queries.series import read_start, rule_of
from govapp.meetings.rules import recurrence
from govapp.meetings.rules.clashes import Against, Concern
from govapp.meetings.rules.recurrence import (
    EVERY_MONTH,
    FROM_FEBRUARY,
    FROM_JANUARY,
    LAST,
    Kind,
)
from govapp.web.filters import clock_time, day


def rule(series: Series) -> str:
    """Say on which days a series meets: "Second Wednesday of every month"."""
    found = rule_of(series)
    if found.kind == Kind.DATES:
        count = len(found.dates)
        return ngettext("%(num)s single date", "%(num)s single dates", count)
    if series.before:
        return ngettext(
            "%(num)s day before each meeting of %(name)s",
            "%(num)s days before each meeting of %(name)s",
            found.days_before,
            name=series.before.name,
        )
    weekday = str(get_day_names("wide", locale=get_locale())[found.weekday])
    which = _list([_ordinal(each) for each in found.ordinals])
    return gettext(
        "%(which)s %(weekday)s of %(period)s",
        which=which[:1].upper() + which[1:],
        weekday=weekday,
        period=_period(found),
    )


def times(series: Series) -> str:
    """Say at what time a series meets, and for how long."""
    start = read_start(series.start)
    if start is None:
        return gettext("time not known yet")
    length = duration(series.minutes)
    return f"{_clock(start)}, {length}" if length else _clock(start)


def lacks(series: Series) -> str:
    """Say in which months there is no such day; nothing where each has one."""
    found = recurrence.list_lacks(rule_of(series), series.year)
    if not found or series.is_ended:
        return ""
    names = get_month_names("wide", locale=get_locale())
    return gettext(
        "There is no %(which)s %(weekday)s in %(months)s.",
        which=_ordinal(found[0].ordinal),
        weekday=get_day_names("wide", locale=get_locale())[series.weekday],
        months=_list([str(names[lack.month]) for lack in found]),
    )


def date_time(proposal: Proposal) -> str:
    """Say at what time a date is: 10:00 a.m. to 1:00 p.m. PST."""
    zone = proposal.series.body.time_zone
    if proposal.start is None:
        return gettext("Time not known yet")
    if proposal.span is None:
        return _clock(proposal.start)
    if proposal.span.end_at is None:
        return clock_time(proposal.span.start_at, zone)
    end = clock_time(proposal.span.end_at, zone)
    return gettext("%(start)s to %(end)s", start=_clock(proposal.start), end=end)


def start_time(proposal: Proposal) -> str:
    """Say when a date begins: 10:00 a.m. PST."""
    if proposal.span is None or proposal.span.is_all_day:
        return gettext("time not known yet")
    return clock_time(proposal.span.start_at, proposal.series.body.time_zone)


def against(concern: Concern, proposal: Proposal, plan: Plan) -> str:
    """Say what speaks against a date."""
    names = _list(concern.names)
    other = _other(plan.titles[concern.other]) if concern.other else ""
    at = _clock(proposal.start) if proposal.start else ""
    return {
        Against.GAP: gettext(
            "%(time)s does not exist on this day: clocks go forward past it", time=at
        ),
        Against.TWICE: gettext(
            "%(time)s comes twice on this day; the first is meant", time=at
        ),
        Against.PAST: gettext("This day is past"),
        Against.WEEKEND: gettext("A day of the weekend"),
        Against.HOLIDAY: gettext("Holiday: %(names)s", names=names),
        Against.CLOSED: gettext("Office closed: %(names)s", names=names),
        Against.DOUBLE: gettext("It meets twice that day: also %(other)s", other=other),
        Against.PEOPLE: ngettext(
            "%(names)s also sits on %(other)s",
            "%(names)s also sit on %(other)s",
            len(concern.names),
            names=names,
            other=other,
        ),
        Against.ROOM: gettext("The same room as %(other)s", other=other),
    }[Against(concern.against)]


def moved(proposal: Proposal) -> str:
    """Say from where a date was moved."""
    if proposal.rule_day is None or proposal.rule_day == proposal.day:
        return gettext("Another time than the series.")
    return gettext("Moved from %(day)s.", day=day(proposal.rule_day))


def _other(found: Proposal | Meeting) -> str:
    """Name a meeting that a date clashes with."""
    if isinstance(found, Proposal) and found.meeting:
        found = found.meeting
    if isinstance(found, Proposal):
        name, at = found.series.body.name, date_time(found)
    else:
        name = _list([body.name for body in found.bodies])
        at = clock_time(found.start_at, found.time_zone)
        if found.is_all_day:
            at = gettext("time not known yet")
    return gettext("%(name)s, %(time)s", name=name, time=at)


def _period(found: recurrence.Rule) -> str:
    if found.kind == Kind.QUARTER:
        return gettext("every quarter")
    known = {
        EVERY_MONTH: gettext("every month"),
        FROM_JANUARY: gettext("every other month, from January"),
        FROM_FEBRUARY: gettext("every other month, from February"),
    }
    names = get_month_names("wide", locale=get_locale())
    chosen = _list([str(names[month]) for month in found.months])
    return known.get(found.months, chosen)


def _ordinal(ordinal: int) -> str:
    return {
        1: gettext("first"),
        2: gettext("second"),
        3: gettext("third"),
        4: gettext("fourth"),
        5: gettext("fifth"),
        LAST: gettext("last"),
    }[ordinal]


def _list(names: Iterable[str]) -> str:
    return str(format_list(list(names), locale=get_locale()))


def _clock(at: time) -> str:
    """Write a time of any day: 10:00 a.m."""
    half = gettext("a.m.") if at.hour < 12 else gettext("p.m.")
    return f"{at.hour % 12 or 12}:{at:%M} {half}"
