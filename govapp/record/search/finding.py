"""Finding: what fits, in the order a reader would call right, a page at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from govapp.database import db
from govapp.parsing import PAGE_END
from govapp.record.models import PublishedMeeting
from govapp.record.search.asking import (
    LETTERS,
    Hit,
    Index,
    Within,
    list_saying,
    open_index,
)
from govapp.record.search.models import PublishedReading, PublishedText
from govapp.record.search.passages import Marker, Piece
from govapp.record.search.query import Query
from govapp.record.search.ranking import Candidate, rank
from govapp.record.search.rows import Found, first_id

PAGE, PDF = 20, ".pdf"
# As many are counted; of as many of each the best come first: the newest, the newest
# with the words in their titles, and the newest that say them often.
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
    """Something found: its meeting's state, its title and passage with words marked.

    `page` is that of the passage in a PDF of several pages, else 0.
    """

    found: Found
    state: str
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]
    page: int


@dataclass(frozen=True)
class Results:
    """A page of results; with `has_more` there are more than `total`, uncounted.

    `bodies` and `kinds` say how many there would be of each with the other filters.
    Where words that follow each other were not looked for everywhere, `looked_at` says
    in how many of the newest texts.
    """

    page: int
    results: tuple[Result, ...]
    total: int
    has_more: bool
    looked_at: int
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
    index = open_index(query, _span(filters))
    signs = {"@": filters.body, "#": filters.kind}
    marks = tuple(f"{sign}{name}" for sign, name in signs.items() if name)
    wanted = max(COUNTED, (page + 2) * PAGE) + 1
    looked = everywhere = index.list_newest(wanted)
    if marks and (everywhere.looked_at or len(everywhere.hits) == wanted):
        looked = index.list_newest(wanted, marks)
    elif marks:
        kept = [hit for hit in everywhere.hits if _is_of(hit, filters)]
        looked = everywhere._replace(hits=kept)
    best = _list_best(index, query, marks, looked.hits)
    numbers = list(dict.fromkeys([*best, *(hit.number for hit in looked.hits)]))
    return Results(
        page=page,
        results=_show(query, numbers[(page - 1) * PAGE : page * PAGE]),
        total=min(len(numbers), wanted - 1),
        has_more=len(looked.hits) == wanted,
        looked_at=looked.looked_at,
        **_count(everywhere.hits[:COUNTED], filters),
    )


def _span(filters: Filters) -> Within:
    first, last = filters.first, filters.last
    return Within(
        first=first_id(first.toordinal()) if first else None,
        last=first_id(last.toordinal() + 1) if last and last < date.max else None,
    )


def _is_of(hit: Hit, filters: Filters) -> bool:
    return (not filters.body or filters.body in hit.bodies.split()) and (
        not filters.kind or filters.kind == hit.kind
    )


def _list_best(
    index: Index, query: Query, marks: tuple[str, ...], newest: Sequence[Hit]
) -> list[int]:
    """Return the best of the newest, in the title, said often, and said at all."""
    marked = index.list_marked(RANKED, marks)
    numbers = {hit.number for hit in (*marked, *newest[:RANKED])}
    columns = PublishedText.id, PublishedText.kind, PublishedText.head
    rows = db.session.execute(select(*columns).where(PublishedText.id.in_(numbers)))
    candidates = [Candidate(*row) for row in rows]
    best = rank(query, candidates)
    if len(list(query.terms())) < 2:
        return best
    typed = [[query.typed.spelled]]
    saying = list_saying(best[:RANKED], typed, longest=LETTERS // RANKED)
    return rank(query, candidates, saying)


def _count(hits: Sequence[Hit], filters: Filters) -> dict[str, dict[str, int]]:
    bodies: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for (slugs, kind), count in Counter((hit.bodies, hit.kind) for hit in hits).items():
        if not filters.kind or kind == filters.kind:
            bodies.update(dict.fromkeys(slugs.split(), count))
        if not filters.body or filters.body in slugs.split():
            kinds[kind] += count
    return {"bodies": bodies, "kinds": kinds}


def _show(query: Query, numbers: Sequence[int]) -> tuple[Result, ...]:
    read = PublishedReading.sha256 == PublishedText.sha256
    text = func.coalesce(PublishedReading.text, PublishedText.text)
    subject = "meeting:" + PublishedMeeting.number
    state = func.coalesce(PublishedMeeting.state, "")
    rows = db.session.execute(
        select(PublishedText.id, PublishedText.found, text, state)
        .join(PublishedReading, read, isouter=True)
        .join(PublishedMeeting, subject == PublishedText.subject, isouter=True)
        .where(PublishedText.id.in_(numbers))
    )
    known = {number: tuple(row) for number, *row in rows}
    marker = Marker(query)
    return tuple(_mark(marker, *known[number]) for number in numbers)


def _mark(marker: Marker, kept: str, text: str, state: str) -> Result:
    found, passage = Found.read(kept), marker.find_passage(text)
    page = passage.page if found.path.lower().endswith(PDF) and PAGE_END in text else 0
    return Result(found, state, marker.mark(found.title), passage.pieces, page)
