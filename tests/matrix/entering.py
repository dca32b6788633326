"""Sessions for everybody who has one: whole, halfway in, or ended since."""

import re
from dataclasses import dataclass

from flask import Flask, Response, request
from flask.testing import FlaskClient

from govapp.accounts import services as accounts
from govapp.accounts.queries import get_user
from govapp.accounts.rules import Way
from govapp.accounts.services import SYSTEM
from govapp.database import db
from tests.accounts.apps import add_app
from tests.accounts.people import PASSWORD, let_in

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# Whoever has a passkey comes with it.
WAYS = dict.fromkeys(("member", "other_member"), Way.PASSKEY)
# What the answer of a request did is taken back before it is committed.
UNDONE = "matrix.undone"


@dataclass
class Actor:
    """Somebody who asks: with a cookie, and with the token that forms carry.

    Another system asks with a secret instead.
    """

    name: str
    cookie: str = ""
    token: str = ""
    secret: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """What goes along with everything they send."""
        proof = {"Authorization": f"Bearer {self.secret}"}
        shown = proof if self.secret else {"Cookie": self.cookie}
        return {"Origin": "http://localhost", **shown}


def take_back(app: Flask) -> None:
    """Let an application undo what a request did whose sender asks for that."""

    @app.after_request
    def undo(response: Response) -> Response:
        if request.environ.get(UNDONE):
            db.session.rollback()
        return response


def enter_all(app: Flask, accounts_of: dict[str, int]) -> dict[str, Actor]:
    """Let everybody in, and end two of the sessions in two ways."""
    everybody = {**accounts_of, "visitor": 0, "follower": 0}
    found = {name: _enter(app, name, account) for name, account in everybody.items()}
    with app.app_context():
        disabled = get_user(accounts_of["disabled"])
        accounts.disable_user(SYSTEM, user=disabled)
        copied = get_user(accounts_of["copied"])
        accounts.end_sessions(SYSTEM, user=copied)
        db.session.commit()
    return found


def _enter(app: Flask, name: str, account: int) -> Actor:
    """Give somebody a session, halfway in who has a second factor."""
    client = FlaskClient(app, app.response_class)
    page = "/account/"
    if not account:
        page = "/sign-in"
    elif name == "half":
        page = "/sign-in/code"
        _enter_halfway(client, app, account)
    else:
        let_in(client, app, account, way=WAYS.get(name, Way.PASSWORD))
    token = _read_token(client, page)
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie
    return Actor(name, f"{cookie.key}={cookie.value}", token)


def _enter_halfway(client: FlaskClient, app: Flask, account: int) -> None:
    add_app(app, account)
    form = {
        "email": "half@govapp.example",
        "password": PASSWORD,
        "csrf_token": _read_token(client, "/sign-in"),
    }
    sent = client.post("/sign-in", data=form)
    assert sent.location == "/sign-in/code", sent.text


def _read_token(client: FlaskClient, page: str) -> str:
    (found, *_) = TOKEN.findall(client.get(page).text)
    return str(found)
