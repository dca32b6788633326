"""Matters as posted: all of them, and one across meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, and_, func, select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.published.dates import NOT_HELD
from govapp.record.item_rows import ItemLine
from govapp.record.models import (
    PublishedDate,
    PublishedItem,
    PublishedMatter,
    PublishedMeeting,
    PublishedPage,
)
from govapp.record.published import find_page
from govapp.record.rows import Summary
from govapp.record.shapes.matters import Matter

SUBJECT = "matter:"


@dataclass(frozen=True)
class MatterSearch:
    """What matters are asked for; what is empty does not matter."""

    body: str = ""
    kind: str = ""
    standing: str = ""
    words: str = ""


@dataclass(frozen=True)
class Listed:
    """A matter, on how many agendas it stood, and on which day it stands last."""

    matter: Matter
    meetings: int
    last: ItemLine | None


@dataclass(frozen=True)
class Stop:
    """A meeting at which a matter stood; `is_next` is the first yet to be held."""

    meeting: Summary
    items: tuple[ItemLine, ...]
    is_next: bool


def get_matter(file_number: str) -> Matter:
    """Return a matter as posted; raises NotFoundError."""
    card = find_page(f"{SUBJECT}{file_number}")
    if card is None:
        raise NotFoundError
    return Matter.read(card)


def list_stops(file_number: str, now: datetime) -> tuple[Stop, ...]:
    """Return the meetings at which a matter stood or will stand, the latest first."""
    is_current = and_(
        PublishedDate.number == PublishedItem.meeting,
        PublishedDate.is_host,
        PublishedDate.is_current,
    )
    rows = db.session.execute(
        select(PublishedItem.line, PublishedMeeting.summary, PublishedDate.over_at)
        .join(PublishedMeeting, PublishedMeeting.number == PublishedItem.meeting)
        .join(PublishedDate, is_current)
        .where(PublishedItem.matter == file_number)
        .order_by(
            PublishedItem.start_at.desc(),
            PublishedItem.meeting.desc(),
            PublishedItem.key,
        )
    ).all()
    meetings = [
        (Summary.read(summary), over_at, tuple(ItemLine.read(row.line) for row in same))
        for (summary, over_at), same in groupby(
            rows, key=lambda row: (row.summary, row.over_at)
        )
    ]
    ahead = [
        meeting.number
        for meeting, over_at, _ in meetings
        if over_at > now and meeting.state not in NOT_HELD
    ]
    return tuple(
        Stop(meeting, items, is_next=meeting.number in ahead[-1:])
        for meeting, _, items in meetings
    )


def search_matters(
    search: MatterSearch, *, limit: int, offset: int = 0
) -> tuple[tuple[Listed, ...], int]:
    """Return some of the matters asked for, and how many there are.

    Those that were, or will be, taken up latest come first.
    """
    count = select(func.count()).select_from(PublishedMatter)
    total = db.session.scalar(_choose(count, search)) or 0
    place = func.row_number().over(
        partition_by=PublishedItem.matter,
        order_by=(PublishedItem.start_at.desc(), PublishedItem.meeting.desc()),
    )
    meetings = func.count(PublishedItem.meeting.distinct())
    counted = (
        select(PublishedItem.matter, meetings.label("meetings"))
        .where(PublishedItem.matter != "")
        .group_by(PublishedItem.matter)
        .subquery()
    )
    placed = select(
        PublishedItem.matter,
        PublishedItem.start_at,
        PublishedItem.line,
        place.label("place"),
    ).where(PublishedItem.matter != "")
    last = placed.subquery()
    number = PublishedMatter.file_number
    found = _choose(
        select(PublishedPage.card, counted.c.meetings, last.c.line)
        .join_from(
            PublishedMatter, PublishedPage, PublishedPage.subject == SUBJECT + number
        )
        .outerjoin(counted, counted.c.matter == number)
        .outerjoin(last, and_(last.c.matter == number, last.c.place == 1)),
        search,
    ).order_by(last.c.start_at.desc().nulls_last(), number.desc())
    return _read(db.session.execute(found.limit(limit).offset(offset))), total


def _read(rows: Iterable[Any]) -> tuple[Listed, ...]:
    return tuple(
        Listed(Matter.read(card), meetings or 0, ItemLine.read(line) if line else None)
        for card, meetings, line in rows
    )


def _choose(
    statement: Select[*tuple[Any, ...]], search: MatterSearch
) -> Select[*tuple[Any, ...]]:
    if search.body:
        statement = statement.where(PublishedMatter.body == search.body)
    if search.kind:
        statement = statement.where(PublishedMatter.kind == search.kind)
    if search.standing:
        is_open = search.standing == "open"
        statement = statement.where(PublishedMatter.is_open.is_(is_open))
    for word in search.words.casefold().split():
        statement = statement.where(
            PublishedMatter.words.contains(word, autoescape=True)
        )
    return statement
