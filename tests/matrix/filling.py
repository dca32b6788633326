"""Fills every column of text with a text that would be more than one.

It is written where a row is, whoever writes it; so whatever is built of rows (the
record, its cards, mails, papers) is built of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, String, event, func, text, update
from sqlalchemy.orm import Mapper

from govapp.database import db
from govapp.documents import rules
from govapp.meetings import rich_text
from tests.matrix.polyglot import BEGIN, TEXT

# What no person writes, or only as one of a few words, or in a form that is checked:
# these columns stay as they are, whichever table they are in.
KEPT = {
    # Names that the product gives.
    "key", "item_key", "slug", "uid", "number", "log", "subject", "source_meeting",
    "continued_from", "pulled_from", "message_id", "recipient", "document", "matter",
    "meeting", "body", "motion", "person", "client_id", "path", "location", "local",
    "fs_uniquifier", "credential_id", "public_key", "secret", "token", "issuer",
    "authority_key", "leave_at", "network", "account", "code", "posted_sha256",
    # One of a few words.
    "kind", "state", "visibility", "numbering", "quorum_rule", "decision_rule",
    "holidays", "role", "status", "mode", "outcome", "late_basis", "put_off", "law",
    "rule", "ordinals", "office", "pace", "scopes", "way", "form", "option", "verb",
    "action", "finding", "barriers", "end_reason", "media_type", "item",
    # Dates, times and zones, a color.
    "time_zone", "start", "months", "dates", "day", "at", "accent", "established_on",
    "dissolved_on", "term_end_on",
    # Checked by their forms: addresses of mail and of the web, a file number.
    "email", "join_url", "webcast_url", "initiative_url", "file_number", "password",
    # JSON, written whole by the product; what is in it comes from such columns.
    "content", "data", "rows", "proposals", "kept", "note_", "authorities", "sources",
    "calendar", "dismissed",
}  # fmt: skip
ENDS = ("_sha256", "sha256", "_hash", "_on", "_local", "digest")
# Mails and the projection are made of what was filled.
DERIVED = (
    "published_", "record_", "outbox_", "rendition", "idempotency", "job", "rule_set",
    # It is one of a few words too.
    "portal_attending.answer",
)  # fmt: skip
RICH = {"matter.summary", "minutes.preface", "minutes.closing", "minutes_section.text"}
# The name of a file is made safe as it comes, rich text is cleaned.
NAMED = TEXT.replace("/", "").replace("\\", "")
NAMES = {"document_version.name", "agenda_import.name"}
# The other half of what is answered, which nothing here is.
ANSWERS = {"member_question.answer", "member_question.wording"}
# What keeps the trail from being changed, on the engine that this is for.
TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
CLEANED = rich_text.clean(TEXT)


def list_columns() -> list[Column[Any]]:
    """Return every column of text that somebody writes."""
    return [
        column
        for table in db.metadata.sorted_tables
        for column in table.columns
        if not str(column).startswith(DERIVED)
        if isinstance(column.type, String)
        if column.name not in KEPT and not column.name.endswith(ENDS)
    ]


@contextmanager
def filling() -> Iterator[set[str]]:
    """Fill what is written meanwhile; return which columns were."""
    columns, filled = list_columns(), set[str]()

    def fill(mapper: Mapper[Any], _connection: object, row: Any) -> None:
        for column in columns:
            if column.table is mapper.local_table:
                name = mapper.get_property_by_column(column).key
                written = getattr(row, name)
                if not isinstance(written, str) or BEGIN in written:
                    continue
                setattr(row, name, _fill(str(column), written))
                filled.add(str(column))

    for when in ("before_insert", "before_update"):
        event.listen(Mapper, when, fill)
    try:
        yield filled
    finally:
        for when in ("before_insert", "before_update"):
            event.remove(Mapper, when, fill)


def _fill(column: str, written: str) -> str:
    """Return what was written and the text, as far as a column can hold it."""
    if column in NAMES:
        stem, dot, kind = written.rpartition(".")
        return rules.safe_name(f"{stem} {NAMED}{dot}{kind}")
    return f"{written} {CLEANED if column in RICH else TEXT}".strip()


def fill_rest(filled: set[str]) -> set[str]:
    """Fill what was written past the rows; return the columns that have none."""
    empty = set()
    for name in db.session.scalars(text(TRIGGERS)).all():
        db.session.execute(text(f"DROP TRIGGER {name}"))
    for column in list_columns():
        if str(column) not in filled | ANSWERS:
            # The trail has moments in the same column.
            others = func.substr(column, 1, 2) != "20"
            change = update(column.table).where(others).values({column: TEXT})
            done = db.session.execute(change.returning(column)).all()
            empty |= set() if done else {str(column)}
    db.session.commit()
    return empty
