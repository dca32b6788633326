"""A record with a few entries, and ways in which it may be put back."""

from flask import Flask
from sqlalchemy import delete, text, update

from govapp.database import db
from govapp.record import projection
from govapp.record.models import (
    RecordCheckpoint,
    RecordEntry,
    RecordHead,
    RecordNode,
)
from govapp.record.services import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Organization

TABLES = ("record_checkpoint", "record_node", "record_entry")


def post(app: Flask, *names: str) -> int:
    """Post an organization under each name; return the last entry's number."""
    seq = 0
    with app.app_context():
        for name in names:
            seq = append_one(name)
            db.session.commit()
    return seq


def append_one(name: str) -> int:
    """Append an organization of a name within the caller's transaction."""
    return append(
        kind=Kind.ORGANIZATION,
        subject="organization:",
        content=Organization(name=name),
    )


def put_back(app: Flask, size: int) -> None:
    """Make the database what it was when it had so many entries."""
    with app.app_context():
        free()
        db.session.execute(delete(RecordCheckpoint).where(RecordCheckpoint.size > size))
        db.session.execute(
            delete(RecordNode).where(RecordNode.place.not_in(_places(size)))
        )
        db.session.execute(delete(RecordEntry).where(RecordEntry.seq > size))
        db.session.execute(update(RecordHead).values(size=size))
        projection.rebuild()
        db.session.commit()


def free() -> None:
    """Take away what keeps the record as it is, as somebody with the database could."""
    sqlite = db.engine.dialect.name == "sqlite"
    for table in TABLES:
        if sqlite:
            for name in ("update", "delete", "replace"):
                db.session.execute(text(f"DROP TRIGGER IF EXISTS {table}_no_{name}"))
        else:
            db.session.execute(
                text(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
            )
    db.session.commit()


def _places(size: int) -> list[int]:
    """Return the places of all nodes that a tree of a size has."""
    return [
        ((2 * index + 1) << level) - 1
        for level in range(size.bit_length())
        for index in range(size >> level)
    ]
