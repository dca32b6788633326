"""Proposals for tests, and what became of them."""

import io
import re
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from govapp.contributions.models import Proposal
from govapp.database import db
from tests.documents.samples import PDF
from tests.pages import PageClient, find_form, list_values, parse_page

BASE = "/desk/contributions"


def propose(
    client: PageClient, meeting_id: int, title: str = "The plan", **values: Any
) -> str:
    """Propose an item as its author would, with a file for each name; return its key.

    It is a draft.
    """
    names = values.pop("files", ())
    file = [(io.BytesIO(PDF + name.encode()), name) for name in names]
    answer = client.submit(
        f"{BASE}/propose?meeting={meeting_id}",
        button="Save the draft",
        **{"title": title, "kind": "decision", "file": file, **values},
    )
    assert answer.status_code == 303, answer.text
    return str(answer.location).rpartition("/")[2]


def submit(client: PageClient, key: str) -> None:
    """Submit a proposal by its page's button."""
    answer = client.submit(f"{BASE}/{key}", button="Submit to the secretary")
    assert answer.location == f"{BASE}/{key}"


def propose_whole(client: PageClient, meeting_id: int, **values: Any) -> str:
    """Propose an item and submit it; return its key."""
    key = propose(client, meeting_id, **values)
    submit(client, key)
    return key


def send(client: PageClient, address: str) -> TestResponse:
    """Send an empty form to an address, as a program would that knows the token."""
    page = parse_page(client.get("/account/").text)
    form, _ = find_form(page, "Sign out")
    return client.post(address, data=dict(list_values(form)))


def read_proposal(app: Flask, key: str) -> Proposal:
    """Return a proposal as it is now."""
    with app.app_context():
        return db.session.scalars(select(Proposal).where(Proposal.key == key)).one()


def standing(app: Flask, key: str) -> str:
    """Return how far a proposal is."""
    with app.app_context():
        found = db.session.scalars(select(Proposal).where(Proposal.key == key)).one()
        return str(found.standing)


def words(html: str) -> str:
    """Return what a page says, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
