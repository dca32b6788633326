"""Before somebody signs in, little is read of what they send."""

import io

import pytest
from flask import Flask

from tests.accounts.people import enter, open_account
from tests.pages import PageClient

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
PATHS = ("/sign-in", "/account/reset", "/account/reset/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_sends_no_large_form(client: PageClient, path: str) -> None:
    large = {"email": (io.BytesIO(b"x" * 100_000), "x.txt")}
    assert client.post(path, data=large).status_code == 413
    assert client.post(path, data={"email": "x" * 100_000}).status_code == 413


@pytest.mark.parametrize("path", ["/", "/calendar", "/nothing-here"])
def test_the_public_side_reads_nothing_of_it(client: PageClient, path: str) -> None:
    large = {"file": (io.BytesIO(b"x" * 100_000), "x.txt")}
    assert client.post(path, data=large).status_code in {404, 405}


def test_who_is_signed_in_may(app: Flask) -> None:
    client = enter(app, open_account(app, password=None))
    large = {"password": "x" * 100_000}
    assert client.post("/account/password", data=large).status_code == 400
