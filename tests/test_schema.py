"""The migrations make exactly the tables the product declares."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from govapp import schema, tables
from govapp.database import db


def test_models_and_migrations_agree(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def test_there_is_one_line_of_history() -> None:
    assert len(schema.list_heads()) == 1
