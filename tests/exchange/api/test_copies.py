"""Whoever keeps a copy and asks for what changed has what everybody has."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from govapp.database import db
from govapp.errors import RuleError
from govapp.exchange.api.answers import make_page
from govapp.exchange.api.lists import LISTS
from tests.record.test_projection import STEPS, histories, two_meetings

MONDAY = datetime(2026, 11, 23, 18, tzinfo=UTC)
# Two meetings, each with two items on a posted agenda.
BEGUN = [
    (which, step, number)
    for which in (0, 1)
    for number, step in enumerate(("add", "add", "agenda"))
]
Copy = dict[str, dict[str, Any]]


def _walk(name: str, **asked: str) -> Iterator[dict[str, Any]]:
    """Follow the pages of a list, three objects to a page, none of them twice."""
    known: set[str] = set()
    given = MultiDict({"limit": "3", **asked})
    while True:
        page = make_page(LISTS[name], given, "")
        ids = {row["id"] for row in page["data"]}
        assert len(page["data"]) == len(ids) <= 3
        assert not ids & known
        known |= ids
        yield from page["data"]
        if "next" not in page["links"]:
            return
        query = parse_qs(urlsplit(page["links"]["next"]).query)
        given = MultiDict({key: values[0] for key, values in query.items()})


def _read() -> Copy:
    return {name: {row["id"]: row for row in _walk(name)} for name in LISTS}


def _catch_up(copy: Copy, since: str) -> str:
    """Bring a copy up to date, or make it; return of when it is then."""
    for name, rows in copy.items() if since else ():
        for row in _walk(name, modified_since=since):
            rows[row["id"]] = row
            if row.get("deleted"):
                del rows[row["id"]]
    if not since:
        copy |= _read()
    return str(make_page(LISTS["postings"], MultiDict(), "")["as_of"])


@given(history=histories, often=st.integers(1, 4))
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_copy_that_asks_for_what_changed_is_whole(
    app: Flask, history: list[tuple[int, str, int]], often: int
) -> None:
    with app.app_context():
        meetings, since = two_meetings(), ""
        copy: Copy = {}
        for count, (which, step, number) in enumerate([*BEGUN, *history]):
            # Two postings may well come at the same instant.
            moment = MONDAY + timedelta(seconds=count // 2)
            with time_machine.travel(moment, tick=False), suppress(RuleError):
                STEPS[step](meetings[which], number)
            if count % often == 0:
                since = _catch_up(copy, since)
        _catch_up(copy, since)
        assert copy == _read()
        db.session.rollback()
