"""The database itself refuses to change what was recorded."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from govapp.accounts.services import SYSTEM
from govapp.audit import services as audit
from govapp.database import db
from govapp.record.models import RecordEntry
from govapp.record.services import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Organization

CHANGES = [
    "UPDATE record_entry SET content = '{}'",
    "DELETE FROM record_entry",
    "UPDATE record_node SET hash = ''",
    "DELETE FROM record_node",
    "UPDATE record_checkpoint SET note = ''",
    "DELETE FROM record_checkpoint",
    "UPDATE audit_line SET actor_name = 'Nobody'",
    "DELETE FROM audit_line",
]


@pytest.fixture
def entry(app: Flask) -> int:
    with app.app_context():
        seq = append(
            kind=Kind.ORGANIZATION,
            subject="organization:",
            content=Organization(name="First"),
        )
        audit.record(SYSTEM, "organization.posted", "organization:")
        db.session.commit()
        return seq


@pytest.mark.parametrize("change", CHANGES)
def test_database_refuses(app: Flask, entry: int, change: str) -> None:
    with app.app_context():
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(text(change))
        db.session.rollback()
        kept = db.session.get_one(RecordEntry, ("public", entry))
        assert kept.content == '{"name":"First"}'


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "table", ["record_entry", "record_node", "record_checkpoint", "audit_line"]
)
def test_nothing_takes_the_place_of_an_entry(
    app: Flask, entry: int, table: str
) -> None:
    with app.app_context():
        change = f"REPLACE INTO {table} SELECT * FROM {table}"  # noqa: S608 no input
        with pytest.raises(DatabaseError, match="append-only"):
            db.session.execute(text(change))
        db.session.rollback()
        kept = db.session.get_one(RecordEntry, ("public", entry))
        assert kept.content == '{"name":"First"}'


def test_numbers_are_dense_and_a_lost_transaction_takes_none(
    app: Flask, entry: int
) -> None:
    def post(name: str) -> int:
        return append(
            kind=Kind.ORGANIZATION,
            subject="organization:",
            content=Organization(name=name),
        )

    with app.app_context():
        assert entry == 1
        assert post("Second") == 2
        db.session.rollback()
        assert post("Third") == 2
        assert post("Fourth") == 3
