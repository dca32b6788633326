"""Passkeys in a real browser: made, signed in with, used to confirm, let go."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from govapp import clock
from govapp.accounts.models import SignIn
from govapp.database import db
from tests.accounts.people import ADMINISTRATOR, PASSWORD, list_mails, open_account
from tests.browser.conftest import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def base(app: Flask) -> Iterator[str]:
    open_account(app, roles={ADMINISTRATOR})
    with serving(app) as base:
        yield base


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def _plug_in(page: Page, transport: str, **more: Any) -> tuple[Any, str]:
    """Give a page an authenticator; return what speaks with it, and its id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": transport,
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
        **more,
    }
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, str(made["authenticatorId"])


def _sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/sign-in")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def _make(page: Page, base: str, name: str) -> None:
    page.goto(f"{base}/account/passkeys")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("Your passkey is taken in")).to_be_visible()


@pytest.mark.parametrize("transport", ["usb", "internal"])
def test_a_passkey_signs_in_alone(
    app: Flask, base: str, page: Page, transport: str
) -> None:
    _plug_in(page, transport)
    _sign_in(page, base)
    _make(page, base, "Blue key")
    expect(page.get_by_role("button", name="Remove Blue key")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)

    page.goto(f"{base}/sign-in?next=/account/sessions")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_text("with a passkey")).to_be_visible()
    subject, text = list_mails(app, "ada@example.org")[-1]
    assert subject == "A passkey was added to your account"
    assert "It is called “Blue key”." in text


def test_a_password_asks_for_the_passkey_too_and_without_one_nobody_is_in(
    base: str, page: Page
) -> None:
    session, key = _plug_in(page, "usb")
    _sign_in(page, base)
    _make(page, base, "Blue key")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)

    page.goto(f"{base}/sign-in?next=/account/sessions")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Enter a code")).to_be_visible()

    # Somebody who cannot open the key's own lock is not let in by it.
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False}
    )
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_text("Nothing was signed.")).to_be_visible()
    session.send(
        "WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True}
    )
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()


def test_a_passkey_confirms_and_what_was_typed_goes_on(
    app: Flask, base: str, page: Page
) -> None:
    _plug_in(page, "internal")
    _sign_in(page, base)
    _make(page, base, "My laptop")
    page.goto(f"{base}/desk/users/invite")
    page.get_by_label("Name", exact=True).fill("Bo")
    page.get_by_label("E-mail address").fill("bo@example.org")
    page.get_by_text("Auditor: reads the record").click()
    with app.app_context():
        long_ago = clock.now() - timedelta(hours=1)
        db.session.execute(update(SignIn).values(confirmed_at=long_ago))
        db.session.commit()

    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("heading", name="Confirm that it is you")).to_be_visible()
    page.get_by_role("button", name="Confirm with a passkey").click()

    expect(page.get_by_text("Bo is invited.")).to_be_visible()


def test_a_lost_passkey_is_replaced_by_a_recovery_code(base: str, page: Page) -> None:
    session, key = _plug_in(page, "usb")
    _sign_in(page, base)
    _make(page, base, "Blue key")
    page.goto(f"{base}/account/recovery-codes")
    page.get_by_role("button", name="Make new codes").click()
    expect(page.locator(".g-codes code")).to_have_count(10)
    code = page.locator(".g-codes code").first.text_content()
    assert code
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": key})

    page.goto(f"{base}/sign-in?next=/account/passkeys")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Remove Blue key").click()
    expect(page.get_by_text("No passkeys yet.")).to_be_visible()
