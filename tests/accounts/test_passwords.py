"""Choosing a password: by invitation, after forgetting it, and by changing it."""

import re

import pytest
import time_machine
from flask import Flask

from govapp import clock
from govapp.accounts.services import INVITED_FOR, RESET_WITHIN
from tests.accounts.people import (
    ADMINISTRATOR,
    PASSWORD,
    find_link,
    list_mails,
    open_account,
    sign_in,
)
from tests.pages import PageClient

OTHER = "seven green lamps hum"
TOLD = "If this address has an account, a mail with a link is on its way."


def _choose(client: PageClient, link: str, password: str = OTHER) -> str | None:
    answer = client.submit(link, password=password, password_confirm=password)
    return answer.location


def test_an_invitation_leads_to_the_desk_once(app: Flask, client: PageClient) -> None:
    open_account(app, roles={ADMINISTRATOR}, password=None)
    [(subject, text)] = list_mails(app, "ada@example.org")
    assert subject == "Your invitation to Public meetings"
    assert "Hello Ada,\n\nSystem has opened an account for you" in text
    link = find_link(text)

    assert _choose(client, link) == "/sign-in"
    assert "Your password is chosen." in client.get("/sign-in").text
    assert sign_in(client, password=OTHER).status_code == 302
    assert client.get("/desk/users").status_code == 200

    again = app.test_client()
    assert again.get(link).location == "/account/reset"
    assert "That link was used already" in again.get("/account/reset").text
    assert list_mails(app, "ada@example.org")[1][0] == "Your password was changed"


def test_a_forgotten_password_is_chosen_anew(app: Flask, client: PageClient) -> None:
    open_account(app)
    elsewhere = app.test_client()
    assert isinstance(elsewhere, PageClient)
    sign_in(elsewhere)

    client.submit("/account/reset", email="Ada@Example.org")
    [_invitation, (subject, text)] = list_mails(app, "ada@example.org")
    assert subject == "Choose a new password"
    assert _choose(client, find_link(text)) == "/sign-in"

    assert elsewhere.get("/account/").status_code == 303
    assert sign_in(client).status_code == 422
    assert sign_in(client, password=OTHER).status_code == 302


def test_nobody_learns_who_has_an_account(app: Flask) -> None:
    open_account(app)
    open_account(app, "invited@example.org", password=None)

    answers = set()
    for email in ("ada@example.org", "invited@example.org", "nobody@example.org"):
        client = app.test_client()
        assert isinstance(client, PageClient)
        answer = client.submit("/account/reset", email=email)
        token = re.compile(r'name="csrf_token" type="hidden" value="[^"]+"')
        page = token.sub("", answer.text).replace(email, "")
        assert TOLD in page
        answers.add((answer.status_code, page, tuple(sorted(answer.headers.keys()))))

    assert len(answers) == 1
    assert len(list_mails(app, "nobody@example.org")) == 0


def test_links_grow_old(app: Flask, client: PageClient) -> None:
    open_account(app)
    open_account(app, "invited@example.org", password=None)
    client.submit("/account/reset", email="ada@example.org")
    forgotten = find_link(list_mails(app, "ada@example.org")[1][1])
    invited = find_link(list_mails(app, "invited@example.org")[0][1])
    moment = clock.now()

    with time_machine.travel(moment + RESET_WITHIN * 0.9):
        assert client.get(forgotten).status_code == 200
    with time_machine.travel(moment + RESET_WITHIN * 1.1):
        assert client.get(forgotten).location == "/account/reset"
        assert "That link is too old." in client.get("/account/reset").text
        assert client.get(invited).status_code == 200
    with time_machine.travel(moment + INVITED_FOR * 1.1):
        assert client.get(invited).location == "/account/reset"


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("short", "Use at least 12 characters."),
        ("password1234", "one of the first passwords"),
        ("ada@example.org!", "Choose"),
        ("govapp meeting room", "Leave out “govapp”"),
    ],
)
def test_weak_passwords_are_refused_beside_the_field(
    app: Flask, client: PageClient, password: str, told: str
) -> None:
    open_account(app, "example@example.org", password=None)
    link = find_link(list_mails(app, "example@example.org")[0][1])

    answer = client.submit(link, password=password, password_confirm=password)

    assert answer.status_code == 422
    assert told in answer.text or "Leave out “example”" in answer.text


def test_changing_a_password_asks_for_the_present_one(
    app: Flask, client: PageClient
) -> None:
    open_account(app)
    elsewhere = app.test_client()
    assert isinstance(elsewhere, PageClient)
    sign_in(elsewhere)
    sign_in(client)
    new = {"new_password": OTHER, "new_password_confirm": OTHER}

    wrong = client.submit("/account/password", password=OTHER, **new)
    assert wrong.status_code == 422
    assert "This is not your present password." in wrong.text
    done = client.submit("/account/password", password=PASSWORD, **new)
    assert done.location == "/account/"

    assert "Your password is changed." in client.get("/account/").text
    assert elsewhere.get("/account/").status_code == 303
    assert sign_in(elsewhere, password=OTHER).status_code == 302
