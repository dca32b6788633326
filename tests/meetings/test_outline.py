"""An agenda understood from the layout of a document."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.meetings.rules.outline import Block, Entry, list_parents, understand

TEXTS = st.text(st.sampled_from("abcIVX .)(10é\u202e"), min_size=1, max_size=30).filter(
    str.strip
)
BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(["heading", "list", "text", "row"]),
        text=TEXTS,
        level=st.integers(0, 8),
        cells=st.lists(TEXTS, min_size=1, max_size=4).map(tuple),
    ),
    max_size=30,
)


def _read(*texts: str) -> list[tuple[int, str]]:
    entries, _ = understand([Block("text", text) for text in texts])
    return [(entry.depth, entry.title) for entry in entries]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["1. One", "1.1 Two", "1.1.1. Three", "2) Four"], [0, 1, 2, 0]),
        (["I. One", "A. Two", "1. Three", "B. Four", "II. Five"], [0, 1, 2, 1, 0]),
        (["A. One", "B. Two", "C. Three", "I. Four"], [0, 0, 0, 0]),
        (["Item 1: One", "(a) Two", "(b) Three", "Item 2. Four"], [0, 1, 1, 0]),
        (["1.0 One", "10. Two", "10.10 Three"], [0, 0, 1]),
    ],
)
def test_typed_numbers_nest(texts: list[str], found: list[int]) -> None:
    words = ["One", "Two", "Three", "Four", "Five"]
    assert _read(*texts) == list(zip(found, words[: len(found)], strict=True))


def test_text_that_begins_with_a_number_is_no_item() -> None:
    entries, left_out = understand(
        [
            Block("text", "2026 was dry."),
            Block("text", "30 days notice is given."),
            Block("text", "1. Report"),
            Block("text", "10:00 a.m. in Folsom"),
        ]
    )
    assert left_out == ("2026 was dry.", "30 days notice is given.")
    assert entries == (
        Entry("Report", kind="briefing", description="10:00 a.m. in Folsom"),
    )


def test_headings_part_numbered_lines_and_are_items_without_them() -> None:
    heading = Block("heading", "Decision items")
    (alone, below), _ = understand([heading, Block("heading", "The plan", level=1)])
    assert (alone.kind, below.depth, below.kind) == ("decision", 1, "other")
    (section, line), _ = understand([heading, Block("list", "The plan")])
    assert (section.kind, line.depth) == ("heading", 1)


@pytest.mark.parametrize(
    ("title", "entry"),
    [
        ("Report (20 minutes)", Entry("Report", kind="briefing", minutes=20)),
        ("Closed session – 5 min.", Entry("Closed session", kind="closed", minutes=5)),
        ("Minutes of May", Entry("Minutes of May", kind="minutes")),
        ("Adjourn", Entry("Adjourn", kind="procedural")),
        ("15 min", Entry("?", minutes=15)),
    ],
)  # fmt: skip
def test_a_title_tells_kind_and_time(title: str, entry: Entry) -> None:
    assert understand([Block("list", title)])[0] == (entry,)


@given(BLOCKS)
def test_no_level_is_skipped_and_nothing_is_lost(blocks: list[Block]) -> None:
    entries, left_out = understand(blocks)

    depths = [-1, *(entry.depth for entry in entries)]
    assert all(b <= a + 1 for a, b in pairwise(depths))
    assert all(entry.title for entry in entries)
    parents = list(list_parents(entries))
    for entry, parent in zip(entries, parents, strict=True):
        above = entries[parent].depth if parent is not None else -1
        assert above == entry.depth - 1
    said = " ".join([*left_out, *(entry.description for entry in entries)])
    for block in blocks:
        if block.kind == "text" and not any(
            block.text.strip().endswith(entry.title) for entry in entries
        ):
            assert block.text.strip() in said
