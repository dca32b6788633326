"""A PDF read in the page: its words, its pages by button and key, where one stopped."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from govapp.app import create_app
from tests.browser.conftest import serving
from tests.browser.member import TABLET, announce, sign_in
from tests.conftest import make_settings
from tests.documents.samples import PDF
from tests.engines import Fresh
from tests.meetings.building import add_items, attach, post
from tests.parsing.papers import make_pdf, save

pytestmark = pytest.mark.browser

PAGES = [
    f"Page {n} is about {what}" for n, what in enumerate(("water", "power", "sun"), 1)
]


@pytest.fixture
def app(fresh_sqlite: Fresh, tmp_path: Path) -> Flask:
    return create_app(make_settings(tmp_path, fresh_sqlite(tmp_path)))


@pytest.fixture
def page(app: Flask, browser: Browser) -> Iterator[Page]:
    """Return the book of a meeting with three files, opened by a member."""
    meeting_id = announce(app)
    (budget,) = add_items(app, meeting_id, "Budget")
    for name, content in (
        ("memo.pdf", save(make_pdf(*PAGES))),
        ("locked.pdf", save(make_pdf("Nobody reads this"), "a password")),
        ("broken.pdf", PDF),
    ):
        attach(app, meeting_id, name, key=budget, visibility="closed", content=content)
    post(app, meeting_id)
    context = browser.new_context(viewport=TABLET, reduced_motion="reduce")
    with serving(app) as base:
        page = context.new_page()
        sign_in(page, base)
        page.get_by_role("link", name="Board of Governors").last.click()
        expect(page.get_by_role("heading", name="Agenda")).to_be_visible()
        yield page
    context.close()


def _open(page: Page, name: str) -> Locator:
    page.get_by_role("link", name=name, exact=True).click()
    return page.get_by_role("region", name="Pages of the document")


def test_a_file_is_read_and_its_pages_turned(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    pages = _open(page, "memo")
    number, status = page.get_by_label("Page", exact=True), page.locator("[data-said]")
    expect(pages.get_by_text(PAGES[0])).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text("3")
    expect(page.get_by_role("button", name="Previous page")).to_be_disabled()

    page.get_by_role("button", name="Next page").click()
    expect(status).to_have_text("Page 2 of 3")
    expect(number).to_have_value("2")
    expect(pages.get_by_text(PAGES[1])).to_be_in_viewport()

    pages.focus()
    pages.press("ArrowRight")
    expect(status).to_have_text("Page 3 of 3")
    expect(pages.get_by_text(PAGES[2])).to_be_in_viewport()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "3")
    pages.press("ArrowLeft")
    expect(status).to_have_text("Page 2 of 3")

    number.fill("1")
    number.press("Enter")
    expect(status).to_have_text("Page 1 of 3")
    expect(pages.get_by_text(PAGES[0])).to_be_in_viewport()
    assert said == []


def test_sizes_are_chosen_by_button_and_key(page: Page) -> None:
    pages = _open(page, "memo")
    expect(pages.get_by_text(PAGES[0])).to_be_visible()
    page.get_by_role("button", name="Fit width").click()
    pages.press("+")
    pages.press("+")
    wide = "el => el.scrollWidth > el.clientWidth"
    page.wait_for_function(wide, arg=pages.element_handle())
    pages.press("0")
    page.wait_for_function(f"el => !({wide})(el)", arg=pages.element_handle())


def test_words_are_found_in_the_whole_file(page: Page) -> None:
    pages = _open(page, "memo")
    expect(pages.get_by_text(PAGES[0])).to_be_visible()
    search, found = page.get_by_role("searchbox"), page.locator("[data-found]")
    search.fill("sun")
    search.press("Enter")
    expect(found).to_have_text("1 of 1")
    expect(pages.locator(".highlight")).to_have_text("sun")
    expect(pages.get_by_text(PAGES[2])).to_be_in_viewport()
    search.fill("about")
    search.press("Enter")
    expect(found).to_have_text(re.compile("of 3"))
    search.fill("nowhere")
    search.press("Enter")
    expect(found).to_have_text("Not found")


def test_where_one_stopped_is_where_one_goes_on(page: Page) -> None:
    pages = _open(page, "memo")
    expect(pages.get_by_text(PAGES[0])).to_be_visible()
    with page.expect_response(lambda answer: answer.request.method == "POST") as kept:
        page.get_by_role("button", name="Next page").click()
    assert kept.value.status == 204
    kept_here = "() => [localStorage.length, sessionStorage.length]"
    assert page.evaluate(kept_here) == [0, 0]
    page.reload()
    expect(pages.get_by_text(PAGES[1])).to_be_in_viewport()
    expect(page.get_by_label("Page", exact=True)).to_have_value("2")
    page.goto(f"{page.url}#page=3")
    page.reload()
    expect(pages.get_by_text(PAGES[2])).to_be_in_viewport()


def test_what_cannot_be_shown_says_why(page: Page) -> None:
    for name, why in (
        ("locked", "protected with a password"),
        ("broken", "is damaged"),
    ):
        pages = _open(page, name)
        expect(page.get_by_role("alert")).to_contain_text(why)
        expect(pages).to_be_hidden()
        saved = page.get_by_role("link", name="Open or save the file")
        expect(saved).to_be_visible()
        page.go_back()


def test_a_kept_file_is_read_without_a_network(page: Page) -> None:
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.locator("[data-keep-told]")).to_contain_text("It stays until")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Kept on this device.")
    pages = _open(page, "memo")
    expect(pages.get_by_text(PAGES[0])).to_be_visible()
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_label("Page", exact=True)).to_have_value("2")


def test_the_page_is_for_everyone(page: Page) -> None:
    pages = _open(page, "memo")
    expect(pages.get_by_text(PAGES[0])).to_be_visible()
    for width in (1280, 820, 360):
        page.set_viewport_size({"width": width, "height": 800})
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
