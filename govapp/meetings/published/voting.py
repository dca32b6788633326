"""How members voted and when they were there, across meetings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select, union_all

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.record.models import (
    PublishedMeeting,
    PublishedMotion,
    PublishedPresence,
    PublishedVote,
)
from govapp.record.rows import Summary
from govapp.record.vote_rows import MotionLine

OF_MOTION = and_(
    PublishedVote.meeting == PublishedMotion.meeting,
    PublishedVote.motion == PublishedMotion.motion,
)


@dataclass(frozen=True)
class Member:
    """Somebody by the address and the name in use at a meeting."""

    slug: str
    name: str


@dataclass(frozen=True)
class Vote:
    """A member's line in a vote, and the numbers of the items it does not count for."""

    motion: MotionLine
    member: Member
    option: str
    recused_on: str = ""


@dataclass(frozen=True)
class Attended:
    """A member of a body at a meeting, or missed there, with how they voted.

    `minutes` is 0 where no times are known.
    """

    meeting: Summary
    body: str
    member: Member
    status: str
    minutes: int
    votes: tuple[Vote, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Of whom or of what body votes are asked for, and of which year, if any."""

    person: str = ""
    body: str = ""
    year: str = ""

    def presences(self) -> list[ColumnElement[bool]]:
        """Choose the presences asked for."""
        return _wanted(self, PublishedPresence, PublishedPresence.person)

    def votes(self) -> list[ColumnElement[bool]]:
        """Choose the votes asked for, where they are joined with their motions."""
        return _wanted(self, PublishedMotion, PublishedVote.person)


@dataclass(frozen=True)
class Counts:
    """How often each attendance was noted, and each vote cast."""

    attended: dict[str, int]
    voted: dict[str, int]

    @property
    def meetings(self) -> int:
        """How many meetings these are."""
        return sum(self.attended.values())


def list_choices(person: str) -> list[tuple[str, str]]:
    """Return the years and bodies in which somebody has a record, latest first."""
    year = func.substr(PublishedPresence.local_date, 1, 4)
    found = select(year, PublishedPresence.body).distinct()
    rows = db.session.execute(
        found.where(PublishedPresence.person == person).order_by(
            year.desc(), PublishedPresence.body
        )
    )
    return [(year, body) for year, body in rows]


def choose(
    person: str, given: Mapping[str, str], choices: list[tuple[str, str]]
) -> Wanted:
    """Read which of a person's votes are asked for; raises NotFoundError on others."""
    wanted = Wanted(person, given.get("body", ""), given.get("year", ""))
    is_found = any(
        wanted.year in {"", year} and wanted.body in {"", body}
        for year, body in choices
    )
    if (wanted.year or wanted.body) and not is_found:
        raise NotFoundError
    return wanted


def list_voting_years(body: str) -> tuple[str, ...]:
    """Return the years in which a body has a record of votes, latest first."""
    year = func.substr(PublishedPresence.local_date, 1, 4)
    found = select(year).distinct().where(PublishedPresence.body == body)
    return tuple(db.session.scalars(found.order_by(year.desc())))


def count_votes(wanted: Wanted) -> Counts:
    """Count the attendances and the votes asked for."""
    attended = (
        select(literal("attended"), PublishedPresence.status, func.count())
        .where(*wanted.presences())
        .group_by(PublishedPresence.status)
    )
    voted = (
        select(literal("voted"), PublishedVote.option, func.count())
        .join(PublishedMotion, OF_MOTION)
        .where(*wanted.votes())
        .group_by(PublishedVote.option)
    )
    found: dict[str, dict[str, int]] = {"attended": {}, "voted": {}}
    for what, name, count in db.session.execute(union_all(attended, voted)):
        found[what][name] = count
    return Counts(**found)


def list_attended(
    wanted: Wanted, *, limit: int | None = None, offset: int = 0
) -> list[Attended]:
    """Return attendances with their votes, the latest meeting first."""
    chosen = (
        select(PublishedPresence, PublishedMeeting.summary)
        .join(PublishedMeeting, PublishedMeeting.number == PublishedPresence.meeting)
        .where(*wanted.presences())
        .order_by(
            PublishedPresence.start_at.desc(),
            PublishedPresence.meeting.desc(),
            PublishedPresence.body,
            PublishedPresence.person,
        )
        .limit(limit)
        .offset(offset)
    )
    rows = db.session.execute(chosen).all()
    numbers = {presence.meeting for presence, _ in rows} if limit else None
    votes = _map_votes(wanted, numbers)
    return [
        Attended(
            Summary.read(summary),
            row.body,
            Member(row.person, row.name),
            row.status,
            row.minutes,
            votes.get((row.meeting, row.body, row.person), ()),
        )
        for row, summary in rows
    ]


def _map_votes(
    wanted: Wanted, numbers: Iterable[str] | None
) -> dict[tuple[str, str, str], tuple[Vote, ...]]:
    """Return votes by meeting, body and person, in the order they were taken."""
    chosen: Select[*tuple[Any, ...]] = (
        select(
            PublishedVote.meeting,
            PublishedMotion.body,
            PublishedVote.person,
            PublishedVote.name,
            PublishedVote.option,
            PublishedVote.recused_on,
            PublishedMotion.line,
        )
        .join(PublishedMotion, OF_MOTION)
        .where(*wanted.votes())
        .order_by(
            PublishedVote.meeting,
            PublishedMotion.body,
            PublishedVote.person,
            PublishedMotion.position,
        )
    )
    if numbers is not None:
        chosen = chosen.where(PublishedVote.meeting.in_(list(numbers)))
    read = cache(MotionLine.read)
    return {
        key: tuple(
            Vote(
                read(row.line),
                Member(row.person, row.name),
                row.option,
                row.recused_on,
            )
            for row in group
        )
        for key, group in groupby(
            db.session.execute(chosen), key=lambda row: (row[0], row[1], row[2])
        )
    }


def _wanted(
    wanted: Wanted, table: type[PublishedPresence] | type[PublishedMotion], person: Any
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.person:
        found.append(person == wanted.person)
    if wanted.body:
        found.append(table.body == wanted.body)
    if wanted.year:
        found.append(table.local_date.startswith(wanted.year))
    return found
