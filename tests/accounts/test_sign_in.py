"""Signing in and out, and what a session is worth afterwards."""

import dataclasses
import re

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from govapp.accounts import services
from govapp.accounts.models import RoleAssignment, User
from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.audit.models import AuditLine
from govapp.config import Settings
from govapp.database import db
from tests.accounts.people import ADMINISTRATOR, PASSWORD, open_account, sign_in
from tests.accounts.test_rules import AWAY
from tests.pages import PageClient

WRONG = "The e-mail address or the password is not right."


def test_whoever_is_invited_signs_in_and_out(app: Flask, client: PageClient) -> None:
    number = open_account(app, roles={ADMINISTRATOR})

    assert client.get("/desk/users").location == "/sign-in?next=/desk/users"
    assert sign_in(client, " ADA@example.org ").location == "/account/start"
    assert client.get("/account/start").location == "/desk/"
    assert "Ada" in client.get("/account/").text
    assert client.submit("/account/", button="Sign out").location == "/"
    assert client.get("/desk/users").status_code == 303

    with app.app_context():
        trail = db.session.scalars(
            select(AuditLine.action).where(AuditLine.actor_id == number)
        ).all()
    assert trail == ["user.signed_in", "user.signed_out"]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "cold kettle brown foxes"),
        ("bo@example.org", PASSWORD),
        ("no address", PASSWORD),
        ("", ""),
        ("disabled@example.org", PASSWORD),
        ("invited@example.org", PASSWORD),
    ],
)
def test_every_refusal_reads_the_same(
    app: Flask, client: PageClient, email: str, password: str
) -> None:
    open_account(app)
    open_account(app, "invited@example.org", password=None)
    number = open_account(app, "disabled@example.org")
    with app.app_context():
        user = db.session.get_one(User, number)
        services.disable_user(SYSTEM, user=user)
        db.session.commit()

    answer = sign_in(client, email, password)

    assert answer.status_code == 422
    assert answer.text.count(WRONG) == 1
    assert client.get("/account/").status_code == 303


def test_sign_out_needs_a_token_and_a_post(app: Flask, client: PageClient) -> None:
    open_account(app)
    sign_in(client)

    assert client.post("/sign-out").status_code == 400
    assert client.get("/sign-out").status_code == 405
    assert client.get("/account/").status_code == 200


def test_sign_in_needs_a_token(app: Flask, client: PageClient) -> None:
    open_account(app)
    data = {"email": "ada@example.org", "password": PASSWORD}

    assert client.post("/sign-in", data=data).status_code == 400
    assert client.post("/sign-in", json=data).status_code == 400
    assert client.get("/account/").status_code == 303


def test_a_session_begins_afresh(app: Flask, client: PageClient) -> None:
    open_account(app)
    client.get("/sign-in")
    with client.session_transaction("/sign-in") as session:
        session["planted"] = "by somebody else"
        before = session["csrf_token"]

    sign_in(client)
    client.get("/account/")

    with client.session_transaction("/sign-in") as session:
        assert "planted" not in session
        assert session["csrf_token"] != before


def test_a_cookie_is_worth_nothing_after_sign_out(
    app: Flask, client: PageClient
) -> None:
    open_account(app)
    sign_in(client)
    kept = client.get_cookie("govapp")
    assert kept is not None
    client.submit("/account/", button="Sign out")

    client.set_cookie("govapp", kept.value)

    assert client.get("/account/").status_code == 303


def test_disabling_and_revoking_count_within_one_request(
    app: Flask, client: PageClient
) -> None:
    open_account(app, "other@example.org", roles={ADMINISTRATOR})
    number = open_account(app, roles={ADMINISTRATOR})
    sign_in(client)
    assert client.get("/desk/users").status_code == 200

    with app.app_context():
        db.session.execute(
            delete(RoleAssignment).where(RoleAssignment.user_id == number)
        )
        db.session.commit()
    assert client.get("/desk/users").status_code == 404
    assert client.get("/account/start").location == "/account/"

    with app.app_context():
        db.session.execute(update(User).where(User.id == number).values(active=False))
        db.session.commit()
    assert client.get("/account/").status_code == 303


@pytest.mark.parametrize(
    ("address", "secure"), [("http://localhost", False), ("https://localhost", True)]
)
def test_the_cookie_is_closed_to_scripts_and_other_sites(
    settings: Settings, address: str, *, secure: bool
) -> None:
    app = create_app(dataclasses.replace(settings, base_url=address))
    answer = app.test_client().get("/sign-in", base_url=address)
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()

    cookie = answer.headers["Set-Cookie"]

    assert cookie.startswith("__Host-govapp=" if secure else "govapp=")
    parts = set(re.split(r"; ", cookie)[1:])
    assert parts == {"HttpOnly", "Path=/", "SameSite=Lax"} | (
        {"Secure"} if secure else set()
    )


def test_nobody_is_led_away(app: Flask, client: PageClient) -> None:
    open_account(app)

    for away in AWAY:
        asked = client.get("/sign-in", query_string={"next": away})
        assert (asked.status_code, asked.location) == (303, "/sign-in"), away
        assert client.submit("/sign-in", next=away).location == "/sign-in", away
    sign_in(client)
    for away in AWAY:
        sent = client.submit("/account/", button="Sign out", next=away)
        assert sent.location == "/sign-in", away


@pytest.mark.parametrize("wanted", ["/desk/users?page=2", "/account/password"])
def test_one_is_led_where_one_wanted(
    app: Flask, client: PageClient, wanted: str
) -> None:
    open_account(app)
    page = f"/sign-in?next={wanted}"

    answer = client.submit(page, email="ada@example.org", password=PASSWORD)

    assert answer.location == wanted


def test_public_pages_meet_no_session(app: Flask, client: PageClient) -> None:
    open_account(app)
    sign_in(client)

    answer = client.get("/nothing-here")

    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers
