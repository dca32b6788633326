"""What Open Civic Data answers here: read page after page, held against schemas."""

import json
from typing import Any

from tests.exchange.ocd.schema import SCHEMAS, check
from tests.pages import PageClient

ROOT = "/api/ocd"


def ask(client: PageClient, path: str) -> Any:
    """Return what an address answers, any site being allowed to read it."""
    answer = client.get(f"{ROOT}/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.content_type == "application/json; charset=utf-8"
    return json.loads(answer.data)


def read_all(client: PageClient, name: str, size: int = 1000) -> list[Any]:
    """Return every object of a list, page after page."""
    rows, path = [], f"{name}?per_page={size}"
    while path:
        answer = ask(client, path)
        rows += answer["results"]
        assert len(answer["results"]) == answer["meta"]["count"] <= size
        following = answer["meta"]["next"] or ""
        path = following.removeprefix("http://localhost/api/ocd/")
    assert answer["meta"]["total_count"] == len(rows)
    return rows


def check_everything(client: PageClient) -> dict[str, list[Any]]:
    """Hold each object of each list against its schema; return them."""
    found = {name: read_all(client, name, 50) for name in SCHEMAS}
    for name, rows in found.items():
        for row in rows:
            check(name, row)
        ids = [row["id"] for row in rows]
        assert len(ids) == len(set(ids)), name
    known = {row["id"] for rows in found.values() for row in rows}
    for motion in found["motions"]:
        assert any(vote["id"] in known for vote in motion["vote_events"])
    for vote in found["votes"]:
        assert {vote["motion_id"], vote["organization"]} <= known
    for event in found["events"]:
        entities = [one for item in event["agenda"] for one in item["related_entities"]]
        assert {one["id"] for one in entities} <= known
    return found
