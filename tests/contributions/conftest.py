"""Two contributors of the board, one of another body, and the board's secretary."""

from collections.abc import Callable

import pytest
from flask import Flask

from govapp.permissions import Role
from tests.accounts.people import enter, open_account
from tests.meetings.conftest import bodies, make_meeting, secretary, stranger
from tests.pages import PageClient

__all__ = ["bodies", "make_meeting", "secretary", "stranger"]
Enter = Callable[[str, str], PageClient]


def _enter(app: Flask, email: str, role: Role, body_id: int) -> PageClient:
    return enter(app, open_account(app, email, roles=[(role, body_id)], password=None))


@pytest.fixture
def carla(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of a contributor of the board, signed in."""
    return _enter(app, "carla@example.org", Role.CONTRIBUTOR, bodies["board"])


@pytest.fixture
def cody(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of another contributor of the board, signed in."""
    return _enter(app, "cody@example.org", Role.CONTRIBUTOR, bodies["board"])


@pytest.fixture
def anna(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of a contributor of the other body, signed in."""
    return _enter(app, "anna@example.org", Role.CONTRIBUTOR, bodies["audit"])


@pytest.fixture
def others(
    cody: PageClient, anna: PageClient, member: PageClient, secretary: PageClient
) -> dict[str, PageClient]:
    """Return the clients of everybody else, by who they are."""
    return {"cody": cody, "anna": anna, "member": member, "secretary": secretary}


@pytest.fixture
def member(app: Flask, bodies: dict[str, int]) -> PageClient:
    """Return the client of a member of the board, signed in."""
    return _enter(app, "mia@example.org", Role.MEMBER, bodies["board"])
