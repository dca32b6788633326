"""Keeping the index of words: FTS5 on SQLite, GIN on PostgreSQL.

It knows which words a text has and nothing of their order, so that a word which is
everywhere costs no more than a rare one.
"""

from collections.abc import Iterable

from sqlalchemy import Table, column, delete, select, table, update
from sqlalchemy.dialects import postgresql, sqlite

from govapp.database import db
from govapp.record.search.models import PublishedReading, PublishedText
from govapp.record.search.rows import Draft, Row, make_row

TEXT: Table = PublishedText.metadata.tables["published_text"]
FTS5 = table(
    "search_index",
    column("rowid"),
    column("head"),
    column("words"),
    column("search_index"),
)


def replace(subject: str, drafts: Iterable[Draft]) -> None:
    """Let a subject be found by these texts alone; what stays is left alone."""
    rows = db.session.execute(
        select(TEXT.c.id, TEXT.c.digest).where(TEXT.c.subject == subject)
    )
    known = {row.id: row.digest for row in rows}
    wanted = {draft.number: draft for draft in drafts}
    for number in known.keys() - wanted.keys():
        _remove(number)
    for number, draft in wanted.items():
        if known.get(number) != draft.digest:
            _write(draft, is_known=number in known)


def _write(draft: Draft, *, is_known: bool) -> None:
    read = _list_read(draft.sha256) if draft.is_read else ""
    row = make_row(draft, read)
    mine = TEXT.c.id == draft.number
    if is_known:
        said = select(TEXT.c.head, TEXT.c.words).where(mine)
        if db.session.execute(said).one() == (row["head"], row["words"]):
            db.session.execute(update(TEXT).where(mine).values(row))
            return
        _remove(draft.number)
    _add(row)


def _list_read(sha256: str) -> str:
    words = select(PublishedReading.words).where(PublishedReading.sha256 == sha256)
    return db.session.scalars(words).one()


def _add(row: Row) -> None:
    insert = sqlite.insert if is_sqlite() else postgresql.insert
    # Should two ever have the same number, one is not found: posting goes on.
    new = insert(TEXT).values(row).on_conflict_do_nothing().returning(TEXT.c.id)
    if db.session.scalar(new) is not None and is_sqlite():
        known = {"rowid": row["id"], "head": row["head"], "words": row["words"]}
        db.session.execute(FTS5.insert().values(known))


def _remove(number: int) -> None:
    mine = TEXT.c.id == number
    if is_sqlite():
        # It forgets a text when told once more which words it had.
        said = select(TEXT.c.head, TEXT.c.words).where(mine)
        head, words = db.session.execute(said).one()
        gone = {"search_index": "delete", "rowid": number}
        gone |= {"head": head, "words": words}
        db.session.execute(FTS5.insert().values(gone))
    db.session.execute(delete(TEXT).where(mine))


def clear() -> None:
    """Let nothing be found."""
    if is_sqlite():
        db.session.execute(FTS5.insert().values(search_index="delete-all"))
    db.session.execute(delete(PublishedText))


def is_sqlite() -> bool:
    """Say on which of the engines we are."""
    return db.engine.dialect.name == "sqlite"
