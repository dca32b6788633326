"""How often one may try."""

from flask import Flask

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
