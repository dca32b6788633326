"""Every refusal is a page in plain words that repeats nothing of the address."""

from pathlib import Path

import pytest
from flask import Flask

from govapp.config import Settings
from govapp.database import db
from tests.exchange.posted import post_organization
from tests.pages import PageClient


@pytest.mark.parametrize(
    "path",
    [
        "/meetings/%00",
        "/people/a%00b",
        "/committees/%00",
        "/documents/%00/x.pdf",
        "/meetings?q=%00",
        "/search?q=%00",
    ],
)
def test_a_nul_is_an_unknown_address(client: PageClient, path: str) -> None:
    unknown = client.get("/nothing-here")
    answer = client.get(path)
    assert (answer.status_code, answer.data) == (404, unknown.data)


def test_a_page_that_is_kept_names_who_publishes_now(
    app: Flask, client: PageClient
) -> None:
    assert "Public meetings" in client.get("/nothing-here").text
    for name in ("Grid Operator", "Water Operator"):
        post_organization(app, name=name)
        page = client.get("/nothing-here").text
        assert name in page
        assert page == client.get("/nor-here").text
        assert name in client.post("/nor-here").text


def test_a_wrong_method_says_which_are_right(client: PageClient) -> None:
    answer = client.post("/calendar")
    assert answer.status_code in {400, 405}


def test_an_unknown_host_is_refused(client: PageClient) -> None:
    answer = client.get("/calendar", headers={"Host": "evil.example"})
    assert answer.status_code == 400


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/desk/", "/sign-in", "/x.ics"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_an_unknown_host_is_refused_everywhere(
    client: PageClient, path: str, method: str
) -> None:
    """It is refused before anything is asked of who it is, and is not repeated."""
    answer = client.open(path, method=method, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.text + str(answer.headers)


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_without_its_database_the_site_says_so(app: Flask, settings: Settings) -> None:
    client = app.test_client()
    assert client.get("/").status_code == 200
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    path.unlink()
    path.mkdir()
    for address, status in (("/", 503), ("/calendar.ics", 503), ("/none", 404)):
        answer = client.get(address)
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == "no-store"
