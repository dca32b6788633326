"""A board and a committee, who sits on them, and a meeting with something closed."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.meetings.conftest import (
    Make,
    bodies,
    deputy,
    make_meeting,
    secretary,
    stranger,
)
from tests.pages import PageClient
from tests.portal.calendars import make_address
from tests.portal.papers import Papers, post_papers
from tests.portal.people import seat_member

__all__ = ["bodies", "deputy", "make_meeting", "secretary", "stranger"]
Seat = Callable[..., PageClient]


@pytest.fixture
def seat(app: Flask, bodies: dict[str, int]) -> Seat:
    """Return what seats somebody on a body, and signs them in."""

    def sit(slug: str, name: str, **service: str) -> PageClient:
        return seat_member(app, bodies[slug], name, **service)

    return sit


@pytest.fixture
def papers(app: Flask, make_meeting: Make) -> Papers:
    """Return a posted meeting of the board with something of each kind."""
    return post_papers(app, make_meeting())


@pytest.fixture
def member(seat: Seat) -> PageClient:
    """Return the client of a member of the board, signed in."""
    return seat("board", "Mia")


@pytest.fixture
def address(papers: Papers, member: PageClient) -> str:
    """Return the address of a member's calendar, with a meeting in it."""
    assert papers.number
    return make_address(member)
