"""Single sign-on against a real OpenID provider, in a process of its own."""

import dataclasses
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from govapp.accounts.rules import read_mapping
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from govapp.errors import SettingError
from govapp.permissions import Role
from tests.accounts.apps import add_app, make_code
from tests.accounts.people import ADMINISTRATOR, list_mails, open_account, open_body
from tests.pages import PageClient

PEOPLE: list[dict[str, Any]] = [
    {"sub": "ada", "email": "Ada@example.org", "email_verified": True, "name": "Ada"},
    {"sub": "unproven", "email": "ada@example.org", "email_verified": False},
    {"sub": "nobody", "email": "nobody@example.org", "email_verified": True},
    {
        "sub": "staff",
        "email": "sam@example.org",
        "email_verified": True,
        "name": "Sam",
        "groups": ["staff", "unheard of"],
        "amr": ["pwd", "mfa"],
    },
    {
        "sub": "left",
        "email": "lea@example.org",
        "email_verified": True,
        "groups": [],
        "amr": ["mfa"],
    },
]
PATIENCE = 60
Come = Callable[..., tuple[PageClient, str]]


class _Stay(urllib.request.HTTPRedirectHandler):
    """Leaves redirects to whoever asked."""

    def redirect_request(self, *_args: Any) -> None:
        return None


BROWSER = urllib.request.build_opener(_Stay())


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run a provider that knows some people; return its address."""
    said = tmp_path_factory.mktemp("provider") / "said.txt"
    users = [f"--user-claims={json.dumps(each)}" for each in PEOPLE]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock"]
    options = ["--port=0", "--host=localhost", "--require-nonce=true", *users]
    with said.open("wb") as output:
        running = subprocess.Popen([*command, *options], stdout=output, stderr=output)
    yield f"http://localhost:{_wait_for_port(said)}"
    running.terminate()
    running.wait()


def _wait_for_port(said: Path) -> int:
    """Return the port that the system gave it, once it says that it listens there."""
    until = time.monotonic() + PATIENCE
    while True:
        found = re.search(r"running on http://localhost:(\d+)", said.read_text("utf-8"))
        if found:
            return int(found[1])
        assert time.monotonic() < until, said.read_text("utf-8")
        time.sleep(0.1)


@pytest.fixture
def joined(settings: Settings, provider: str) -> Iterator[Flask]:
    """Return an application that takes people from the provider."""
    app = create_app(
        dataclasses.replace(
            settings,
            second_factor="required",
            oidc_issuer=provider,
            oidc_client_id="govapp",
            oidc_client_secret="secret",
            oidc_name="City sign-in",
            oidc_roles="staff=secretary:board, staff=secretary:no-such-body, "
            "it=administrator",
        )
    )
    app.test_client_class = PageClient
    open_body(app, "board")
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _ask_provider(address: str, person: str) -> str:
    """Say at the provider who one is; return where it leads."""
    data = urllib.parse.urlencode({"sub": person}).encode()
    try:
        BROWSER.open(urllib.request.Request(address, data), timeout=PATIENCE)
    except urllib.error.HTTPError as led:
        with led:
            return str(led.headers["Location"])
    raise AssertionError("The provider leads nowhere.")


@pytest.fixture
def come(joined: Flask) -> Come:
    """Return what signs somebody in, and where that led."""

    def act(person: str, wanted: str = "") -> tuple[PageClient, str]:
        client = joined.test_client()
        assert isinstance(client, PageClient)
        sent = client.get("/sign-in/sso", query_string={"next": wanted})
        back = _ask_provider(sent.location, person)
        assert back.startswith("http://localhost/sign-in/sso/callback?")
        return client, client.get(back.removeprefix("http://localhost")).location

    return act


def test_whoever_is_invited_comes_by_the_proven_address(
    joined: Flask, come: Come
) -> None:
    open_account(joined, roles={(Role.AUDITOR, None)}, password=None)

    client, led = come("ada", "/account/sessions")

    assert led == "/account/sessions"
    assert "by single sign-on" in client.get(led).text
    assert "City sign-in" in joined.test_client().get("/sign-in").text
    subject, _text = list_mails(joined, "ada@example.org")[-1]
    assert subject == "Single sign-on opens your account"
    again, led = come("ada", "//evil.example")
    assert led == "/account/start"
    assert again.get("/desk/audit").status_code == 200


@pytest.mark.parametrize("person", ["unproven", "nobody", "left"])
def test_nobody_else_comes_in(joined: Flask, come: Come, person: str) -> None:
    open_account(joined, password=None)

    client, led = come(person)

    assert led == "/sign-in"
    assert "You have no account here" in client.get("/sign-in").text
    assert client.get("/account/").status_code == 303


def test_groups_give_roles_and_take_them(joined: Flask, come: Come) -> None:
    client, led = come("staff")
    assert led == "/account/start"
    # The provider asked for two things, so this is enough for the desk.
    page = client.get("/account/").text
    assert "Secretary, Board" in page
    assert client.get("/desk/meetings").status_code == 200
    assert list_mails(joined, "sam@example.org")[-1][0] == (
        "Single sign-on opens your account"
    )

    open_account(joined, "boss@example.org", roles={ADMINISTRATOR}, password=None)
    roles = {ADMINISTRATOR, (Role.SECRETARY, 1), (Role.AUDITOR, None)}
    open_account(joined, "lea@example.org", roles=roles, password=None)
    left, _led = come("left")
    page = left.get("/account/").text
    assert "Auditor" in page
    assert "Administrator" not in page
    assert "Secretary" not in page


def test_whoever_has_an_app_shows_a_code_too(joined: Flask, come: Come) -> None:
    account = open_account(joined, roles={ADMINISTRATOR}, password=None)
    sealed = add_app(joined, account)

    client, led = come("ada", "/desk/users")

    assert led == "/sign-in/code"
    assert client.get("/account/").status_code == 303
    done = client.submit("/sign-in/code", code=make_code(joined, sealed))
    assert done.location == "/desk/users"


def test_an_answer_to_another_browser_is_refused(joined: Flask, come: Come) -> None:
    open_account(joined, password=None)
    come("ada")
    client, thief = joined.test_client(), joined.test_client()
    assert isinstance(thief, PageClient)
    sent = client.get("/sign-in/sso")
    back = _ask_provider(sent.location, "ada").removeprefix("http://localhost")

    for stolen in (back, "/sign-in/sso/callback", "/sign-in/sso/callback?error=no"):
        assert thief.get(stolen).location == "/sign-in"
        assert "did not come to its end" in thief.get("/sign-in").text
    assert client.get(back).location == "/account/start"
    assert client.get(back).location == "/sign-in"


def test_a_provider_out_of_reach_is_said(settings: Settings) -> None:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        address = f"http://localhost:{free.getsockname()[1]}"
    app = create_app(
        dataclasses.replace(settings, oidc_issuer=address, oidc_client_id="x")
    )
    client = app.test_client()
    assert client.get("/sign-in/sso").location == "/sign-in"
    assert "cannot be reached now" in client.get("/sign-in").text
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_without_a_provider_there_is_no_such_address(client: PageClient) -> None:
    assert client.get("/sign-in/sso").status_code == 404
    assert client.get("/sign-in/sso/callback").status_code == 404
    assert "/sign-in/sso" not in client.get("/sign-in").text


@pytest.mark.parametrize(
    "text",
    ["staff", "staff=", "=auditor", "staff=king", "a=secretary", "a=auditor:board"],
)
def test_a_mapping_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_mapping(text)


@pytest.mark.parametrize(
    "issuer", ["http://idp.example", "https://idp.example/", "idp.example"]
)
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_provider_without_tls_is_refused(settings: Settings, issuer: str) -> None:
    with pytest.raises(SettingError, match="GOVAPP_OIDC_ISSUER"):
        dataclasses.replace(settings, oidc_issuer=issuer, oidc_client_id="x")
