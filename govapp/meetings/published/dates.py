"""Meetings by their day, and what was posted of them lately."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from govapp.database import db
from govapp.record.cards import Line
from govapp.record.models import PublishedDate, PublishedMeeting, PublishedPosting
from govapp.record.rows import Summary

NOT_HELD = ("cancelled", "postponed")


@dataclass(frozen=True)
class Entry:
    """A meeting on a day of the calendar.

    `day` is an ISO date; `is_moved` marks a former day, on which it no longer is.
    """

    summary: Summary
    day: str
    is_moved: bool

    @property
    def is_struck(self) -> bool:
        """Whether no meeting takes place on this day after all."""
        return self.is_moved or self.summary.state in NOT_HELD


def list_upcoming(
    now: datetime, limit: int, body: str | None = None
) -> tuple[Entry, ...]:
    """Return the next meetings, soonest first; each stays until its day is over."""
    chosen = _entries(body).where(PublishedDate.over_at > now)
    return read_entries(
        chosen.order_by(PublishedDate.start_at, PublishedDate.number).limit(limit)
    )


def list_past(now: datetime, limit: int, body: str | None = None) -> tuple[Entry, ...]:
    """Return the last meetings, latest first, each once."""
    chosen = _entries(body).where(
        PublishedDate.over_at <= now, PublishedDate.is_moved.is_(False)
    )
    return read_entries(
        chosen.order_by(
            PublishedDate.start_at.desc(), PublishedDate.number.desc()
        ).limit(limit)
    )


def list_dates(first: date, last: date, body: str | None = None) -> tuple[Entry, ...]:
    """Return what stands in the calendar from one day to another, both included."""
    chosen = _entries(body).where(
        PublishedDate.local_date.between(first.isoformat(), last.isoformat())
    )
    return read_entries(chosen.order_by(PublishedDate.start_at, PublishedDate.number))


def next_by_body(now: datetime) -> dict[str, Summary]:
    """Return each body's next meeting that is to take place, by the body's slug."""
    place = func.row_number().over(
        partition_by=PublishedDate.body,
        order_by=(PublishedDate.start_at, PublishedDate.number),
    )
    ahead = (
        select(PublishedDate.body, PublishedMeeting.summary, place.label("place"))
        .join(PublishedMeeting, PublishedMeeting.number == PublishedDate.number)
        .where(
            PublishedDate.over_at > now,
            PublishedDate.is_moved.is_(False),
            PublishedMeeting.state.not_in(NOT_HELD),
        )
        .subquery()
    )
    rows = db.session.execute(
        select(ahead.c.body, ahead.c.summary).where(ahead.c.place == 1)
    )
    return {body: Summary.read(summary) for body, summary in rows}


def list_lines(limit: int, body: str | None = None) -> tuple[Line, ...]:
    """Return what was posted last of meetings, newest first."""
    concerns = (
        PublishedPosting.body == body if body else PublishedPosting.is_host.is_(True)
    )
    rows = db.session.scalars(
        select(PublishedPosting.line)
        .where(concerns)
        .order_by(PublishedPosting.seq.desc())
        .limit(limit)
    )
    return tuple(Line.read(line) for line in rows)


def select_entries() -> Select[*tuple[Any, ...]]:
    """Select what an entry is read from."""
    return select(
        PublishedMeeting.summary, PublishedDate.local_date, PublishedDate.is_moved
    ).join(PublishedMeeting, PublishedMeeting.number == PublishedDate.number)


def concerns(body: str | None) -> Any:  # SQLAlchemy's own answer
    """Choose the dates of one body, or those of all meetings once."""
    return PublishedDate.body == body if body else PublishedDate.is_host.is_(True)


def read_entries(statement: Select[*tuple[Any, ...]]) -> tuple[Entry, ...]:
    """Read entries; a start moved within its day stands there but once."""
    found: Iterable[Entry] = (
        Entry(Summary.read(text), day, is_moved)
        for text, day, is_moved in db.session.execute(statement)
    )
    return tuple(
        entry
        for entry in found
        if not (entry.is_moved and entry.summary.start_local.startswith(entry.day))
    )


def _entries(body: str | None) -> Select[*tuple[Any, ...]]:
    return select_entries().where(concerns(body))
