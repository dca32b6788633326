"""Finding: what fits, in the order a reader would call right, a page at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select

from govapp.database import db
from govapp.record.search.index import Hit, Within, list_newest
from govapp.record.search.models import PublishedReading, PublishedText
from govapp.record.search.passages import Marker, Piece
from govapp.record.search.query import Query
from govapp.record.search.ranking import Candidate, rank
from govapp.record.search.rows import Found, first_id

PAGE = 20
# As many are counted; of as many the best come first, those in the title beside.
COUNTED, RANKED = 1000, 100


@dataclass(frozen=True)
class Filters:
    """Where to look: a body's slug, a kind, days from and to; what is empty is all."""

    body: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Result:
    """Something found: its title and the passage, with the words marked."""

    found: Found
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]


@dataclass(frozen=True)
class Results:
    """A page of results; with `has_more` there are more than `total`, uncounted.

    `bodies` and `kinds` say how many there would be of each with the other filters.
    """

    page: int
    results: tuple[Result, ...]
    total: int
    has_more: bool
    bodies: dict[str, int]
    kinds: dict[str, int]

    @property
    def first(self) -> int:
        """The place of the first result, counted from one."""
        return (self.page - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """The number of the last page there is for certain."""
        return max(1, -(-self.total // PAGE))


def find(query: Query, filters: Filters, page: int = 1) -> Results:
    """Find what fits a query that asks for something, and return a page of it."""
    span = Within(first=_first(filters.first), last=_after(filters.last))
    signs = {"@": filters.body, "#": filters.kind}
    marks = tuple(f"{sign}{name}" for sign, name in signs.items() if name)
    within = replace(span, marks=marks)
    wanted = max(COUNTED, (page + 2) * PAGE) + 1
    hits = everywhere = list_newest(query, span, limit=wanted)
    if marks and len(everywhere) == wanted:
        hits = list_newest(query, within, limit=wanted)
    elif marks:
        hits = [hit for hit in hits if _is_of(hit, filters.body, filters.kind)]
    numbers = [hit.number for hit in hits]
    return Results(
        page=page,
        results=_show(query, _order(query, within, numbers, page)),
        total=min(len(hits), wanted - 1),
        has_more=len(hits) == wanted,
        **_count(everywhere[:COUNTED], filters),
    )


def _is_of(hit: Hit, body: str, kind: str) -> bool:
    return (not body or body in hit.bodies) and (not kind or kind == hit.kind)


def _first(day: date | None) -> int | None:
    return first_id(day) if day else None


def _after(day: date | None) -> int | None:
    return first_id(day + timedelta(days=1)) if day and day < date.max else None


def _order(
    query: Query, within: Within, numbers: Sequence[int], page: int
) -> Sequence[int]:
    """Return the numbers on a page: the best of the newest, then the rest."""
    hits = list_newest(query, within, limit=RANKED, in_title=True)
    titled = [hit.number for hit in hits]
    nearest = list(dict.fromkeys([*titled, *numbers[:RANKED]]))
    rows = db.session.execute(
        select(PublishedText.id, PublishedText.kind, PublishedText.words).where(
            PublishedText.id.in_(nearest)
        )
    )
    best = rank(query, [Candidate(*row) for row in rows])
    known = set(best)
    ordered = [*best, *(number for number in numbers if number not in known)]
    return ordered[(page - 1) * PAGE : page * PAGE]


def _count(hits: Sequence[Hit], filters: Filters) -> dict[str, dict[str, int]]:
    kinds = Counter(hit.kind for hit in hits if _is_of(hit, filters.body, ""))
    bodies = Counter(
        slug for hit in hits if _is_of(hit, "", filters.kind) for slug in hit.bodies
    )
    return {"bodies": bodies, "kinds": kinds}


def _show(query: Query, numbers: Sequence[int]) -> tuple[Result, ...]:
    read = PublishedReading.sha256 == PublishedText.sha256
    text = func.coalesce(PublishedReading.text, PublishedText.text)
    rows = db.session.execute(
        select(PublishedText.id, PublishedText.found, text)
        .join(PublishedReading, read, isouter=True)
        .where(PublishedText.id.in_(numbers))
    )
    known = {number: (Found.read(found), text) for number, found, text in rows}
    marker = Marker(query)
    return tuple(
        Result(found, marker.mark(found.title), marker.find_passage(text))
        for found, text in map(known.__getitem__, numbers)
    )
