"""The page that verifies in the browser: the same verdicts, and nothing is sent."""

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Request

from tests.browser.conftest import serving
from tests.engines import Fresh
from tests.proof.forging import FORGERS
from tests.proof.history import Given, History, loaded

pytestmark = pytest.mark.browser

FORGERIES = 4


@pytest.fixture(scope="module")
def history(
    fresh_sqlite: Fresh, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[History]:
    with loaded(fresh_sqlite, tmp_path_factory.mktemp("history")) as history:
        yield history


@pytest.fixture(scope="module")
def page(history: History, browser: Browser) -> Iterator[Page]:
    """Open the page once; from then on it may ask for nothing."""
    with serving(history.app) as base:
        page = browser.new_page()
        page.goto(f"{base}/record/verify", wait_until="networkidle")

        def refuse(request: Request) -> None:
            raise AssertionError(f"The page asked for {request.url}")

        page.on("request", refuse)
        yield page
        page.close()


def _payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def _choose(page: Page, proof: str | None, file: bytes | None) -> str:
    """Choose a proof and a file, and return what is said of them."""
    said = page.get_by_role("status")
    for label, data in (
        ("Its proof", proof.encode(errors="surrogateescape") if proof else None),
        ("Your copy of the document", file),
    ):
        field = page.get_by_label(label)
        field.set_input_files([_payload("given", data)] if data is not None else [])
    page.locator("[data-verify][aria-busy=false]").wait_for()
    return said.inner_text()


def _is_taken(said: str) -> bool:
    assert ("Unchanged." in said) != ("This is not what was posted." in said), said
    return "Unchanged." in said


def test_it_takes_what_was_posted(page: Page, history: History) -> None:
    for one in (*history.documents[:4], *history.agendas[:2], *history.entries[-4:]):
        assert _is_taken(_choose(page, one.text, one.file)), one.address


def test_it_says_what_a_document_is(page: Page, history: History) -> None:
    said = _choose(page, history.documents[0].text, history.documents[0].file)
    assert said.startswith("This file is what was posted.\n")
    assert "agenda version 1 of meeting 2026-" in said
    assert said.endswith(f"Signed with the key {history.key}")


def test_it_takes_no_forgery(page: Page, history: History) -> None:
    chance = random.Random(1)  # noqa: S311 no secret
    for number in range(FORGERIES * len(FORGERS)):
        given: Given
        given, other = chance.sample(history.entries + history.documents, 2)
        forger = FORGERS[number % len(FORGERS)]
        text, file = forger(given, other, chance)
        said = _choose(page, text, file)
        assert not _is_taken(said), (forger.__name__, given.address, said)


def test_a_file_alone_is_told_its_hash(page: Page) -> None:
    assert _choose(page, None, b"abc") == (
        "The hash of this file (SHA-256) is ba7816bf8f01cfea414140de5dae2223"
        "b00361a396177a9cb410ff61f20015ad. Now choose its proof."
    )
    assert _choose(page, None, None) == ""


def test_without_script_the_page_tells_of_the_program(
    history: History, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    with serving(history.app) as base:
        page = context.new_page()
        page.goto(f"{base}/record/verify")
        assert not page.get_by_label("Its proof").is_visible()
        assert page.get_by_text("Your browser runs no scripts here").is_visible()
        assert page.get_by_role("link", name="verify.py").is_visible()
    context.close()
