"""What anyone may read of the record itself."""

from collections.abc import Iterable

from sqlalchemy import Engine, select

from govapp.database import db
from govapp.record.cards import Line
from govapp.record.models import (
    PUBLIC,
    PublishedMeeting,
    PublishedPage,
    PublishedPosting,
    RecordHead,
)
from govapp.record.rows import Summary
from govapp.record.shapes.bodies import Organization

HEAD = "SELECT size FROM record_head WHERE log = 'public'"


def head() -> int:
    """Return how many public entries there are: the version of the public site."""
    return (
        db.session.scalar(select(RecordHead.size).where(RecordHead.log == PUBLIC)) or 0
    )


def peek_head(engine: Engine) -> int:
    """Return the same by the shortest way, outside any session."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(HEAD)
        row = cursor.fetchone()
        return int(row[0]) if row else 0
    finally:
        connection.close()


def find_page(subject: str) -> str | None:
    """Return a subject's card as JSON, or None where nothing of it was posted."""
    return db.session.scalar(
        select(PublishedPage.card).where(PublishedPage.subject == subject)
    )


def map_pages(subjects: Iterable[str]) -> dict[str, str]:
    """Return the cards of some subjects, as JSON, by the subject."""
    rows = db.session.execute(
        select(PublishedPage.subject, PublishedPage.card).where(
            PublishedPage.subject.in_(list(subjects))
        )
    )
    return dict(rows.all())


def find_organization() -> Organization | None:
    """Return the organization as posted, or None before it was."""
    card = find_page("organization:")
    return Organization.read(card) if card else None


def find_line(seq: int) -> Line | None:
    """Return a posting of a meeting as feeds tell it, or None where they do not."""
    line = db.session.scalar(
        select(PublishedPosting.line).where(
            PublishedPosting.seq == seq, PublishedPosting.is_host.is_(True)
        )
    )
    return Line.read(line) if line else None


def find_summary(number: str) -> Summary | None:
    """Return what one line says of a meeting, or None before it was posted."""
    text = db.session.scalar(
        select(PublishedMeeting.summary).where(PublishedMeeting.number == number)
    )
    return Summary.read(text) if text else None
