"""Asking the index of words: one way for either engine.

Every question is for the newest texts that have some words. FTS5 goes through them from
the newest on and stops; GIN finds all first, so it is asked about few months, then
about eight times as many, and about all when there are still not enough.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    SQLColumnExpression,
    func,
    not_,
    or_,
    select,
    text,
    union_all,
)

from govapp.database import db
from govapp.record.search.index import FTS5, is_sqlite
from govapp.record.search.models import PublishedText
from govapp.record.search.query import Query, Term
from govapp.record.search.rows import DAY_SHIFT, NO_DAY, UNDATED, first_id, name_months

# Of how many of the newest texts PostgreSQL is asked first; then of how much more.
NEAR, WIDER = 2000, 8
# Beginnings of as many letters are words of PostgreSQL's index.
SHORT = range(2, 5)
TITLE, OFTEN = "~", "+"
# In how many texts, and of how many letters, words are looked for together.
LOOKED_AT, LETTERS, AT_ONCE = 2000, 30_000_000, 200


@dataclass(frozen=True)
class Within:
    """Where to look: the index's own marks, such as @board, and a span of numbers."""

    marks: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


class Hit(NamedTuple):
    """A text that fits: its number, kind, the slugs of its bodies, and its letters."""

    number: int
    kind: str
    bodies: str
    size: int


class Looked(NamedTuple):
    """What fits; where not all texts with the words were looked at, in how many."""

    hits: list[Hit]
    looked_at: int = 0


@dataclass(frozen=True)
class Language:
    """How an engine wants to be asked; no word needs escaping."""

    word: str
    beginning: str
    both: str
    either: str
    without: str
    short: str

    def write(self, query: Query, within: Within, sign: str = "") -> str:
        """Write a query in the engine's language; the sign is that of marked words."""
        groups = [
            self.join(self.either, [self._term(term, sign) for term in group])
            for group in query.groups
        ]
        marks = [self.word % mark for mark in within.marks]
        asked = self.join(self.both, [*groups, *marks])
        unwanted = [self._term(term) for term in query.excluded if not term.is_phrase]
        if not unwanted:
            return asked
        return f"{asked}{self.without}{self.join(self.either, unwanted)}"

    def _term(self, term: Term, sign: str = "") -> str:
        *words, last = [f"{sign}{word}" for word in term.words]
        written = [self.word % word for word in dict.fromkeys(words)]
        form = self.word
        if term.is_prefix:
            form = self.short if len(last) in SHORT else self.beginning
        return self.join(self.both, [*written, form % last])

    def join(self, how: str, parts: list[str]) -> str:
        """Join parts, in brackets where there are several."""
        return parts[0] if len(parts) == 1 else f"({how.join(parts)})"


SQLITE = Language('"%s"', '"%s"*', " AND ", " OR ", " NOT ", '"%s"*')
POSTGRESQL = Language("'%s'", "'%s':*", " & ", " | ", " & !", "'%s*'")
SHOWN = (
    PublishedText.id,
    PublishedText.kind,
    PublishedText.bodies,
    PublishedText.size,
)


class Index:
    """The index, for one search within a span of numbers."""

    def __init__(self, query: Query, span: Within) -> None:
        """Take what is asked for, and between which numbers."""
        self._query, self._span = query, span

    def list_newest(self, limit: int, marks: tuple[str, ...] = ()) -> Looked:
        """Return the texts that have what is asked for, the newest first."""
        if not self._query.has_phrases:
            return Looked(self._fetch(limit, marks, [""]))
        hits = self._fetch(LOOKED_AT + 1, marks, [""])
        return self._read(hits, limit, LOOKED_AT)

    def list_marked(self, limit: int, marks: tuple[str, ...] = ()) -> list[Hit]:
        """Return the newest with the words in the title, and that say them often."""
        hits = self._fetch(limit, marks, [TITLE, OFTEN])
        if not self._query.has_phrases:
            return hits
        return self._read(hits, len(hits), len(hits)).hits

    def _fetch(self, limit: int, marks: tuple[str, ...], signs: list[str]) -> list[Hit]:
        """Return as many texts for each sign of the words asked for."""
        within = Within(marks, self._span.first, self._span.last)
        asked = [
            select(self._ask(within, sign, limit, f"m{place}").subquery())
            for place, sign in enumerate(signs)
        ]
        rows = db.session.execute(union_all(*asked)).all()
        return sorted(map(Hit._make, rows), reverse=True)

    def _read(self, hits: Sequence[Hit], limit: int, most: int) -> Looked:
        """Keep those in which the words follow each other, as far as that is looked at.

        The index does not know it; some very long texts are as much as many short ones.
        """
        found: list[Hit] = []
        done, letters = 0, 0
        while some := hits[done : min(done + AT_ONCE, most)]:
            if len(found) >= limit or letters >= LETTERS:
                break
            said = list_saying(
                [hit.number for hit in some],
                [[term.spelled for term in group] for group in self._query.groups],
                [term.spelled for term in self._query.excluded if term.is_phrase],
            )
            found += [hit for hit in some if hit.number in said]
            letters += sum(hit.size for hit in some)
            done += len(some)
        is_all = len(found) >= limit or done == len(hits)
        return Looked(found[:limit], 0 if is_all else done)

    def _ask(
        self, within: Within, sign: str, limit: int, name: str
    ) -> Select[int, str, str, int]:
        """Ask once; the name is that of what is given, in a statement with others."""
        number = FTS5.c.rowid
        match = SQLITE.write(self._query, within, sign)
        newest = (
            select(number)
            .where(text(f"search_index MATCH :{name}").bindparams(**{name: match}))
            .where(*_span(number, within))
            .order_by(number.desc())
            .limit(limit)
            .subquery()
        )
        return (
            select(*SHOWN)
            .join(newest, newest.c.rowid == PublishedText.id)
            .order_by(PublishedText.id.desc())
        )


class GinIndex(Index):
    """The same on PostgreSQL."""

    def __init__(self, query: Query, span: Within) -> None:
        """Take what is asked for, and tell the engine to ask its index alone."""
        super().__init__(query, span)
        # The words of every text are not as cheap as it thinks, nor worth compiling.
        for name in ("enable_seqscan", "jit"):
            db.session.execute(text(f"SET LOCAL {name} = off"))
        self._recent = list(_list_recent(span))

    def _ask(
        self, within: Within, sign: str, limit: int, name: str
    ) -> Select[int, str, str, int]:
        """Look among the newest first, and further where that is not enough."""
        match = POSTGRESQL.write(self._query, within, sign)
        asked = [f"({match}) & {months}" for months in self._recent]
        found: list[CTE] = []
        enough: list[ColumnElement[bool]] = []
        for place, words in enumerate([*asked, match]):
            each = f"{name}_{place}"
            fits = text(f"search_words(head, words) @@ CAST(:{each} AS tsquery)")
            some = (
                select(*SHOWN)
                .where(fits.bindparams(**{each: words}))
                .where(*_span(PublishedText.id, within))
                .where(*(~is_it for is_it in enough))
                .cte(f"found_{each}")
                .prefix_with("MATERIALIZED")
            )
            count = select(func.count()).select_from(some).scalar_subquery()
            found.append(some)
            enough.append(count >= limit)
        kept = [
            *(
                select(some).where(is_it)
                for some, is_it in zip(found[:-1], enough[:-1], strict=True)
            ),
            select(found[-1]),
        ]
        both = union_all(*kept).subquery()
        return select(both).order_by(both.c.id.desc()).limit(limit)


def open_index(query: Query, span: Within) -> Index:
    """Return the index of the engine that we are on."""
    return Index(query, span) if is_sqlite() else GinIndex(query, span)


def list_saying(
    numbers: Sequence[int],
    groups: Iterable[Iterable[str]],
    unsaid: Iterable[str] = (),
    longest: int = LETTERS,
) -> set[int]:
    """Return which of some texts say one of each group, spelled so, and none of others.

    Texts that are longer are not looked at.
    """
    place = func.instr if is_sqlite() else func.strpos

    def says(spelled: str) -> ColumnElement[bool]:
        columns = PublishedText.words, PublishedText.head
        return or_(*(place(each, spelled) > 0 for each in columns))

    fits = (
        select(PublishedText.id)
        .where(PublishedText.id.in_(numbers), PublishedText.size <= longest)
        .where(*(or_(*map(says, group)) for group in groups))
        .where(*(not_(says(spelled)) for spelled in unsaid))
    )
    return set(db.session.scalars(fits))


def _list_recent(span: Within) -> Iterator[str]:
    """Yield in the engine's language about which months to ask before all others."""
    dated = [
        PublishedText.id < first_id(UNDATED),
        *_span(PublishedText.id, Within(last=span.last)),
    ]
    near = select(PublishedText.id).where(*dated).order_by(PublishedText.id.desc())
    first, last = db.session.execute(
        select(
            near.offset(NEAR).limit(1).scalar_subquery(),
            near.limit(1).scalar_subquery(),
        )
    ).one()
    if first is None:
        return
    last >>= DAY_SHIFT
    days = last - (first >> DAY_SHIFT)
    for many in (days, days * WIDER):
        marks = [NO_DAY, *name_months(last - many, last)]
        yield POSTGRESQL.join(
            POSTGRESQL.either, [POSTGRESQL.word % mark for mark in marks]
        )


def _span(
    number: SQLColumnExpression[int], within: Within
) -> Iterator[ColumnElement[bool]]:
    if within.first is not None:
        yield number >= within.first
    if within.last is not None:
        yield number < within.last
