"""The printed numbers of items: pure rules."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.meetings.rules.numbering import (
    Numbering,
    Place,
    find_doubles,
    number_tree,
    write_number,
)

COUNTED = [style for style in Numbering if style is not Numbering.TYPED]
# For each item how far back its parent stands (0: none), and whether it is a heading.
TREES = st.lists(st.tuples(st.integers(0, 4), st.booleans()), max_size=60)


def _plant(steps: list[tuple[int, bool]]) -> list[Place]:
    return [
        Place(n, n - back if 0 < back <= n else None, n, is_heading=is_heading)
        for n, (back, is_heading) in enumerate(steps)
    ]


def _numbers(places: list[Place], style: str = Numbering.DECIMAL) -> dict[int, str]:
    tree = number_tree(places, lambda place: place, style)
    return {node.item.id: node.number for top in tree for node in top.walk()}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Numbering.DECIMAL, ["1", "2", "2.1", "2.2", "2.2.1", "2.2.1.1"]),
        (Numbering.LETTERS, ["1", "2", "2.a", "2.b", "2.b.i", "2.b.i.1"]),
        (Numbering.CAPITALS, ["A.", "B.", "B.1", "B.2", "B.2.a", "B.2.a.A"]),
        (Numbering.ROMAN, ["I.", "II.", "II.A", "II.B", "II.B.1", "II.B.1.I"]),
    ],
)
def test_each_style_counts_in_its_own_way(style: str, expected: list[str]) -> None:
    parents = [None, None, 1, 1, 3, 4]
    places = [Place(n, parent, n) for n, parent in enumerate(parents)]
    assert list(_numbers(places, style).values()) == expected


@pytest.mark.parametrize(
    ("style", "count", "expected"),
    [
        (Numbering.LETTERS, 26, "1.z"),
        (Numbering.LETTERS, 27, "1.aa"),
        (Numbering.LETTERS, 702, "1.zz"),
        (Numbering.LETTERS, 703, "1.aaa"),
        (Numbering.CAPITALS, 28, "A.28"),
    ],
)
def test_letters_go_on_after_z(style: str, count: int, expected: str) -> None:
    assert write_number((1, count), style) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (4, "IV."),
        (9, "IX."),
        (14, "XIV."),
        (40, "XL."),
        (99, "XCIX."),
        (2026, "MMXXVI."),
    ],
)
def test_roman_numbers(count: int, expected: str) -> None:
    assert write_number((count,), Numbering.ROMAN) == expected


@given(steps=TREES, style=st.sampled_from(COUNTED))
def test_every_item_has_one_number_of_its_own(
    steps: list[tuple[int, bool]], style: str
) -> None:
    places = _plant(steps)
    numbers = _numbers(places, style)
    assert set(numbers) == {place.id for place in places}
    assert all(bool(numbers[each.id]) is not each.is_heading for each in places)
    assert find_doubles(numbers.values()) == []


@given(steps=TREES, style=st.sampled_from(COUNTED))
def test_siblings_count_without_a_gap_and_headings_do_not_count(
    steps: list[tuple[int, bool]], style: str
) -> None:
    places = _plant(steps)
    known = {place.id: place for place in places}
    numbers = _numbers(places, style)
    paths = _numbers(places, Numbering.DECIMAL)
    lists: dict[str, list[str]] = defaultdict(list)
    for key, path in paths.items():
        if path:
            lists[path.rpartition(".")[0]].append(numbers[key])
            above = known[key].parent
            while above is not None and known[above].is_heading:
                above = known[above].parent
            assert path.rpartition(".")[0] == ("" if above is None else paths[above])
    for prefix, found in lists.items():
        above_counts = tuple(int(part) for part in prefix.split(".")) if prefix else ()
        assert found == [
            write_number((*above_counts, n + 1), style) for n in range(len(found))
        ]


@given(steps=TREES)
def test_what_is_pulled_changes_no_number(steps: list[tuple[int, bool]]) -> None:
    places = _plant(steps)
    before = _numbers(places)
    for pulled in places:
        block = None if pulled.parent is None else places[pulled.parent]
        if block is None or block.is_heading or pulled.is_heading:
            continue
        home = (block.id, pulled.position)
        after = Place(pulled.id, block.parent, block.position, home=home)
        moved = [after if place is pulled else place for place in places]
        assert _numbers(moved) == before
        # Moved on by hand it is numbered where it stands.
        if block.parent is not None:
            elsewhere = Place(pulled.id, None, 99, home=home)
            moved = [elsewhere if place is pulled else place for place in places]
            assert "." not in _numbers(moved)[pulled.id]


def test_two_that_were_pulled_keep_their_order() -> None:
    places = [
        Place(1, None, 0),
        Place(2, 1, 0),
        Place(4, 1, 2),
        Place(3, None, 1, home=(1, 1)),
        Place(5, None, 2, home=(1, 3)),
        Place(6, None, 3),
    ]
    assert _numbers(places) == {
        1: "1", 2: "1.1", 4: "1.3", 3: "1.2", 5: "1.4", 6: "2",
    }  # fmt: skip


def test_typed_numbers_stand_as_they_are_and_doubles_are_found() -> None:
    places = [
        Place(1, None, 0, typed="7"),
        Place(2, None, 1, is_heading=True, typed="8"),
        Place(3, 2, 0, typed="7"),
        Place(4, None, 2),
    ]
    numbers = _numbers(places, Numbering.TYPED)
    assert numbers == {1: "7", 2: "", 3: "7", 4: ""}
    assert find_doubles(numbers.values()) == ["7"]
