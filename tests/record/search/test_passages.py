"""The passage of a text, with what was asked for marked."""

import pytest

from govapp.record.search.passages import AT_ONCE, Marker
from govapp.record.search.query import parse

FILLING = "Nothing of it here.\n" * (AT_ONCE // 10)
# What is asked for, the text, its passage with marks, and the page.
PASSAGES = [
    ("plan", "The plan.", "The [plan].", 1),
    ("plan", "No word of it", "No word of it", 1),
    ("plan", "", "", 1),
    ("plan", "First page\fSecond\nThe Plan, as it is", "… The [Plan], as it is", 2),
    ("plan", "“É”\f–\f“Née” plan", "… “Née” [plan]", 3),
    ("nee", "“É”\f–\f“Née” plan", "… “[Née]” plan", 3),
    ("strasse", "Die Straße", "Die [Straße]", 1),
    ("1000", "It costs $1,000.", "It costs $[1,000].", 1),
    ("pl*", "Plant and simple plan", "[Plant] and simple [plan]", 1),
    ("plan", "replanted, planned, plan_b", "replanted, planned, [plan]_b", 1),
    ("transmission plan", "plan\n" + "x\n" * 200 + "transmission plan",
     "… [transmission] [plan]", 1),
    ("plan", FILLING + "\fÜber: the plan", "… Über: the [plan]", 2),
    ("7.3", "See 7.3 and 7.31", "See [7.3] and 7.31", 1),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "text", "expected", "page"), PASSAGES)
def test_a_passage_says_what_was_asked_for(
    asked: str, text: str, expected: str, page: int
) -> None:
    passage = Marker(parse(asked)).find_passage(text)
    marked = (f"[{one.text}]" if one.is_found else one.text for one in passage.pieces)
    assert ("".join(marked), passage.page) == (expected, page)


def test_a_passage_begins_near_the_word_and_ends_with_one() -> None:
    text = "word " * 100 + "plan " + "more " * 100
    passage = Marker(parse("plan")).find_passage(text)
    said = "".join(piece.text for piece in passage.pieces)
    assert said.startswith("… word word word word word word plan more ")
    assert said.endswith("more …")
    assert len(said) <= 244
