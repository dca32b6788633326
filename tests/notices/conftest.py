"""The bodies, secretaries and meetings of tests of meetings, at any time."""

from collections.abc import Callable

import pytest
from flask import Flask

from govapp.permissions import Role
from tests.accounts.people import enter, open_account
from tests.meetings.conftest import bodies, make_meeting, secretary, stranger
from tests.pages import PageClient

__all__ = ["bodies", "make_meeting", "secretary", "stranger"]

Enter = Callable[[], PageClient]


@pytest.fixture
def account(app: Flask, bodies: dict[str, int]) -> int:
    """Return the account of the board's secretary."""
    return open_account(
        app,
        "sue@example.org",
        roles=[(Role.SECRETARY, bodies["board"])],
        password=None,
    )


@pytest.fixture
def at_desk(app: Flask, account: int) -> Enter:
    """Return what signs the board's secretary in now; a session ends in some hours."""
    return lambda: enter(app, account)
