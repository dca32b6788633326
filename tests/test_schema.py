"""The migrations make exactly the tables the product declares."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

from govapp import schema, tables
from govapp.database import db


def _is_declared(_object: object, name: str | None, *_more: object) -> bool:
    """Pass over the index of words, which each engine has in a way of its own."""
    return not (name or "").startswith("search_index")


def test_models_and_migrations_agree(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        opts = {"compare_type": True, "include_object": _is_declared}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, tables.metadata) == []


def test_there_is_one_line_of_history() -> None:
    assert len(schema.list_heads()) == 1
