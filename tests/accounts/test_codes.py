"""Codes of an app and recovery codes: each counts once, and nothing goes past them."""

import dataclasses
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select

from govapp import clock
from govapp.accounts import queries, services
from govapp.accounts.codes import Codes
from govapp.accounts.models import Authenticator, RecoveryCode
from govapp.accounts.rules import Way
from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.audit.models import AuditLine
from govapp.commands.user import user
from govapp.config import Settings
from govapp.database import db
from govapp.permissions import Role
from tests.accounts.people import (
    ADMINISTRATOR,
    PASSWORD,
    enter,
    find_link,
    list_mails,
    open_account,
    open_body,
    sign_in,
)
from tests.pages import PageClient, parse_page, read_text

STEP = timedelta(seconds=30)


@pytest.fixture
def strict(settings: Settings) -> Iterator[Flask]:
    """Return an application that asks for more than a password."""
    app = create_app(dataclasses.replace(settings, second_factor="required"))
    app.test_client_class = PageClient
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def add_app(app: Flask, account: int) -> str:
    """Give an account an app whose codes all still count; return its sealed secret."""
    codes: Codes = app.extensions["govapp.codes"]
    sealed = codes.make()
    with app.app_context():
        moment = clock.now()
        db.session.add(
            Authenticator(user_id=account, secret=sealed, step=0, added_at=moment)
        )
        db.session.commit()
    return sealed


def make_code(app: Flask, sealed: str, ahead: int = 0) -> str:
    """Return the code of now, or of some steps from now."""
    codes: Codes = app.extensions["govapp.codes"]
    at = (clock.now() + ahead * STEP).timestamp()
    token: str = codes.totp.from_source(sealed).generate(time=int(at)).token
    return token


def _take(app: Flask, account: int, code: str) -> Way | None:
    with app.app_context():
        user = queries.get_user(account)
        codes = app.extensions["govapp.codes"]
        way = services.take_code(SYSTEM, user=user, codes=codes, code=code)
        db.session.commit()
        return way


def test_an_app_is_taken_in_and_asked_for_from_then_on(
    app: Flask, client: PageClient
) -> None:
    open_account(app)
    sign_in(client)
    page = client.get("/account/authenticator").text
    found = re.search(r'<code class="g-key">([A-Z2-7-]+)</code>', page)
    assert found is not None
    codes = app.extensions["govapp.codes"]
    totp = codes.totp(key=found[1], format="base32")
    wrong = client.submit("/account/authenticator", code="000000")
    assert wrong.status_code == 422
    assert "This is not the code of this key." in wrong.text

    now = int(clock.now().timestamp())
    done = client.submit("/account/authenticator", code=totp.generate(time=now).token)
    assert done.location == "/account/recovery-codes"
    assert list_mails(app, "ada@example.org")[-1][0] == (
        "An authenticator app was added to your account"
    )
    with app.app_context():
        kept = db.session.scalars(select(Authenticator)).one().secret
    assert found[1].replace("-", "") not in kept

    client.submit("/account/", button="Sign out")
    assert sign_in(client).location == "/sign-in/code"
    again = client.submit("/sign-in/code", code=totp.generate(time=now).token)
    assert again.status_code == 422
    later = totp.generate(time=now + 30).token
    assert client.submit("/sign-in/code", code=later).location == "/account/start"
    assert "with a code of an app" in client.get("/account/sessions").text


def test_row_35_halfway_in_is_not_in(app: Flask, client: PageClient) -> None:
    """security.md 1.2, row 35."""
    add_app(app, open_account(app, roles={ADMINISTRATOR}))
    sign_in(client)

    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.arguments:
            continue
        if rule.rule == "/account/reset":
            continue
        if rule.rule.startswith(("/desk", "/my", "/account")):
            answer = client.get(rule.rule)
            assert answer.status_code in {303, 308}, rule.rule
            if answer.status_code == 303:
                assert answer.location.startswith("/sign-in?next="), rule.rule
    assert client.get("/sign-in/code").status_code == 200


def test_halfway_in_grows_old_and_belongs_to_its_browser(
    app: Flask, client: PageClient
) -> None:
    add_app(app, open_account(app))
    sign_in(client)
    moment = clock.now()

    other = app.test_client()
    assert other.get("/sign-in/code").location == "/sign-in"
    with time_machine.travel(moment + timedelta(minutes=11)):
        assert client.get("/sign-in/code").location == "/sign-in"


@pytest.mark.parametrize(
    ("ahead", "way"),
    [(-2, None), (-1, Way.CODE), (0, Way.CODE), (1, Way.CODE), (2, None)],
)
def test_a_clock_may_be_a_step_off(app: Flask, ahead: int, way: Way | None) -> None:
    account = open_account(app, password=None)
    sealed = add_app(app, account)

    with time_machine.travel("2026-11-28T18:00:10Z", tick=False):
        assert _take(app, account, make_code(app, sealed, ahead)) is way


def test_row_36_a_code_counts_once_and_none_before_it(app: Flask) -> None:
    """security.md 1.2, row 36."""
    account = open_account(app, password=None)
    other = open_account(app, "bo@example.org", password=None)
    sealed = add_app(app, account)
    add_app(app, other)

    with time_machine.travel("2026-11-28T18:00:10Z", tick=False):
        code, before = make_code(app, sealed), make_code(app, sealed, -1)
        assert _take(app, other, code) is None
        assert _take(app, account, f"{code[:3]} {code[3:]}") is Way.CODE
        assert _take(app, account, code) is None
        assert _take(app, account, before) is None
        assert _take(app, account, make_code(app, sealed, 1)) is Way.CODE


def test_row_36_of_two_at_once_one_wins(app: Flask) -> None:
    """security.md 1.2, row 36, in parallel."""
    account = open_account(app, password=None)
    code = make_code(app, add_app(app, account))
    together = Barrier(4)

    def use() -> Way | None:
        together.wait()
        return _take(app, account, code)

    with ThreadPoolExecutor(4) as pool:
        taken = [each.result() for each in [pool.submit(use) for _ in range(4)]]

    assert sorted(taken, key=str) == [None, None, None, Way.CODE]


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
        return _take(app, account, code.upper())

    with ThreadPoolExecutor(2) as pool:
        taken = [each.result() for each in [pool.submit(use) for _ in range(2)]]

    assert sorted(taken, key=str) == [None, Way.RECOVERY]
    assert _take(app, account, others[0].replace("-", "")) is Way.RECOVERY
    subject, text = list_mails(app, "ada@example.org")[-1]
    assert subject == "A recovery code was used"
    assert "Codes left: 8." in text


def test_row_37_ten_wrong_codes_close_an_account_wherever_they_come_from(
    app: Flask, settings: Settings
) -> None:
    """security.md 1.2, row 37: the count is in the database, and outlasts a restart."""
    sealed = add_app(app, open_account(app))
    for number in range(10):
        client = app.test_client()
        assert isinstance(client, PageClient)
        client.environ_base["REMOTE_ADDR"] = f"127.0.0.{number + 1}"
        sign_in(client)
        answer = client.submit("/sign-in/code", code="000000")
        assert "This code is not right, or was used already." in answer.text
    assert list_mails(app, "ada@example.org")[-1][0] == "Too many wrong codes"

    restarted = create_app(settings)
    restarted.test_client_class = PageClient
    client = restarted.test_client()
    assert isinstance(client, PageClient)
    sign_in(client)
    refused = client.submit("/sign-in/code", code=make_code(app, sealed))
    assert refused.status_code == 422
    assert "Too many wrong codes. Wait fifteen minutes" in refused.text
    with time_machine.travel(clock.now() + timedelta(minutes=16)):
        sign_in(client)
        code = make_code(app, sealed)
        assert client.submit("/sign-in/code", code=code).status_code == 303
    with restarted.app_context():
        wrong = select(AuditLine).where(AuditLine.action == "user.wrong_code")
        assert len(db.session.scalars(wrong).all()) == 10
        for engine in db.engines.values():
            engine.dispose()


def test_a_reset_link_does_not_go_past_the_second_step(
    app: Flask, client: PageClient
) -> None:
    add_app(app, open_account(app))
    client.submit("/account/reset", email="ada@example.org")
    link = find_link(list_mails(app, "ada@example.org")[-1][1])
    new = "seven green lamps hum"

    client.submit(link, password=new, password_confirm=new)

    assert client.get("/account/").status_code == 303
    assert sign_in(client, password=new).location == "/sign-in/code"
    assert client.get("/account/").status_code == 303


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_whoever_works_at_the_desk_has_to_have_a_second_thing(
    strict: Flask, role: Role
) -> None:
    body = open_body(strict, "board") if role == Role.SECRETARY else None
    account = open_account(strict, roles={(role, body)})
    client = strict.test_client()
    assert isinstance(client, PageClient)
    sign_in(client)

    asked = client.get("/desk/meetings?page=2")
    assert asked.location == "/account/protect?next=/desk/meetings?page%3D2"
    page = client.get("/account/protect").text
    assert "It takes two minutes, once." in page
    assert "Not now" not in page
    page = client.get("/account/authenticator").text
    found = re.search(r'<code class="g-key">([A-Z2-7-]+)</code>', page)
    assert found is not None
    totp = strict.extensions["govapp.codes"].totp(key=found[1], format="base32")
    token = totp.generate(time=int(clock.now().timestamp())).token
    client.submit("/account/authenticator", code=token)
    assert client.get("/desk/").status_code == 200

    # A session that began before has to show it too.
    earlier = enter(strict, account)
    asked = earlier.get("/desk/")
    assert asked.location == "/account/protect?next=/desk/"
    assert earlier.get(asked.location).location == "/account/confirm?next=/desk/"


def test_an_auditor_may_do_without(strict: Flask) -> None:
    open_account(strict, roles={(Role.AUDITOR, None)})
    client = strict.test_client()
    assert isinstance(client, PageClient)
    sign_in(client)
    assert client.get("/desk/").status_code == 200


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
