"""What the database is told while something is asked for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import event

from govapp.database import db

# Where a value stands in a statement of either engine, and which are patterns.
VALUE = re.compile(r"(LIKE (?:'%+' \|\| )?|I?LIKE lower\()?(?:\?|%\((\w+)\)s)")


@dataclass(frozen=True)
class Told:
    """A statement, the texts among its values, and which of these are patterns."""

    statement: str
    texts: tuple[str, ...]
    patterns: tuple[str, ...]


@contextmanager
def overhearing(app: Flask) -> Iterator[list[Told]]:
    """Collect what either engine is told meanwhile."""
    told: list[Told] = []

    def note(_c: object, _k: object, statement: str, values: Any, *_: object) -> None:
        patterns = tuple(_list_patterns(statement, values))
        told.append(Told(statement, tuple(_list_texts(values)), patterns))

    with app.app_context():
        engines = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)


def _list_patterns(statement: str, values: Any) -> Iterator[str]:
    if "LIKE" not in statement:
        return
    for place, (like, name) in enumerate(VALUE.findall(statement)):
        if like:
            yield str(values[name or place])


def _list_texts(values: Any) -> Iterator[str]:
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict):
        yield from _list_texts(list(values.values()))
    elif isinstance(values, list | tuple):
        for value in values:
            yield from _list_texts(value)
