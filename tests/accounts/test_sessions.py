"""Sessions: seen, ended one by one, and ended by the clock."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from govapp import clock
from govapp.accounts.rules import Device, name_device
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from govapp.errors import SettingError
from tests.accounts.people import (
    ADMINISTRATOR,
    PASSWORD,
    enter,
    list_mails,
    open_account,
    read_token,
    sign_in,
)
from tests.pages import PageClient, parse_page, read_text

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/1"
EDGE = "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0"


@pytest.fixture
def short(settings: Settings) -> Iterator[Flask]:
    """Return an application whose sessions last half an hour, and two hours at most."""
    changed = dataclasses.replace(settings, session_idle_minutes=30, session_hours=2)
    app = create_app(changed)
    app.test_client_class = PageClient
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _is_in(client: PageClient) -> bool:
    return client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (SAFARI, ("Safari", "iPhone")),
        (EDGE, ("Edge", "Linux")),
        ("curl/8", ("", "")),
    ],
)
def test_a_device_is_named_by_what_it_calls_itself(
    user_agent: str, device: tuple[str, str]
) -> None:
    assert name_device(user_agent) == Device(*device)


def test_sessions_are_seen_and_ended_one_by_one(app: Flask, client: PageClient) -> None:
    account = open_account(app)
    elsewhere, third = enter(app, account), enter(app, account)
    client.environ_base["HTTP_USER_AGENT"] = FIREFOX
    sign_in(client)

    page = parse_page(client.get("/account/sessions").text)
    rows = [read_text(row) for row in page.iter("tr")][1:]
    assert len(rows) == 3
    [own] = [row for row in rows if "This device" in row]
    assert own.startswith("Firefox on Windows")

    client.submit("/account/sessions", button="End Chromium on Linux")
    assert "That session has ended." in client.get("/account/sessions").text
    assert sorted([_is_in(elsewhere), _is_in(third)]) == [False, True]
    client.submit("/account/sessions", button="End all others")
    assert [_is_in(one) for one in (elsewhere, third, client)] == [False, False, True]


def test_nobody_ends_the_session_of_another(app: Flask, client: PageClient) -> None:
    open_account(app)
    bo = enter(app, open_account(app, "bo@example.org"))
    sign_in(client)

    token = read_token(client)
    sent = client.post("/account/sessions/1/end", data={"csrf_token": token})

    assert sent.status_code == 404
    assert _is_in(bo)


def test_signing_out_ends_this_session_alone_and_every_copy_of_it(
    app: Flask, client: PageClient
) -> None:
    account = open_account(app)
    elsewhere = enter(app, account)
    sign_in(client)
    copied = client.get_cookie("govapp")
    assert copied is not None
    thief = app.test_client()
    thief.set_cookie("govapp", copied.value)
    assert thief.get("/account/").status_code == 200

    client.submit("/account/", button="Sign out")

    assert thief.get("/account/").location == "/sign-in?next=/account/"
    assert _is_in(elsewhere)


def test_a_cookie_alone_is_no_session(app: Flask) -> None:
    client = enter(app, open_account(app))
    with client.session_transaction("/desk/") as session:
        session["sign_in"] = "made up"
    assert not _is_in(client)


def test_an_administrator_ends_all_sessions_and_their_owner_is_told(
    app: Flask, client: PageClient
) -> None:
    open_account(app, roles={ADMINISTRATOR})
    bo = open_account(app, "bo@example.org")
    theirs = enter(app, bo)
    sign_in(client)
    path = f"/desk/users/{bo}"
    assert "Chromium on Linux, with a password, last used" in read_text(
        parse_page(client.get(path).text)
    )

    client.submit(path, button="End all sessions")

    assert not _is_in(theirs)
    assert "Not signed in anywhere." in client.get(path).text
    subject, text = list_mails(app, "bo@example.org")[-1]
    assert subject == "You were signed out everywhere"
    assert "Ada has ended all sessions of your account." in text


def test_a_new_device_is_told_to_whose_account_it_is(
    app: Flask, client: PageClient
) -> None:
    open_account(app)
    before = len(list_mails(app, "ada@example.org"))
    for user_agent in (FIREFOX, FIREFOX, SAFARI):
        client.environ_base["HTTP_USER_AGENT"] = user_agent
        sign_in(client)
        client.submit("/account/", button="Sign out")

    [(subject, text)] = list_mails(app, "ada@example.org")[before:]
    assert subject == "New sign-in to your account"
    assert "has not been used for it lately: Safari, iPhone." in text


def test_a_session_ends_when_it_is_not_used(short: Flask) -> None:
    client = enter(short, open_account(short))
    begun = clock.now()

    with time_machine.travel(begun + timedelta(minutes=29), tick=False):
        assert _is_in(client)
    with time_machine.travel(begun + timedelta(minutes=58), tick=False):
        left = client.get("/account/session").get_json()["left"]
        assert left == pytest.approx(60, abs=5)
    # To ask was not to use it.
    with time_machine.travel(begun + timedelta(minutes=60), tick=False):
        assert client.get("/account/session").status_code == 303
        assert not _is_in(client)


def test_a_session_ends_after_its_longest_however_it_is_used(short: Flask) -> None:
    client = enter(short, open_account(short))
    begun = clock.now()

    for minutes in range(20, 120, 20):
        with time_machine.travel(begun + timedelta(minutes=minutes), tick=False):
            assert _is_in(client)
    with time_machine.travel(begun + timedelta(minutes=121), tick=False):
        assert not _is_in(client)


def test_whoever_reads_on_stays_signed_in(short: Flask) -> None:
    client = enter(short, open_account(short))
    begun = clock.now()

    with time_machine.travel(begun + timedelta(minutes=29), tick=False):
        page = client.get("/account/sessions").text
        assert 'data-session="1800"' in page
        token = read_token(client)
    with time_machine.travel(begun + timedelta(minutes=50), tick=False):
        kept = client.post("/account/session", data={"csrf_token": token})
        assert kept.get_json() == {"left": 1800}


def test_a_clock_put_back_lets_nobody_in_and_extends_nothing(short: Flask) -> None:
    client = enter(short, open_account(short))
    begun = clock.now()

    with time_machine.travel(begun - timedelta(minutes=5), tick=False):
        assert not _is_in(client)
    with time_machine.travel(begun + timedelta(minutes=31), tick=False):
        assert not _is_in(client)


@pytest.mark.parametrize(("minutes", "hours"), [(0, 12), (60, 0)])
@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_session_without_time_is_refused(
    settings: Settings, minutes: int, hours: int
) -> None:
    with pytest.raises(SettingError, match="must be 1 or more"):
        dataclasses.replace(settings, session_idle_minutes=minutes, session_hours=hours)


def test_a_new_password_ends_the_others(app: Flask, client: PageClient) -> None:
    account = open_account(app)
    elsewhere = enter(app, account)
    sign_in(client)

    client.submit(
        "/account/password",
        password=PASSWORD,
        new_password="seven green lamps hum",
        new_password_confirm="seven green lamps hum",
    )

    assert _is_in(client)
    assert not _is_in(elsewhere)
    page = parse_page(client.get("/account/sessions").text)
    assert len(page.findall(".//tr")) == 1 + 1
