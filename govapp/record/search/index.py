"""The index of words: FTS5 on SQLite, GIN on PostgreSQL, and one way to ask either.

It knows which words a text has and nothing of their order, so that a word which is
everywhere costs no more than a rare one. Phrases are looked for in what is left.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    ColumnElement,
    Select,
    SQLColumnExpression,
    Table,
    column,
    delete,
    func,
    not_,
    or_,
    select,
    table,
    text,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from govapp import clock
from govapp.database import db
from govapp.record.search.models import PublishedText
from govapp.record.search.query import Query, Term
from govapp.record.search.rows import NO_YEAR, Row

# Meetings are announced no more years ahead; in the first half of a year the last one
# is recent, too.
AHEAD, HALF = 30, 7
TEXT: Table = PublishedText.metadata.tables["published_text"]
FTS5 = table("search_index", column("rowid"), column("words"), column("search_index"))


@dataclass(frozen=True)
class Within:
    """Where to look: the index's own marks, such as @board, and a span of numbers."""

    marks: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None


class Hit(NamedTuple):
    """A text that fits: its number, its kind, and its bodies' slugs."""

    number: int
    kind: str
    bodies: list[str]


@dataclass(frozen=True)
class Language:
    """How an engine wants to be asked; no word needs escaping."""

    word: str
    beginning: str
    both: str
    either: str
    without: str

    def write(self, query: Query, within: Within, *, in_title: bool) -> str:
        """Write a query in the engine's language."""
        sign = "~" if in_title else ""
        groups = [
            self._join(self.either, [self._term(term, sign) for term in group])
            for group in query.groups
        ]
        marks = [self.word % mark for mark in within.marks]
        asked = self._join(self.both, [*groups, *marks])
        unwanted = [self._term(term) for term in query.excluded if not term.is_phrase]
        if not unwanted:
            return asked
        return f"{asked}{self.without}{self._join(self.either, unwanted)}"

    def _term(self, term: Term, sign: str = "") -> str:
        *words, last = term.words
        written = [self.word % f"{sign}{word}" for word in dict.fromkeys(words)]
        form = self.beginning if term.is_prefix else self.word
        return self._join(self.both, [*written, form % f"{sign}{last}"])

    def _join(self, how: str, parts: list[str]) -> str:
        return parts[0] if len(parts) == 1 else f"({how.join(parts)})"


SQLITE = Language('"%s"', '"%s"*', " AND ", " OR ", " NOT ")
POSTGRESQL = Language("'%s'", "'%s':*", " & ", " | ", " & !")


def replace(subject: str, rows: Iterable[Row]) -> None:
    """Let a subject be found by these texts alone; words that stay are left alone."""
    mine = select(TEXT).where(TEXT.c.subject == subject)
    known = [dict(row) for row in db.session.execute(mine).mappings()]
    wanted = {row["id"]: row for row in rows}
    for old in known:
        new = wanted.get(old["id"])
        if new is None or new["words"] != old["words"]:
            _remove(old)
            continue
        del wanted[old["id"]]
        if new != old:
            same = update(TEXT).where(TEXT.c.id == old["id"])
            db.session.execute(same.values(new))
    for new in wanted.values():
        _add(new)


def _add(row: Row) -> None:
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    # Should two ever have the same number, one is not found: posting goes on.
    new = insert(TEXT).values(row).on_conflict_do_nothing().returning(TEXT.c.id)
    if db.session.scalar(new) is not None and is_sqlite():
        known = {"rowid": row["id"], "words": row["words"]}
        db.session.execute(FTS5.insert().values(known))


def _remove(row: Row) -> None:
    if is_sqlite():
        # It forgets a text when told once more which words it had.
        gone = {"search_index": "delete", "rowid": row["id"], "words": row["words"]}
        db.session.execute(FTS5.insert().values(gone))
    db.session.execute(delete(TEXT).where(TEXT.c.id == row["id"]))


def clear() -> None:
    """Let nothing be found."""
    if is_sqlite():
        db.session.execute(FTS5.insert().values(search_index="delete-all"))
    db.session.execute(delete(PublishedText))


def list_newest(
    query: Query, within: Within, *, limit: int, in_title: bool = False
) -> list[Hit]:
    """Return the texts that fit, the newest first.

    With `in_title` the words asked for must stand in the title.
    """
    chosen = _on_sqlite if is_sqlite() else _on_postgresql
    if not is_sqlite():
        # It takes the words of every text for as cheap as the index has them.
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
    rows = db.session.execute(chosen(query, within, limit, in_title=in_title))
    return [Hit(row.id, row.kind, row.bodies.split()) for row in rows]


def is_sqlite() -> bool:
    """Say on which of the engines we are."""
    return db.engine.dialect.name == "sqlite"


def _on_sqlite(
    query: Query, within: Within, limit: int, *, in_title: bool
) -> Select[int, str, str]:
    number = FTS5.c.rowid
    words = select(PublishedText.words).where(PublishedText.id == number)
    match = SQLITE.write(query, within, in_title=in_title)
    newest = (
        select(number)
        .where(
            text("search_index MATCH :match").bindparams(match=match),
            *_span(number, within),
            *_phrases(query, words.scalar_subquery(), func.instr),
        )
        .order_by(number.desc())
        .limit(limit)
        .subquery()
    )
    return (
        select(PublishedText.id, PublishedText.kind, PublishedText.bodies)
        .join(newest, newest.c.rowid == PublishedText.id)
        .order_by(PublishedText.id.desc())
    )


def _on_postgresql(
    query: Query, within: Within, limit: int, *, in_title: bool
) -> Select[int, str, str]:
    """Look among the newest first, and among all where that is not enough.

    It sorts after finding, so finding all that has a common word is what would cost.
    """
    match = POSTGRESQL.write(query, within, in_title=in_title)
    years = POSTGRESQL.either.join(POSTGRESQL.word % mark for mark in _list_recent())

    def find(asked: str, *more: ColumnElement[bool]) -> CTE:
        fits = text(f"search_words(words) @@ CAST(:m{len(more)} AS tsquery)")
        found = select(PublishedText.id, PublishedText.kind, PublishedText.bodies)
        return (
            found.where(
                fits.bindparams(**{f"m{len(more)}": asked}),
                *_span(PublishedText.id, within),
                *_phrases(query, PublishedText.words, func.strpos),
                *more,
            )
            .cte(f"found{len(more)}")
            .prefix_with("MATERIALIZED")
        )

    newest = find(f"({match}) & ({years})")
    count = select(func.count()).select_from(newest).scalar_subquery()
    whole = find(match, count < limit)
    both = union_all(select(newest).where(count >= limit), select(whole)).subquery()
    return select(both).order_by(both.c.id.desc()).limit(limit)


def _list_recent() -> Iterator[str]:
    """Yield the marks of what is of no day, of half a year and more, and to come."""
    now = clock.now()
    yield f"_{NO_YEAR}"
    for year in range(now.year - (now.month < HALF), now.year + AHEAD):
        yield f"_{year}"


def _span(
    number: SQLColumnExpression[int], within: Within
) -> Iterator[ColumnElement[bool]]:
    if within.first is not None:
        yield number >= within.first
    if within.last is not None:
        yield number < within.last


def _phrases(
    query: Query, words: SQLColumnExpression[str], place: Callable[..., Any]
) -> Iterator[ColumnElement[bool]]:
    """Yield what the index alone cannot tell: whether words follow each other."""

    def stands(term: Term) -> ColumnElement[bool]:
        found: ColumnElement[bool] = place(words, term.spelled) > 0
        return found

    for group in query.groups:
        if any(term.is_phrase for term in group):
            yield or_(*(stands(term) for term in group))
    yield from (not_(stands(term)) for term in query.excluded if term.is_phrase)
