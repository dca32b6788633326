"""How often one may try."""

import time_machine
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from govapp.accounts import services
from govapp.accounts.limits import ASKED, REFUSED
from govapp.accounts.models import WrongPassword
from govapp.accounts.rules import (
    FOR_ACCOUNT,
    FROM_HERE,
    FROM_NETWORK,
    Tried,
    is_tried_out,
)
from govapp.app import create_app
from govapp.config import Settings
from govapp.database import db
from tests.accounts.people import list_mails, open_account, sign_in
from tests.pages import PageClient


def test_ten_wrong_passwords_close_an_account_for_a_while(
    app: Flask, client: PageClient
) -> None:
    open_account(app)
    open_account(app, "bo@example.org")

    tries = [sign_in(client, "Ada@example.org", "wrong").status_code for _ in range(11)]
    assert tries == [422] * 10 + [429]
    refused = sign_in(client)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "900"
    assert "Too many tries" in refused.text
    assert sign_in(client, "bo@example.org").status_code == 302


def _from(app: Flask, network: str) -> PageClient:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.environ_base["REMOTE_ADDR"] = network
    return client


def _try(app: Flask, network: str, times: int) -> None:
    """Count wrong passwords of Ada's as if they had come from a network."""
    with app.app_context():
        for _ in range(times):
            services.count_wrong_password("Ada@example.org", network)
        db.session.commit()


def test_whoever_tries_shuts_nobody_out_elsewhere(app: Flask) -> None:
    open_account(app)
    _try(app, "203.0.113.5", FROM_HERE)
    assert sign_in(_from(app, "203.0.113.5")).status_code == 429
    assert sign_in(_from(app, "198.51.100.7")).status_code == 302


def test_trying_from_many_networks_closes_an_account_and_its_owner_hears(
    app: Flask,
) -> None:
    open_account(app)
    for number in range(FOR_ACCOUNT // FROM_HERE):
        _try(app, f"203.0.113.{number}", FROM_HERE)
    assert sign_in(_from(app, "198.51.100.7")).status_code == 429
    told = [subject for subject, _ in list_mails(app, "ada@example.org")]
    assert told.count("Too many wrong passwords") == 1


def test_the_count_outlives_a_restart_and_ends_after_a_while(
    app: Flask, settings: Settings
) -> None:
    open_account(app)
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False) as clock:
        _try(app, "127.0.0.1", FROM_HERE)
        again = create_app(settings)
        again.test_client_class = PageClient
        assert sign_in(_from(again, "127.0.0.1")).status_code == 429
        clock.shift(15 * 60 + 1)
        assert sign_in(_from(again, "127.0.0.1")).status_code == 302
    with again.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_the_address_that_was_tried_is_not_kept(app: Flask) -> None:
    _try(app, "203.0.113.5", 1)
    with app.app_context():
        kept = db.session.scalars(select(WrongPassword)).one()
    assert "ada" not in kept.account
    assert len(kept.account) == 64


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("xyz")), max_size=160))
def test_enough_is_enough(pairs: list[tuple[str, str]]) -> None:
    wrong, here = [Tried(*pair) for pair in pairs], Tried("a", "x")
    counts = (
        sum(pair == ("a", "x") for pair in pairs) >= FROM_HERE,
        sum(network == "x" for _, network in pairs) >= FROM_NETWORK,
        sum(account == "a" for account, _ in pairs) >= FOR_ACCOUNT,
    )
    assert is_tried_out(wrong, here) == any(counts)


def test_passkeys_are_asked_and_refused_so_often_from_one_network(app: Flask) -> None:
    client = _from(app, "203.0.113.5")
    refused = int(REFUSED.split()[0])
    tries = [
        client.submit("/sign-in", button="Use a passkey", credential="x").status_code
        for _ in range(refused + 1)
    ]
    assert tries == [303] * refused + [429]
    asked = int(ASKED.split()[0])
    codes = [client.get("/sign-in/passkey").status_code for _ in range(asked + 1)]
    assert codes == [200] * asked + [429]
    assert _from(app, "198.51.100.7").get("/sign-in/passkey").status_code == 200


def test_one_address_cannot_try_every_account(client: PageClient) -> None:
    tries = [
        sign_in(client, f"{number}@example.org", "wrong").status_code
        for number in range(51)
    ]

    assert tries == [422] * 50 + [429]


def test_signing_in_well_is_not_counted(app: Flask) -> None:
    open_account(app)
    for _ in range(12):
        client = app.test_client()
        assert isinstance(client, PageClient)
        assert sign_in(client).status_code == 302


def test_five_links_an_hour_are_mailed_to_an_account(
    app: Flask, client: PageClient
) -> None:
    open_account(app)

    tries = [
        client.submit("/account/reset", email="ada@example.org").status_code
        for _ in range(6)
    ]

    assert tries == [200] * 5 + [429]
    assert len(list_mails(app, "ada@example.org")) == 1 + 5
