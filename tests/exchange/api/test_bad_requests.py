"""What cannot be answered is refused as RFC 9457 has it, and says what to do."""

import json
from typing import Any

from flask import Flask

from tests.exchange.api.asking import ask
from tests.exchange.api.test_lists import post_all
from tests.pages import PageClient

FAULTS = [
    ("bodies?x=1", "x",
     "This is not known here. Known are: limit, cursor, modified_since, status."),
    ("bodies?limit=-1", "limit", "Input should be greater than or equal to 1"),
    ("bodies?limit=0", "limit", "Input should be greater than or equal to 1"),
    ("bodies?limit=1001", "limit", "Input should be less than or equal to 1000"),
    ("bodies?limit=1&limit=2", "limit", "Given twice."),
    ("bodies?status=", "status", "String should have at least 1 character"),
    (f"bodies?status={'x' * 201}", "status",
     "String should have at most 200 characters"),
    ("bodies?status=%00", "status", "No text holds a NUL."),
    ("bodies?cursor=abc", "cursor", "This is no cursor of ours."),
    ("bodies?cursor=bnVsbA", "cursor", "This is no cursor of ours."),
    ("bodies?cursor=%F0%9F%98%80", "cursor", "This is no cursor of ours."),
    ("meetings?date_from=today", "date_from", "Write it like 2026-12-16."),
    ("meetings?date_from=20261216", "date_from", "Write it like 2026-12-16."),
    ("meetings?date_from=2026-02-30", "date_from",
     "Input should be a valid date or datetime, day value is outside expected range"),
    ("meetings?year=0", "year", "Input should be greater than or equal to 1"),
    ("meetings?modified_since=1700000000", "modified_since",
     "Write it like 2026-12-16T18:00:00Z."),
    ("meetings?modified_since=2026-12-16T18:00:00", "modified_since",
     "Input should have timezone info"),
    ("meetings?modified_since=0001-01-01T00:00:00%2B14:00", "modified_since",
     "That is too long ago, or too far ahead."),
    ("meetings/2026-014?limit=1", "limit", "An object takes no parameters."),
]  # fmt: skip
NOTHING = [
    "/", "/nothing", "/bodies/nobody", "/postings/0", "/postings/x", "/a/b/c",
    "/postings/99999999999999999999", "/bodies/%00",
]  # fmt: skip


def refuse(client: PageClient, path: str, status: int) -> dict[str, Any]:
    """Return the problem that an address answers."""
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"
    problem = json.loads(answer.data)
    assert problem["status"] == status
    assert isinstance(problem, dict)
    return problem


def test_each_fault_is_named(client: PageClient) -> None:
    for asked, name, message in FAULTS:
        (fault,) = refuse(client, f"/{asked}", 400)["errors"]
        assert fault == {"name": name, "message": message}


def test_a_cursor_belongs_to_its_query(app: Flask, client: PageClient) -> None:
    post_all(app)
    following = ask(client, "items", limit=1)["links"]["next"]
    cursor = following.partition("cursor=")[2]
    for asked in ("votes", "items?status=active", "postings"):
        mark = "&" if "?" in asked else "?"
        (fault,) = refuse(client, f"/{asked}{mark}cursor={cursor}", 400)["errors"]
        assert fault["message"].startswith("This cursor belongs to another query")
    assert client.get(f"/api/v1/items?limit=2&cursor={cursor}").status_code == 200


def test_what_is_not_there_is_not_found(client: PageClient) -> None:
    for path in NOTHING:
        assert refuse(client, path, 404)["title"] == "There is no such thing"


def test_it_can_only_be_read(client: PageClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE"):
        answer = client.open("/api/v1/bodies", method=method)
        assert answer.status_code == 405
        assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_any_site_may_ask(client: PageClient) -> None:
    answer = client.options("/api/v1/bodies", headers={"Origin": "https://a.example"})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (
        200,
        "*",
    )
    assert "Set-Cookie" not in client.get("/api/v1/bodies").headers
