"""Recovery codes, and beginning anew without a second thing."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from govapp.accounts import queries, services
from govapp.accounts.models import RecoveryCode
from govapp.accounts.rules import Way
from govapp.accounts.services import SYSTEM
from govapp.commands.user import user
from govapp.config import Settings
from govapp.database import db
from tests.accounts.apps import add_app, make_code, take
from tests.accounts.people import (
    ADMINISTRATOR,
    PASSWORD,
    list_mails,
    open_account,
    sign_in,
)
from tests.pages import PageClient, parse_page, read_text


def test_a_recovery_code_of_two_at_once_counts_once(app: Flask) -> None:
    account = open_account(app, password=None)
    add_app(app, account)
    with app.app_context():
        user = queries.get_user(account)
        code, *others = services.renew_recovery_codes(SYSTEM, user=user)
        db.session.commit()
        kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
    assert len(kept) == len(others) + 1 == 10
    assert all(each.startswith("$argon2id$") for each in kept)
    together = Barrier(2)

    def use() -> Way | None:
        together.wait()
        return take(app, account, code.upper())

    with ThreadPoolExecutor(2) as pool:
        taken = [each.result() for each in [pool.submit(use) for _ in range(2)]]

    assert sorted(taken, key=str) == [None, Way.RECOVERY]
    assert take(app, account, others[0].replace("-", "")) is Way.RECOVERY
    subject, text = list_mails(app, "ada@example.org")[-1]
    assert subject == "A recovery code was used"
    assert "Codes left: 8." in text


def test_recovery_codes_are_shown_once(app: Flask, client: PageClient) -> None:
    account = open_account(app)
    sealed = add_app(app, account)
    sign_in(client)
    client.submit("/sign-in/code", code=make_code(app, sealed))

    shown = client.submit("/account/recovery-codes", button="Make new codes")
    codes = re.findall(r"<code>([a-z0-9-]{14})</code>", shown.text)
    assert len(set(codes)) == 10
    page = client.get("/account/recovery-codes").text
    assert "You have 10 left." in page
    assert not any(code in page for code in codes)

    other = app.test_client()
    assert isinstance(other, PageClient)
    sign_in(other)
    assert other.submit("/sign-in/code", code=codes[0]).status_code == 303
    assert "with a recovery code" in other.get("/account/sessions").text
    other.submit("/account/", button="Remove the app")
    assert sign_in(client, password=PASSWORD).status_code == 302
    with app.app_context():
        assert db.session.scalars(select(RecoveryCode)).all() == []


def test_another_administrator_lets_somebody_begin_anew(
    app: Flask, client: PageClient
) -> None:
    open_account(app, roles={ADMINISTRATOR})
    bo = open_account(app, "bo@example.org")
    add_app(app, bo)
    sign_in(client)
    button = "Let them begin anew without passkeys, app and codes"

    client.submit(f"/desk/users/{bo}", button=button)

    assert "and set up new ones." in client.get(f"/desk/users/{bo}").text
    assert button not in client.get(f"/desk/users/{bo}").text
    subject, text = list_mails(app, "bo@example.org")[-1]
    assert subject == "Your second step was taken away"
    assert "Ada has taken away" in text
    assert sign_in(client, "bo@example.org").location != "/sign-in/code"


def test_nobody_takes_away_their_own_second_step_as_administrator(
    app: Flask, client: PageClient
) -> None:
    account = open_account(app, roles={ADMINISTRATOR})
    sealed = add_app(app, account)
    sign_in(client)
    client.submit("/sign-in/code", code=make_code(app, sealed))
    page = parse_page(client.get(f"/desk/users/{account}").text)
    assert "begin anew" not in read_text(page)


def test_an_operator_lets_the_only_administrator_begin_anew(
    app: Flask, client: PageClient, settings: Settings
) -> None:
    add_app(app, open_account(app, roles={ADMINISTRATOR}))
    words = ["recover", "ada@example.org"]
    CliRunner().invoke(user, words, obj=settings, catch_exceptions=False)

    assert sign_in(client).location == "/account/start"
    _subject, text = list_mails(app, "ada@example.org")[-1]
    assert "System has taken away the passkeys" in text
