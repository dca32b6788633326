"""Closed papers open to whoever has shown lately, with a second thing, who they are."""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from govapp import clock
from govapp.config import Settings
from tests.accounts.authenticators import SecurityKey
from tests.accounts.people import ADMINISTRATOR, enter, open_account
from tests.conftest import make_settings
from tests.pages import PageClient
from tests.portal.papers import Papers


@pytest.fixture
def settings(engine_url: str, tmp_path: Path) -> Settings:
    """Return the settings of an installation that asks for more than a password."""
    lax = make_settings(tmp_path, engine_url)
    return dataclasses.replace(lax, second_factor="required")


def _closed(papers: Papers) -> list[str]:
    return [
        papers.book,
        papers.item(papers.closed),
        papers.item(papers.beneath),
        papers.files["closed"],
        papers.page("closed"),
        papers.page("advice"),
        f"{papers.item(papers.closed)}/note",
        f"{papers.book}/search",
        f"{papers.book}/notes",
        f"{papers.book}/notes.txt",
    ]


def test_a_password_alone_opens_what_is_not_closed(
    member: PageClient, papers: Papers
) -> None:
    assert member.get("/my/").status_code == 200
    own = member.get("/account/").text
    assert "What members read opens with a seat, and closes with it." in own
    assert "You have no role yet." not in own
    assert member.get(papers.item(papers.open)).status_code == 200
    assert member.get(papers.files["members"]).status_code == 200
    for address in _closed(papers):
        assert member.get(address).location == f"/account/protect?next={address}"
        assert member.head(address).status_code == 303


def test_a_passkey_opens_closed_papers_for_half_an_hour(
    app: Flask, member: PageClient, papers: Papers
) -> None:
    key = SecurityKey()
    options = member.get("/account/passkeys/options").get_json()
    member.submit("/account/passkeys", credential=key.make(options), name="Tablet")

    member.submit(f"{papers.item(papers.closed)}/note", text="Ask about the costs")
    member.submit(f"{papers.item(papers.open)}/note", text="Thank the staff")
    asking = [*_closed(papers), "/my/notes/1"]
    for address in asking:
        assert member.get(address).status_code == 200, address
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        assert member.get("/my/notes/2").status_code == 200
        for address in asking:
            asked = f"/account/confirm?next={address}"
            assert member.get(address).location == asked
        signed = key.sign(member.get("/sign-in/passkey").get_json())
        led = member.submit(asked, confirm_credential=signed)
        assert led.location == "/my/notes/1"
        assert member.get(papers.book).status_code == 200
    stranger = app.test_client()
    assert stranger.get(papers.book).location.startswith("/sign-in?next=")


def test_an_emergency_asks_first(app: Flask, papers: Papers) -> None:
    account = open_account(app, roles=[ADMINISTRATOR], password=None)
    ada, path = enter(app, account), "/desk/emergency/open"
    assert ada.get(path).location == f"/account/protect?next={path}"
    key = SecurityKey()
    options = ada.get("/account/passkeys/options").get_json()
    ada.submit("/account/passkeys", credential=key.make(options), name="Tablet")
    with time_machine.travel(clock.now() + timedelta(minutes=31)):
        asked = ada.submit(path, number=papers.number, reason="Court order")
        assert asked.status_code == 403
        assert 'name="confirm_credential"' in asked.text
        assert ada.get(papers.book).status_code == 404
        signed = key.sign(ada.get("/sign-in/passkey").get_json())
        opened = ada.submit_shown(asked, confirm_credential=signed)
        assert opened.location == "/desk/emergency"
        assert ada.get(papers.item(papers.closed)).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=80)):
        assert ada.get(papers.book).location == f"/account/confirm?next={papers.book}"
