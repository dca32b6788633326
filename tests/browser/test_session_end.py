"""A session that ends under somebody's hands: told before, and nothing is lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import update

from govapp import clock
from govapp.accounts.models import SignIn
from govapp.app import create_app
from govapp.database import db
from tests.accounts.people import ADMINISTRATOR, PASSWORD, open_account
from tests.browser.conftest import serving
from tests.conftest import make_settings
from tests.engines import Fresh

pytestmark = pytest.mark.browser


@pytest.fixture
def app(fresh_sqlite: Fresh, tmp_path: Path) -> Flask:
    return create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))


@pytest.fixture
def base(app: Flask) -> Iterator[str]:
    open_account(app, roles={ADMINISTRATOR})
    with serving(app) as base:
        yield base


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


def _sign_in(page: Page, base: str) -> None:
    page.goto(f"{base}/sign-in?next=/desk/users/invite")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Invite somebody")).to_be_visible()


def _set(app: Flask, **values: object) -> None:
    with app.app_context():
        db.session.execute(update(SignIn).values(**values))
        db.session.commit()


def test_one_press_goes_on_before_the_end(
    app: Flask, base: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.clock.install()
    _sign_in(page, base)
    told = page.get_by_role("alert").filter(has_text="You are signed out in")

    _set(app, used_at=clock.now() - timedelta(hours=11, minutes=56, seconds=10))
    page.clock.fast_forward("11:57:00")
    expect(told).to_contain_text("You are signed out in 4 min unless you go on.")
    page.get_by_role("button", name="Stay signed in").click()
    expect(told).to_be_hidden()


def test_what_was_typed_outlasts_the_session(
    app: Flask, base: str, context: BrowserContext
) -> None:
    page = context.new_page()
    page.clock.install()
    _sign_in(page, base)
    page.get_by_label("Name", exact=True).fill("Bo")
    page.get_by_label("E-mail address").fill("bo@example.org")
    page.get_by_text("Auditor: reads the record").click()
    over = page.get_by_role("link", name="Sign in in another window")

    _set(app, ended_at=clock.now())
    page.clock.fast_forward("13:00:00")
    expect(over).to_be_visible()
    page.get_by_role("button", name="Send the invitation").click()
    expect(over).to_be_focused()
    expect(page.get_by_label("E-mail address")).to_have_value("bo@example.org")

    other = context.new_page()
    _sign_in(other, base)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(over).to_be_hidden()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("Bo is invited.")).to_be_visible()
