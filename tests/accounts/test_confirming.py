"""Confirm that it is you: asked before what matters, and nothing sent is lost."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from govapp import clock
from tests.accounts.apps import add_app, make_code
from tests.accounts.people import (
    ADMINISTRATOR,
    PASSWORD,
    enter,
    list_mails,
    open_account,
)
from tests.accounts.test_rules import AWAY
from tests.pages import PageClient

INVITED = {"email": "bo@example.org", "name": "Bo", "role": "auditor"}


@pytest.fixture
def desk(app: Flask) -> PageClient:
    """Return a client whose administrator signed in just now."""
    return enter(app, open_account(app, roles={ADMINISTRATOR}))


def test_what_was_sent_goes_on_once_it_is_confirmed(
    app: Flask, desk: PageClient
) -> None:
    later = clock.now() + timedelta(minutes=31)
    with time_machine.travel(later, tick=False):
        asked = desk.submit("/desk/users/invite", **INVITED)
        assert asked.status_code == 403
        assert "Confirm that it is you" in asked.text
        assert list_mails(app, "bo@example.org") == []
        wrong = desk.submit_shown(asked, confirm_password="wrong")
        assert wrong.status_code == 422
        assert "This is not your password." in wrong.text

        led = desk.submit_shown(wrong, confirm_password=PASSWORD)

        assert led.location == "/desk/users/2"
        assert "Bo is invited." in desk.get("/desk/users/2").text
        assert len(list_mails(app, "bo@example.org")) == 1
        # For half an hour nobody is asked again.
        assert desk.submit("/desk/users/2", button="Disable the account").location == (
            "/desk/users/2"
        )


def test_whoever_has_an_app_shows_a_code(app: Flask) -> None:
    account = open_account(app, roles={ADMINISTRATOR})
    desk = enter(app, account)
    sealed = add_app(app, account)

    asked = desk.submit("/desk/users/invite", **INVITED)
    assert asked.status_code == 403
    assert "confirm_password" not in asked.text
    led = desk.submit_shown(asked, confirm_code=make_code(app, sealed))
    assert led.location == "/desk/users/2"


def test_a_confirmed_session_has_a_new_token(app: Flask) -> None:
    account = open_account(app)
    client = enter(app, account)
    kept = client.get_cookie("govapp")
    assert kept is not None
    done = client.submit("/account/confirm", confirm_password=PASSWORD)
    assert done.location == "/account/start"
    thief = app.test_client()
    thief.set_cookie("govapp", kept.value)

    assert thief.get("/account/").status_code == 303
    assert client.get("/account/").status_code == 200


def test_nobody_is_led_away_by_confirming(app: Flask) -> None:
    client = enter(app, open_account(app))
    for away in AWAY:
        sent = client.submit(
            "/account/confirm", confirm_to=away, confirm_password=PASSWORD
        )
        assert sent.location == "/account/start", away


def test_ten_wrong_passwords_close_confirming(app: Flask) -> None:
    client = enter(app, open_account(app))
    tries = [
        client.submit("/account/confirm", confirm_password="wrong").status_code
        for _ in range(11)
    ]
    assert tries == [422] * 10 + [429]
