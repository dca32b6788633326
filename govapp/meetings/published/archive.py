"""All meetings ever posted, chosen by what a visitor asks for."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select

from govapp.database import db
from govapp.meetings.published.dates import (
    Entry,
    concerns,
    read_entries,
    select_entries,
)
from govapp.record.models import PublishedDate, PublishedMeeting


@dataclass(frozen=True)
class Search:
    """What meetings are asked for; what is empty does not matter."""

    body: str = ""
    year: str = ""
    kind: str = ""
    having: str = ""
    words: str = ""


def search_meetings(
    search: Search, *, limit: int, offset: int = 0
) -> tuple[Entry, ...]:
    """Return some of the meetings asked for, latest first."""
    page = _choose(select_entries(), search).order_by(
        PublishedDate.start_at.desc(), PublishedDate.number.desc()
    )
    return read_entries(page.limit(limit).offset(offset))


def list_years() -> tuple[str, ...]:
    """Return the years in which meetings stand, latest first."""
    year = func.substr(PublishedDate.local_date, 1, 4)
    return tuple(db.session.scalars(select(year).distinct().order_by(year.desc())))


def count_years(search: Search) -> dict[str, int]:
    """Return how many meetings fit in each year, latest first, whatever year is asked.

    A year in which none fits is left out.
    """
    year = func.substr(PublishedDate.local_date, 1, 4)
    counts = select(year, func.count()).join(
        PublishedMeeting, PublishedMeeting.number == PublishedDate.number
    )
    query = _choose(counts, replace(search, year=""))
    rows = db.session.execute(query.group_by(year).order_by(year.desc()))
    return dict(rows.all())


def _choose(
    statement: Select[*tuple[Any, ...]], search: Search
) -> Select[*tuple[Any, ...]]:
    statement = statement.where(
        PublishedDate.is_moved.is_(False), concerns(search.body)
    )
    if search.year:
        statement = statement.where(
            PublishedDate.local_date.startswith(search.year, autoescape=True)
        )
    if search.kind:
        statement = statement.where(PublishedMeeting.kind == search.kind)
    if search.having == "agenda":
        statement = statement.where(PublishedMeeting.has_agenda)
    elif search.having == "minutes":
        statement = statement.where(PublishedMeeting.has_minutes)
    for word in search.words.casefold().split():
        statement = statement.where(
            PublishedMeeting.words.contains(word, autoescape=True)
        )
    return statement
