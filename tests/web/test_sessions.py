"""Public addresses have no session, and touching one is an error."""

from collections.abc import Callable

import pytest
from flask import Flask, session

from govapp.web.prefixes import is_private
from govapp.web.sessions import PublicSessionError

TOUCHES: dict[str, Callable[[], object]] = {
    "read": lambda: session["key"],
    "write": lambda: session.__setitem__("key", 1),
    "remove": lambda: session.pop("key"),
    "look": lambda: "key" in session,
    "list": lambda: list(session),
    "count": lambda: len(session),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_touching_the_session_raises(app: Flask, touch: str) -> None:
    with (
        app.test_request_context("/calendar"),
        pytest.raises(PublicSessionError, match="Public pages have no session"),
    ):
        TOUCHES[touch]()


def test_signed_in_addresses_have_one(app: Flask) -> None:
    with app.test_request_context("/desk/"):
        session["key"] = 1
        assert session["key"] == 1


@pytest.mark.parametrize(
    ("path", "private"),
    [
        ("/desk", True),
        ("/desk/meetings", True),
        ("/my/", True),
        ("/sign-in", True),
        ("/", False),
        ("/deskless", False),
        ("/meetings/2026-001", False),
        ("/x/desk/", False),
    ],
)
def test_which_addresses_are_private(path: str, *, private: bool) -> None:
    assert is_private(path) is private
