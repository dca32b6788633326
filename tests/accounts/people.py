"""Accounts for tests, and signing in with them."""

from collections.abc import Iterable

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from govapp.accounts import services
from govapp.accounts.queries import get_user
from govapp.accounts.rules import Device, Way
from govapp.accounts.services import SYSTEM, Grant
from govapp.committees.models import Body
from govapp.database import db
from govapp.mail.models import OutboxMessage
from govapp.permissions import Role
from tests.pages import PageClient, parse_page

PASSWORD = "cold kettle brown fox"
ADMINISTRATOR: Grant = (Role.ADMINISTRATOR, None)


def open_account(
    app: Flask,
    email: str = "ada@example.org",
    *,
    roles: Iterable[Grant] = (),
    password: str | None = PASSWORD,
) -> int:
    """Open an account, by default with the password; return its id."""
    with app.app_context():
        name = email.partition("@")[0].title()
        user = services.invite_user(SYSTEM, email=email, name=name, roles=roles)
        if password:
            services.set_password(SYSTEM, user=user, password=password)
        db.session.commit()
        return user.id


def open_body(app: Flask, slug: str) -> int:
    """Make a body; return its id."""
    with app.app_context():
        zone = "America/Los_Angeles"
        body = Body(slug=slug, name=slug.title(), kind="committee", time_zone=zone)
        db.session.add(body)
        db.session.commit()
        return body.id


def sign_in(
    client: PageClient, email: str = "ada@example.org", password: str = PASSWORD
) -> TestResponse:
    """Sign in as a visitor would."""
    return client.submit("/sign-in", email=email, password=password)


def enter(app: Flask, account: int) -> PageClient:
    """Return a client with a session, made without the slow check of a password."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    let_in(client, app, account)
    return client


def let_in(
    client: FlaskClient, app: Flask, account: int, *, way: Way = Way.PASSWORD
) -> None:
    """Give a client a session."""
    with app.app_context():
        user = get_user(account)
        _, token = services.begin_session(
            user, user=user, device=Device("Chromium", "Linux"), way=way
        )
        db.session.commit()
    with client.session_transaction("/desk/") as session:
        session["_user_id"], session["sign_in"] = user.fs_uniquifier, token


def read_token(client: FlaskClient, path: str = "/account/") -> str:
    """Return the token that a page's forms carry."""
    page = parse_page(client.get(path).text)
    found = page.find(".//input[@name='csrf_token']")
    assert found is not None
    return found.get("value", "")


def list_mails(app: Flask, recipient: str) -> list[tuple[str, str]]:
    """Return subject and text of what lies in the outbox for somebody."""
    with app.app_context():
        found = db.session.execute(
            select(OutboxMessage.subject, OutboxMessage.text)
            .where(OutboxMessage.recipient == recipient)
            .order_by(OutboxMessage.id)
        )
        return [(subject, text) for subject, text in found]


def find_link(text: str) -> str:
    """Return the path of the link in a mail."""
    (line,) = [line for line in text.splitlines() if line.startswith("here:/")]
    return line.removeprefix("here:")
