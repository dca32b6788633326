"""Who has no account is answered as who has one, by the same work: security row 30.

Work is what takes time: each hash of a password, and each thing the database is told.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import argon2.low_level
import pytest
import time_machine
from flask import Flask

from govapp import clock
from tests.accounts.people import open_account
from tests.exchange.posted import post_bodies
from tests.matrix.statements import overhearing
from tests.pages import PageClient
from tests.subscriptions.following import HERE, follow

KNOWN, INVITED, NOBODY = "ada@example.org", "invited@example.org", "no@example.org"
# The token that forms carry, however it is spelled.
TOKEN = re.compile(r"[\w-]+\.[\w-]{6}\.[\w-]{27}")
TABLE = re.compile(r"(?:FROM|INTO|UPDATE) (\w+)")
# What an account is more than none: its roles, read with it, and the mail to it. Each
# is one short statement beside a hash that takes a hundred times as long.
MORE = {
    "/sign-in": ["role_assignment"],
    "/account/reset": ["role_assignment", "outbox_message"],
}
Work = tuple[int, list[str]]


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect how often a password is hashed, or held against a hash."""
    calls: list[str] = []
    for name in ("hash_secret", "verify_secret"):
        monkeypatch.setattr(argon2.low_level, name, _count(name, calls))
    return calls


def _count(name: str, calls: list[str]) -> Callable[..., Any]:
    real = getattr(argon2.low_level, name)

    def counted(*args: Any, **kwargs: Any) -> Any:
        calls.append(name)
        return real(*args, **kwargs)

    return counted


def _ask(
    app: Flask, path: str, email: str, hashed: list[str], **typed: str
) -> tuple[tuple[object, ...], Work]:
    """Return what is answered, and the work: hashes, and tables read or written."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    hashed.clear()
    with overhearing(app) as told:
        answer = client.submit(path, email=email, **typed)
    page = TOKEN.sub("", answer.text).replace(email, "")
    tables = [name for each in told for name in TABLE.findall(each.statement)[:1]]
    seen = answer.status_code, page, sorted(answer.headers.keys()), answer.location
    return seen, (len(hashed), tables)


@pytest.mark.parametrize("path", ["/sign-in", "/account/reset"])
def test_row_30_no_account_is_as_much_work_as_one(
    app: Flask, hashed: list[str], path: str
) -> None:
    open_account(app)
    open_account(app, INVITED, password=None)
    typed = {"password": "another kettle"} if path == "/sign-in" else {}
    seen, work = zip(
        *(
            _ask(app, path, email, hashed, **typed)
            for email in (KNOWN, INVITED, NOBODY)
        ),
        strict=True,
    )

    assert seen[0] == seen[1] == seen[2]
    assert [hashes for hashes, _ in work] == [1, 1, 1]
    known, invited, nobody = (tables for _, tables in work)
    assert known == invited
    for name in MORE[path]:
        known.remove(name)
    assert known == nobody


def test_row_30_a_follower_asks_as_anybody_does(app: Flask, client: PageClient) -> None:
    post_bodies(app)
    follow(app, KNOWN)
    found, later = [], clock.now() + timedelta(days=2)
    for email in (KNOWN, NOBODY):
        data = {"email": email, "bodies": ["all"], "topics": ["all"]}
        # An address is mailed to once a day, whoever asks.
        with time_machine.travel(later, tick=False), overhearing(app) as told:
            answer = client.post("/subscribe", data=data, headers=HERE)
        work = [each.statement for each in told]
        found.append((answer.status_code, answer.location, answer.data, work))

    assert found[0] == found[1]
    assert found[0][:2] == (303, "/subscribe/asked")
