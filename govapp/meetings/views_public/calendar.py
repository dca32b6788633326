"""The calendar: a list by default, a month, a year ahead."""

from calendar import SUNDAY, Calendar
from collections.abc import Mapping
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
from govapp.web import public

VIEWS = ("list", "month", "year")
YEARS = range(1900, 2200)


@dataclass(frozen=True)
class Asked:
    """What of the calendar is asked for; 0 and "" where nothing was said."""

    view: str
    year: int
    month: int
    body: str

    def days(self, today: date) -> tuple[date, date]:
        """Return the first and the last day to be shown."""
        year, month = self.year or today.year, self.month or today.month
        if self.view == "year":
            first, months = date(year, 1, 1), 12
        elif self.view == "month" or self.month:
            first, months = date(year, month, 1), 1
        else:
            first, months = date(year, 1 if self.year else month, 1), 12
        return first, _later(first, months) - timedelta(days=1)

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
    first, last = asked.days(today)
    entries = published.list_dates(first, last, asked.body or None)
    return public.render(
        f"public/meetings/calendar/{asked.view}.html",
        asked=asked,
        bodies=bodies,
        names={body.slug: body.short_name or body.name for body in bodies},
        years=published.list_years(),
        today=today,
        first=first,
        last=last,
        before=first - timedelta(days=1),
        after=last + timedelta(days=1),
        entries=entries,
        months=list_months(entries, first, last),
    )


def read(given: Mapping[str, str], bodies: set[str]) -> Asked:
    """Read the parameters; raises NotFoundError where there is no such calendar."""
    view, body = given.get("view") or "list", given.get("body") or ""
    year, month = _number(given.get("year")), _number(given.get("month"))
    if (
        view not in VIEWS
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


def list_months(
    entries: tuple[Entry, ...], first: date, last: date
) -> tuple[Month, ...]:
    """Group meetings by month; an empty month is there where a view needs it."""
    found = {
        month: tuple(group)
        for month, group in groupby(entries, key=lambda entry: entry.day[:7])
    }
    months = []
    while first <= last:
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
