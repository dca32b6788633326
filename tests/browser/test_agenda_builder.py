"""The agenda builder in a real browser: by mouse, by keyboard, and without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import AgendaItem
from govapp.meetings.services import agenda
from tests.browser.conftest import serving
from tests.browser.secretary import Secretary, drop, prepare
from tests.documents.samples import PDF

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True),
]

ITEMS = ("Call to order", "Decisions", "Budget", "Adjournment")


@pytest.fixture
def secretary(app: Flask, browser: Browser) -> Iterator[Secretary]:
    """Give a secretary at an agenda of four items, with scripts."""
    yield from at_the_agenda(app, browser, scripts=True)


@pytest.fixture
def plain_secretary(app: Flask, browser: Browser) -> Iterator[Secretary]:
    """Give the same without scripts."""
    yield from at_the_agenda(app, browser, scripts=False)


def at_the_agenda(
    app: Flask, browser: Browser, *, scripts: bool
) -> Iterator[Secretary]:
    prepare(app)
    with serving(app) as base:
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        problems: list[str] = []
        page.on("console", lambda said: problems.append(said.text))
        # What the server refuses is part of the test.
        refused = "Failed to load resource: the server responded with a status of 4"
        page.on("pageerror", lambda error: problems.append(str(error)))
        secretary = Secretary(page, base)
        secretary.sign_in()
        secretary.schedule("2027-03-17")
        secretary.page.goto(f"{secretary.desk}/agenda")
        title = page.get_by_label("Title")
        title.focus()
        for item in ITEMS:
            page.keyboard.type(item)
            page.keyboard.press("Enter")
            expect(secretary.row(item)).to_be_visible()
            expect(title).to_be_focused()
        yield secretary
        context.close()
        assert [told for told in problems if not told.startswith(refused)] == []


def drag(page: Page, what: Locator, to: Locator, *, x: float, y: float) -> None:
    """Drag with the mouse, as slowly as a hand, to a point of an element."""
    what.hover()
    page.mouse.down()
    place = to.bounding_box()
    assert place is not None
    page.mouse.move(place["x"] + x + 5, place["y"] + y + 8, steps=10)
    for wait in (200, 400):
        page.mouse.move(place["x"] + x, place["y"] + y + wait / 100, steps=5)
        page.wait_for_timeout(wait)
    page.mouse.up()


def test_the_mouse_drags_items_within_a_list_and_beneath_another(
    secretary: Secretary,
) -> None:
    page = secretary.page
    handle = secretary.row("Adjournment").locator("[data-handle]")
    drag(page, handle, secretary.row("Decisions"), x=30, y=4)
    live = page.locator("[data-live]")
    expect(live).to_have_text("“Adjournment” is now at 2.")
    secretary.expect_order(
        [
            "1 Call to order",
            "2 Adjournment",
            "3 Decisions",
            "4 Budget",
        ]
    )
    handle = secretary.row("Budget").locator("[data-handle]")
    row = secretary.row("Decisions")
    size = row.bounding_box()
    assert size is not None
    drag(page, handle, row, x=120, y=size["height"] + 6)
    expect(live).to_have_text("“Budget” is now at 3.1.")
    page.reload()
    secretary.expect_order(
        [
            "1 Call to order",
            "2 Adjournment",
            "3 Decisions",
            "3.1 Budget",
        ]
    )


def test_the_keyboard_moves_items_and_keeps_its_place(secretary: Secretary) -> None:
    page = secretary.page
    up = secretary.row("Budget").get_by_role("button", name="Move up")
    up.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-live]")).to_have_text("“Budget” is now at 2.")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-live]")).to_have_text("“Budget” is now at 1.")
    expect(up).to_be_disabled()
    down = secretary.row("Budget").get_by_role("button", name="Move down")
    expect(down).to_be_focused()
    page.reload()
    secretary.expect_order(
        ["1 Budget", "2 Call to order", "3 Decisions", "4 Adjournment"]
    )


def test_the_menu_opens_and_closes_by_keyboard(secretary: Secretary) -> None:
    page = secretary.page
    more = secretary.row("Budget").locator("summary")
    more.focus()
    page.keyboard.press("Enter")
    entry = secretary.row("Budget").get_by_role("link", name="Move to… Budget")
    expect(entry).to_be_visible()
    page.keyboard.press("Escape")
    expect(entry).to_be_hidden()
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    entry.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Beneath").select_option("2 Decisions")
    page.get_by_label("Place").select_option("1, at the start")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".g-row:focus .g-row__title").first).to_have_text("Budget")
    secretary.expect_order(
        ["1 Call to order", "2 Decisions", "2.1 Budget", "3 Adjournment"]
    )


def test_a_move_that_is_not_saved_says_so(app: Flask, secretary: Secretary) -> None:
    page = secretary.page
    with app.app_context():
        item = db.session.scalars(select(AgendaItem)).first()
        assert item is not None
        agenda.remove_item(SYSTEM, item)
        db.session.commit()
    secretary.row("Call to order").get_by_role("button", name="Move down").press(
        "Enter"
    )
    expect(page.locator("[data-live]")).to_contain_text("The move was not saved.")
    expect(secretary.row("Call to order")).to_have_count(0)


def choose(page: Page, folder: Path, *names: str) -> None:
    """Write small files and choose them for the upload."""
    for name in names:
        (folder / name).write_bytes(PDF + name.encode())
    page.get_by_label("Files").set_input_files([folder / name for name in names])


def test_files_come_in_one_by_one_each_with_its_state(
    secretary: Secretary, tmp_path: Path
) -> None:
    page = secretary.page
    secretary.open_menu("Budget", "Add files")
    choose(page, tmp_path, "Memo.pdf", "Slides.pdf")
    page.get_by_label("Who may read them").select_option("Members of the body")
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.method))
    page.get_by_role("button", name="Upload").click()
    for label in ("Memo", "Slides"):
        line = page.locator(".g-filing li").filter(has_text=f"{label}.pdf")
        expect(line).to_contain_text("Members only")
    assert sent.count("POST") == 2


def test_a_bad_file_is_named_and_the_others_are_saved(
    secretary: Secretary, tmp_path: Path
) -> None:
    page = secretary.page
    secretary.open_menu("Budget", "Add files")
    page.locator("form[data-upload]").evaluate("form => form.dataset.limit = 400")
    (tmp_path / "Large.pdf").write_bytes(PDF + bytes(400))
    choose(page, tmp_path, "Memo.pdf", "Lie.png")
    page.get_by_label("Files").set_input_files(
        [tmp_path / name for name in ("Memo.pdf", "Lie.png", "Large.pdf")]
    )
    page.get_by_role("button", name="Upload").click()
    lines = page.locator(".g-uploads li")
    expect(lines.nth(0)).to_contain_text("Saved")
    expect(lines.nth(1)).to_contain_text("Lie.png is not what its name says")
    expect(lines.nth(2)).to_contain_text("Larger than 100 MB: make it smaller.")
    page.get_by_role("link", name="Show the files that were saved").click()
    expect(page.locator(".g-filing li")).to_have_count(1)


def test_without_scripts_everything_is_a_form(
    plain_secretary: Secretary, tmp_path: Path
) -> None:
    secretary, page = plain_secretary, plain_secretary.page
    secretary.row("Adjournment").get_by_role("button", name="Move up").press("Enter")
    secretary.expect_order(
        ["1 Call to order", "2 Decisions", "3 Adjournment", "4 Budget"]
    )
    secretary.open_menu("Budget", "Move to…")
    page.get_by_label("Beneath").select_option("2 Decisions")
    page.get_by_role("button", name="Move", exact=True).click()
    secretary.expect_order(
        ["1 Call to order", "2 Decisions", "2.1 Budget", "3 Adjournment"]
    )
    secretary.open_menu("Budget", "Add files")
    choose(page, tmp_path, "Memo.pdf", "Lie.png", "Slides.pdf")
    page.get_by_role("button", name="Upload").click()
    expect(page.locator("main")).to_contain_text("2 files are saved.")
    expect(page.locator("main")).to_contain_text("Lie.png is not what its name says")
    page.goto(f"{secretary.desk}/preview")
    expect(page.locator("main")).to_contain_text("Preview: not posted.")
    expect(page.get_by_role("link", name="Memo", exact=True)).to_be_visible()


def test_every_page_is_accessible_and_fits_a_phone(
    secretary: Secretary, tmp_path: Path
) -> None:
    page = secretary.page
    secretary.upload("Budget", tmp_path, ["Memo.pdf"])
    file = page.locator(".g-filing a", has_text="Edit").get_attribute("href") or ""
    page.goto(f"{secretary.desk}/agenda")
    key = page.locator(".g-row").first.get_attribute("data-key")
    paths = ["agenda", "agenda/copy", "agenda/note", "files", "preview", "post"]
    paths += [f"items/{key}/{tool}" for tool in ("add", "edit", "move", "remove")]
    addresses = [f"{secretary.desk}/{path}" for path in paths]
    addresses += [f"{secretary.base}{file}", page.url]
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses:
            page.goto(address)
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not wide, f"{address} does not fit {width} px"
            found = Axe().run(page)
            assert found.violations_count == 0, f"{address}: {found.generate_report()}"


def test_files_are_dropped_on_items_and_on_files(secretary: Secretary) -> None:
    page, row = secretary.page, secretary.row("Budget")
    secretary.page.get_by_label("Who may read them").select_option("members")

    drop(page, row, {"Memo.pdf": PDF, "Plan.pdf": PDF + b"\n"})

    expect(row.locator(".g-files li")).to_have_count(2)
    expect(row.get_by_text("Members only")).to_have_count(2)
    memo = row.locator("[data-file]").filter(has_text="Memo")
    drop(page, memo, {"Better.pdf": PDF + b"\n\n"})
    expect(memo.get_by_role("link")).to_have_attribute("href", re.compile(r"/v/2$"))

    drop(page, row, {"Late.pdf": PDF + b"\n\n\n", "virus.exe": b"MZ"})
    told = row.get_by_role("status")
    expect(told).to_contain_text("Late.pdf")
    expect(told).to_contain_text("virus.exe is of a kind that is not taken.")
    told.get_by_role("link").click()
    expect(row.locator(".g-files li")).to_have_count(3)


def test_without_scripts_nothing_speaks_of_dropping(plain_secretary: Secretary) -> None:
    expect(plain_secretary.page.get_by_text("Drop files")).to_be_hidden()
