"""Codes of an app: each counts once, and nothing goes past them."""

import dataclasses
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp import clock
from govapp.accounts.models import Authenticator
from govapp.accounts.rules import Way
from govapp.app import create_app
from govapp.audit.models import AuditLine
from govapp.config import Settings
from govapp.database import db
from govapp.permissions import Role
from tests.accounts.apps import add_app, make_code, take
from tests.accounts.people import (
    ADMINISTRATOR,
    enter,
    find_link,
    list_mails,
    open_account,
    open_body,
    sign_in,
)
from tests.pages import PageClient

# A link of a mail leads to one; a device asks the other without anybody’s session,
# by secrets of its own, what it may still keep.
OWN_DOORS = {"/account/reset", "/my/permits"}


@pytest.fixture
def strict(settings: Settings) -> Iterator[Flask]:
    """Return an application that asks for more than a password."""
    app = create_app(dataclasses.replace(settings, second_factor="required"))
    app.test_client_class = PageClient
    yield app
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


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
        if rule.rule in OWN_DOORS:
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
        assert take(app, account, make_code(app, sealed, ahead)) is way


def test_row_36_a_code_counts_once_and_none_before_it(app: Flask) -> None:
    """security.md 1.2, row 36."""
    account = open_account(app, password=None)
    other = open_account(app, "bo@example.org", password=None)
    sealed = add_app(app, account)
    add_app(app, other)

    with time_machine.travel("2026-11-28T18:00:10Z", tick=False):
        code, before = make_code(app, sealed), make_code(app, sealed, -1)
        assert take(app, other, code) is None
        assert take(app, account, f"{code[:3]} {code[3:]}") is Way.CODE
        assert take(app, account, code) is None
        assert take(app, account, before) is None
        assert take(app, account, make_code(app, sealed, 1)) is Way.CODE


def test_row_36_of_two_at_once_one_wins(app: Flask) -> None:
    """security.md 1.2, row 36, in parallel."""
    account = open_account(app, password=None)
    code = make_code(app, add_app(app, account))
    together = Barrier(4)

    def use() -> Way | None:
        together.wait()
        return take(app, account, code)

    with ThreadPoolExecutor(4) as pool:
        taken = [each.result() for each in [pool.submit(use) for _ in range(4)]]

    assert sorted(taken, key=str) == [None, None, None, Way.CODE]


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
