"""What is typed into a search is looked for as it stands: security row 52."""

import pytest
from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.matters import Matter
from tests.exchange.posted import BOARD, post, post_bodies, post_notice
from tests.pages import PageClient

SAID = "Rates at 100%_a\\b 'c' \"d\""
# What would fit it as a pattern stands beside it.
BESIDE = "Rates at 100 or xya"


@pytest.fixture
def posted(app: Flask) -> None:
    post_bodies(app)
    for number, title in (("2026-001", SAID), ("2026-002", BESIDE)):
        post_notice(app, number, title=title)
        matter = Matter(file_number=number, title=title, kind="budget", body=BOARD)
        post(app, Kind.MATTER, f"matter:{number}", matter)


def _find(client: PageClient, path: str, asked: str) -> set[str]:
    """Return which of both are found."""
    page = client.get(path, query_string={"q": asked}).text
    kind = "matters" if path == "/matters" else "meetings"
    numbers = ("2026-001", "2026-002")
    return {number for number in numbers if f'href="/{kind}/{number}"' in page}


BOTH, FIRST = {"2026-001", "2026-002"}, {"2026-001"}
FOUND: dict[str, set[str]] = {
    "rates": BOTH,
    "100%": FIRST,
    "%_a": FIRST,
    "a\\b": FIRST,
    "'c'": FIRST,
    '"d"': FIRST,
    "r_tes": set(),
    "rat%": set(),
    "r%s": set(),
    "/%": set(),
    "' or ''='": set(),
}


@pytest.mark.usefixtures("posted")
def test_a_list_is_searched_for_what_was_typed(client: PageClient) -> None:
    for path in ("/meetings", "/matters"):
        assert {asked: _find(client, path, asked) for asked in FOUND} == FOUND, path


@pytest.mark.usefixtures("posted")
def test_nothing_is_found_by_a_pattern(client: PageClient) -> None:
    assert _find(client, "/search", "rates") == BOTH
    for asked in ("r_tes", "rat%", "r%s", "'' or 1=1 --"):
        assert _find(client, "/search", asked) == set(), asked
