"""What changed in a week: everything that was posted of meetings, day by day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import request, url_for
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.committees import published as committees
from govapp.errors import NotFoundError
from govapp.meetings import published
from govapp.meetings.views_public.blueprint import blueprint, settings
from govapp.meetings.views_public.calendar import YEARS, list_names
from govapp.record.cards import Line
from govapp.web import public
from govapp.web.choices import in_path
from govapp.web.paging import Paging, read_page

PAGE = 50
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """A week from its Sunday to its Saturday, in the zone of the site."""

    first: date
    zone: str
    body: str = ""

    @property
    def last(self) -> date:
        """Its Saturday."""
        return self.first + WEEK - timedelta(days=1)

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """The instants at which it begins and is over."""
        place = ZoneInfo(self.zone)
        first = datetime.combine(self.first, time(), place)
        return first, datetime.combine(self.first + WEEK, time(), place)

    def address(self, **changed: str | int) -> str:
        """Return its lasting address, or that of another week, page or body."""
        asked: dict[str, Any] = {"week": self.first.isoformat(), "body": self.body}
        asked |= changed
        kept = {name: value or None for name, value in asked.items()}
        return in_path(url_for("meetings_public.posted", **kept))

    def step(self, moment: datetime | None) -> str:
        """Return the address of the week of an instant, "" where there is none."""
        if moment is None:
            return ""
        day = moment.astimezone(ZoneInfo(self.zone)).date()
        return self.address(week=find_sunday(day).isoformat())


@dataclass(frozen=True)
class Page(Paging):
    """Some of what was posted in a week, by the day it was posted."""

    days: tuple[tuple[str, tuple[Line, ...]], ...]


@blueprint.get("/posted")
def posted() -> ResponseReturnValue:
    """Show what was posted in this week, or in another one."""
    bodies, today = committees.list_bodies(), clock.today(settings().time_zone)
    week = read_week(request.args, {body.slug for body in bodies}, today)
    around = published.describe_postings(*week.bounds, week.body)
    return public.render(
        "public/meetings/posted.html",
        week=week,
        is_now=week.first == find_sunday(today),
        names=list_names(bodies, week.body),
        before=week.step(around.before),
        after=week.step(around.after),
        alarms=published.list_alarms(*week.bounds, week.body),
        page=turn_to(week, around.total, read_page(request.args)),
        canonical=f"{settings().base_url}{week.address()}",
    )


def read_week(given: Mapping[str, str], bodies: set[str], today: date) -> Week:
    """Read which week is asked for, by any of its days; raises NotFoundError."""
    text, body = given.get("week", ""), given.get("body", "")
    day = committees.parse_day(text) if text else today
    if day is None or day.year not in YEARS or (body and body not in bodies):
        raise NotFoundError
    return Week(find_sunday(day), settings().time_zone, body)


def find_sunday(day: date) -> date:
    """Return the day with which a week begins here."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def turn_to(week: Week, total: int, number: int) -> Page:
    """Return a page of a week; raises NotFoundError beyond the last."""
    offset = (number - 1) * PAGE
    lines = published.list_postings(*week.bounds, week.body, limit=PAGE, offset=offset)
    return Page(number, PAGE, total, tuple(list_days(lines, week.zone))).checked()


def list_days(
    lines: Iterable[Line], zone: str
) -> Iterable[tuple[str, tuple[Line, ...]]]:
    """Group postings by the day on which they were posted."""
    place = ZoneInfo(zone)

    def day_of(line: Line) -> str:
        return clock.instant(line.posted_at).astimezone(place).date().isoformat()

    for day, group in groupby(lines, key=day_of):
        yield day, tuple(group)
