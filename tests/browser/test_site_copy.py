"""A copy of the site made of files, read in a browser from a plain server."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from playwright.sync_api import Browser, expect

from govapp.commands.moving import export
from govapp.config import Settings
from govapp.record.shapes.meetings import Item
from tests.exchange.moving.copies import serving_files
from tests.exchange.posted import (
    post_agenda,
    post_bodies,
    post_notice,
    post_organization,
)

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_copy_is_searched_and_says_what_it_cannot_do(
    app: Flask, settings: Settings, browser: Browser, tmp_path: Path
) -> None:
    post_organization(app)
    post_bodies(app)
    for number in (1, 2):
        name = f"2026-00{number}"
        post_notice(app, name, start_local=f"2026-12-0{number}T10:00")
        post_agenda(app, Item(key=f"k{number}", title="Café Règlement"), number=name)
    done = CliRunner().invoke(export, ["site", str(tmp_path / "copy")], obj=settings)
    assert done.exit_code in {0, 3}, done.output
    with serving_files(tmp_path / "copy") as port:
        page = browser.new_page()
        page.goto(f"http://localhost:{port}/")
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_label("Words in anything posted").fill("reglement CAFE")
        page.get_by_role("button", name="Search").click()
        found = page.locator(".g-results li")
        expect(found).to_have_count(2)
        expect(page.get_by_role("status")).to_have_text(
            "Found: 2. Shown: 2, the newest first."
        )
        expect(found.first).to_contain_text("Agenda item · 2026-12-02")
        found.first.get_by_role("link").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Café Règlement")
        page.goto(f"http://localhost:{port}/search?q=reglement+nowhere")
        expect(page.get_by_role("status")).to_have_text(
            "Nothing posted has all of these words."
        )
        page.get_by_role("link", name="Follow by e-mail").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "Only on the site itself"
        )
        page.close()
