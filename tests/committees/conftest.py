"""Bodies to work on, and whoever works on them."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees import services
from govapp.committees.models import Body, Membership
from govapp.database import db
from govapp.permissions import Role
from tests.accounts.people import ADMINISTRATOR, open_account, sign_in
from tests.pages import PageClient

Count = Callable[[str], int]


@pytest.fixture
def work(app: Flask) -> Iterator[None]:
    """Work within the application, on a write session."""
    with app.app_context():
        yield
        db.session.rollback()


def make_body(slug: str = "board", **details: object) -> Body:
    """Create a body."""
    given = {"name": f"The {slug}", "kind": "board", **details}
    return services.create_body(SYSTEM, slug=slug, **given)  # type: ignore[arg-type]


def seat_person(body: Body, name: str, **terms: object) -> Membership:
    """Add a person and give them a place."""
    person = services.add_person(SYSTEM, name=name)
    return services.appoint_member(SYSTEM, body, person=person, **terms)  # type: ignore[arg-type]


@pytest.fixture
def bodies(app: Flask) -> dict[str, int]:
    """Return the ids of two bodies that were never posted, by their slugs."""
    with app.app_context():
        made = {slug: make_body(slug).id for slug in ("board", "audit")}
        db.session.commit()
    return made


def _sign_in(
    app: Flask, email: str, roles: list[tuple[Role, int | None]]
) -> PageClient:
    open_account(app, email, roles=roles)
    client = app.test_client()
    assert isinstance(client, PageClient)
    sign_in(client, email)
    return client


@pytest.fixture
def secretary(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of the board's secretary, signed in."""
    return _sign_in(app, "sue@example.org", [(Role.SECRETARY, bodies["board"])])


@pytest.fixture
def colleague(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of the board's other secretary, signed in."""
    return _sign_in(app, "kim@example.org", [(Role.SECRETARY, bodies["board"])])


@pytest.fixture
def stranger(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of another body's secretary, signed in."""
    return _sign_in(app, "tom@example.org", [(Role.SECRETARY, bodies["audit"])])


@pytest.fixture
def administrator(app: Flask) -> PageClient:
    """Return an administrator's client, signed in."""
    return _sign_in(app, "ada@example.org", [ADMINISTRATOR])
