"""What passkeys are taken in and let in, and which are refused alike."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from govapp import clock
from govapp.accounts.models import Passkey, User
from govapp.accounts.passkeys import Passkeys
from govapp.database import db
from tests.accounts.authenticators import PRESENT, SecurityKey
from tests.accounts.people import ADMINISTRATOR, enter, open_account
from tests.pages import PageClient

REFUSED = "This passkey was not accepted"


def _add(client: PageClient, key: SecurityKey, name: str = "Key of Ada") -> int:
    options = client.get("/account/passkeys/options").get_json()
    answer = client.submit("/account/passkeys", credential=key.make(options), name=name)
    return answer.status_code


def _sign_in(client: PageClient, key: SecurityKey, **typed: str) -> str | None:
    options = client.get("/sign-in/passkey").get_json()
    values = {"credential": key.sign(options)} | typed
    sent = client.submit("/sign-in", button="Use a passkey", **values)
    return sent.location


def _stranger(app: Flask) -> PageClient:
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


def _is_refused(client: PageClient, key: SecurityKey, **typed: str) -> bool:
    led = _sign_in(client, key, **typed)
    told = REFUSED in client.get("/sign-in").text
    return led == "/sign-in" and told and client.get("/account/").status_code == 303


@pytest.fixture
def key(app: Flask) -> SecurityKey:
    """Return the key of an administrator."""
    client = enter(app, open_account(app, roles={ADMINISTRATOR}))
    key = SecurityKey()
    assert _add(client, key) == 303
    return key


def test_a_passkey_signs_in_where_one_wanted(app: Flask, key: SecurityKey) -> None:
    client = _stranger(app)
    assert _sign_in(client, key, next="/desk/users") == "/desk/users"
    assert client.get("/desk/users").status_code == 200
    assert "with a passkey" in client.get("/account/sessions").text
    assert _sign_in(_stranger(app), key, next="//evil.example") == "/account/start"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: replace(key, origin="https://evil.example"),
        lambda key: replace(key, host="evil.example"),
        lambda key: replace(key, flags=PRESENT),
        lambda key: replace(key, handle=b"of somebody else"),
        lambda key: replace(key, key=SecurityKey().key),
        lambda key: replace(key, credential=b"not known here"),
    ],
    ids=["other site", "other host", "lock not opened", "other user", "forged", "new"],
)
def test_every_wrong_answer_is_refused_alike(
    app: Flask, key: SecurityKey, spoil: Callable[[SecurityKey], SecurityKey]
) -> None:
    assert _is_refused(_stranger(app), spoil(key))
    assert _sign_in(_stranger(app), key) == "/account/start"


@pytest.mark.parametrize("answer", ["", "{}", "nothing", '{"id": 1}', "[]"])
def test_what_is_no_answer_is_refused_alike(
    app: Flask, key: SecurityKey, answer: str
) -> None:
    assert _is_refused(_stranger(app), key, credential=answer)


def test_a_copied_key_is_told_by_its_count(app: Flask, key: SecurityKey) -> None:
    copied = replace(key)
    for _ in range(2):
        assert _sign_in(_stranger(app), key) == "/account/start"
    assert _is_refused(_stranger(app), copied)


def test_an_answer_counts_once_in_its_browser_for_five_minutes(
    app: Flask, key: SecurityKey
) -> None:
    client, other = _stranger(app), _stranger(app)
    answer = key.sign(client.get("/sign-in/passkey").get_json())
    assert _is_refused(other, key, credential=answer)
    options = client.get("/sign-in/passkey").get_json()
    with time_machine.travel(clock.now() + timedelta(minutes=6)):
        typed = {"credential": key.sign(options)}
        sent = client.submit("/sign-in", button="Use a passkey", **typed)
        assert sent.location == "/sign-in"


def test_an_answer_counts_once_though_its_cookie_was_copied(app: Flask) -> None:
    ada = enter(app, open_account(app, roles={ADMINISTRATOR}))
    key = SecurityKey(step=0)
    _add(ada, key)
    client, thief = _stranger(app), _stranger(app)
    typed = {"credential": key.sign(client.get("/sign-in/passkey").get_json())}
    with client.session_transaction("/sign-in") as session:
        copied = session["passkey"]
    sent = client.submit("/sign-in", button="Use a passkey", **typed)
    assert sent.location == "/account/start"

    thief.get("/sign-in")
    with thief.session_transaction("/sign-in") as session:
        session["passkey"] = copied
    sent = thief.submit("/sign-in", button="Use a passkey", **typed)
    assert sent.location == "/sign-in"
    assert thief.get("/account/").status_code == 303
    assert _sign_in(_stranger(app), key) == "/account/start"


def test_a_disabled_account_is_not_opened_by_its_passkey(
    app: Flask, key: SecurityKey
) -> None:
    with app.app_context():
        db.session.execute(update(User).values(active=False))
        db.session.commit()
    assert _is_refused(_stranger(app), key)


def test_a_passkey_of_another_is_neither_seen_nor_removed(
    app: Flask, key: SecurityKey
) -> None:
    bo = enter(app, open_account(app, "bo@example.org"))
    assert "Key of Ada" not in bo.get("/account/passkeys").text
    assert _add(bo, replace(key), name="The same") == 422
    with app.app_context():
        number = db.session.scalars(select(Passkey.id)).one()
    token = bo.get("/account/session").get_json()["token"]
    sent = bo.post(f"/account/passkeys/{number}/remove", data={"csrf_token": token})
    assert sent.status_code == 404
    assert _sign_in(_stranger(app), key) == "/account/start"


def test_a_passkey_confirms_that_it_is_you(app: Flask, key: SecurityKey) -> None:
    client = _stranger(app)
    _sign_in(client, key)
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        invited = {"email": "bo@example.org", "name": "Bo", "role": "auditor"}
        asked = client.submit("/desk/users/invite", **invited)
        assert asked.status_code == 403
        theirs = SecurityKey()
        for wrong in (theirs, replace(key, flags=PRESENT)):
            answer = wrong.sign(client.get("/sign-in/passkey").get_json())
            refused = client.submit_shown(asked, confirm_credential=answer)
            assert refused.status_code == 422
            assert REFUSED in refused.text
        answer = key.sign(client.get("/sign-in/passkey").get_json())
        led = client.submit_shown(refused, confirm_credential=answer)
        assert led.location == "/desk/users/2"


@pytest.mark.parametrize(
    ("base_url", "host", "expected"),
    [
        ("https://meet.example", "meet.example", "meet.example"),
        ("http://127.0.0.1:8000", "127.0.0.1", "localhost"),
        ("http://[::1]:8000", "::1", "localhost"),
    ],
)
def test_passkeys_belong_to_a_name(base_url: str, host: str, expected: str) -> None:
    assert Passkeys("secret", base_url, host).host == expected


def test_a_passkey_is_called_something_else(app: Flask) -> None:
    client = enter(app, open_account(app, roles={ADMINISTRATOR}))
    assert _add(client, SecurityKey()) == 303
    page = "/account/passkeys"
    client.submit(page, button="Rename Key of Ada", name="  Blue   key ")
    assert "It is called “Blue key” from now on." in client.get(page).text
    client.submit(page, button="Rename Blue key", name=" ")
    assert "Give it a name by which you know it again." in client.get(page).text
    with app.app_context():
        assert db.session.scalars(select(Passkey.name)).all() == ["Blue key"]
