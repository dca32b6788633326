"""What is asked before something is done, and told once it is: rows 3 and 4.

Each form is sent as it stands on its page, on a site whose every text would be markup
somewhere: what it is refused with, what it leads to, and what two people wrote there
at once.
"""

import pytest

from tests.matrix.marking import Marked
from tests.matrix.polyglot import BEGIN, find_markup
from tests.matrix.posting import Sent, follow, list_forms
from tests.pages import parse_page, read_text


@pytest.fixture
def forms(marked: Marked) -> list[Sent]:
    return list(list_forms(marked.walker))


@pytest.mark.timeout(900)
def test_row_3_what_is_told_of_a_text_is_text(
    marked: Marked, forms: list[Sent]
) -> None:
    walker, wrong, told = marked.walker, {}, 0
    for sent in forms:
        answer = walker.send(
            sent.actor, "POST", sent.path, data=sent.data, is_undone=True
        )
        then = follow(walker, sent.actor, answer)
        for page in filter(None, (answer, then)):
            found = find_markup(page)
            if found or page.status_code >= 500:
                wrong[sent.path] = f"{page.status_code} {found}"
        told += then is not None and BEGIN in _read_banners(then.text)
    assert wrong == {}
    assert told > 10


def _read_banners(html: str) -> str:
    """Return what a page says was done."""
    return " ".join(
        read_text(element)
        for element in parse_page(html).iter()
        if element.get("role") in {"status", "alert"}
    )


@pytest.mark.timeout(900)
def test_row_4_what_somebody_else_wrote_is_text(
    marked: Marked, forms: list[Sent]
) -> None:
    walker, wrong, merged = marked.walker, {}, 0
    for sent in forms:
        if "row_version" not in sent.data:
            continue
        typed = {
            name: f"{value} too" if BEGIN in str(value) else value
            for name, value in sent.data.items()
        }
        stale = {**typed, "row_version": "0"}
        answer = walker.send(sent.actor, "POST", sent.path, data=stale, is_undone=True)
        found = find_markup(answer)
        if found or answer.status_code >= 500:
            wrong[sent.path] = f"{answer.status_code} {found}"
        merged += answer.status_code == 409 and BEGIN in answer.text
    assert wrong == {}
    assert merged > 15
