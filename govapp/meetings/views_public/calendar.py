"""The calendar: a list by default, a month, a year ahead."""

from calendar import SUNDAY, Calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask import request
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.committees import published as committees
from govapp.errors import NotFoundError
from govapp.meetings import published
from govapp.meetings.published import Entry
from govapp.meetings.views_public.blueprint import blueprint, settings
from govapp.record.shapes.bodies import Body
from govapp.web import public

TEMPLATES = {
    "list": "public/meetings/calendar/list.html",
    "month": "public/meetings/calendar/month.html",
    "year": "public/meetings/calendar/year.html",
}
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Period:
    """Whole months, from the first day to the last."""

    first: date
    last: date

    @property
    def before(self) -> date:
        """The day before."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """The day after."""
        return self.last + timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """What of the calendar is asked for; 0 and "" where nothing was said."""

    view: str
    year: int
    month: int
    body: str

    def period(self, today: date) -> Period:
        """Return the days to be shown."""
        year, month = self.year or today.year, self.month or today.month
        if self.view == "year":
            first, months = date(year, 1, 1), 12
        elif self.view == "month" or self.month:
            first, months = date(year, month, 1), 1
        else:
            first, months = date(year, 1 if self.year else month, 1), 12
        return Period(first, _later(first, months) - timedelta(days=1))

    def query(self, **changes: str | int) -> dict[str, str | int]:
        """Return the parameters of the same address with some changed."""
        wanted: dict[str, str | int] = {
            "view": self.view,
            "year": self.year,
            "month": self.month,
            "body": self.body,
            **changes,
        }
        if wanted["view"] == "list":
            del wanted["view"]
        return {name: value for name, value in wanted.items() if value}


@blueprint.get("/calendar")
def calendar() -> ResponseReturnValue:
    """Show the calendar."""
    bodies = committees.list_bodies()
    asked = read(request.args, {body.slug for body in bodies})
    today = clock.today(settings().time_zone)
    period = asked.period(today)
    entries = published.list_dates(period.first, period.last, asked.body or None)
    return public.render(
        TEMPLATES[asked.view],
        asked=asked,
        names=list_names(bodies, asked.body),
        years=published.list_years(),
        today=today,
        period=period,
        entries=entries,
        months=list_months(entries, period),
    )


def read(given: Mapping[str, str], bodies: set[str]) -> Asked:
    """Read the parameters; raises NotFoundError where there is no such calendar."""
    view, body = given.get("view") or "list", given.get("body") or ""
    year, month = _number(given.get("year")), _number(given.get("month"))
    if (
        view not in TEMPLATES
        or (body and body not in bodies)
        or (year and year not in YEARS)
        or month not in range(13)
    ):
        raise NotFoundError
    return Asked(view, year, month, body)


@dataclass(frozen=True)
class Month:
    """A month with its meetings; `weeks` begin on Sunday."""

    first: date
    entries: tuple[Entry, ...]

    @property
    def weeks(self) -> list[list[date]]:
        """The weeks that hold the month, whole."""
        return Calendar(SUNDAY).monthdatescalendar(self.first.year, self.first.month)

    def on(self, day: date) -> tuple[Entry, ...]:
        """Return the meetings of a day."""
        return tuple(entry for entry in self.entries if entry.day == day.isoformat())


def list_names(bodies: Iterable[Body], chosen: str) -> dict[str, str]:
    """Return the short names of the bodies that meet, and of the one chosen."""
    return {
        body.slug: body.short_name or body.name
        for body in bodies
        if body.status == "active" or body.slug == chosen
    }


def list_months(entries: tuple[Entry, ...], period: Period) -> tuple[Month, ...]:
    """Group meetings by month, also the months that have none."""
    found = {
        month: tuple(group)
        for month, group in groupby(entries, key=lambda entry: entry.day[:7])
    }
    months, first = [], period.first
    while first <= period.last:
        months.append(Month(first, found.get(first.isoformat()[:7], ())))
        first = _later(first, 1)
    return tuple(months)


def _number(text: str | None) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise NotFoundError
    return int(text) or -1


def _later(first: date, months: int) -> date:
    total = first.year * 12 + first.month - 1 + months
    return date(total // 12, total % 12 + 1, 1)
