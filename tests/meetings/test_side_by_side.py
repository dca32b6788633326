"""Two versions of an agenda beside each other."""

from hypothesis import given
from hypothesis import strategies as st

from govapp.meetings.published.differences import Piece
from govapp.meetings.published.side_by_side import lay_out, merge_orders
from govapp.record.shapes.meetings import Agenda, Item
from tests.exchange.posted import make_file

WORDS = st.lists(st.sampled_from(["plan", "cost", "\n", "a", "b"]), max_size=12)
KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


def _read(field: str, item: Item) -> str:
    return "" if field == "facts" else str(getattr(item, field))


def _text(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def _agendas(old: str, new: str) -> tuple[Agenda, Agenda]:
    sides = (Item(key="k", title="T", description=text) for text in (old, new))
    first, second = (Agenda(items=(item,)) for item in sides)
    return first, second


def test_a_paragraph_stands_beside_what_became_of_it() -> None:
    old, new = _agendas("First.\nThe old plan.\nLast.", "First.\nThe new plan.")

    rows = [row for row in lay_out(old, new, _read) if row.field == "description"]

    assert [(row.what, _text(row.old), _text(row.new)) for row in rows] == [
        ("", "First.", "First."),
        ("reworded", "The old plan.", "The new plan."),
        ("removed", "Last.", ""),
    ]
    assert [piece for piece in rows[1].new if piece.is_changed] == [
        Piece("new ", is_changed=True)
    ]


def test_what_was_removed_stands_where_it_stood_and_files_show() -> None:
    memo = make_file("memo.pdf", id="m", label="Memo")
    one, two, three = (Item(key=key, number=key, title=key) for key in "123")
    again = memo.model_copy(update={"version": 2})
    old = Agenda(items=(one, two, three), files=(memo,))
    new = Agenda(items=(three, one), files=(again,), note="Read this.")

    rows = lay_out(old, new, _read)

    assert [(row.field, row.what) for row in rows if not row.is_title][:2] == [
        ("note", "added"),
        ("file", "reworded"),
    ]
    assert [(row.key, row.what) for row in rows if row.is_title] == [
        ("3", "moved"),
        ("1", ""),
        ("2", "removed"),
    ]


@given(KEYS, KEYS)
def test_merged_orders_keep_the_new_one_and_lose_nothing(
    old: list[str], new: list[str]
) -> None:
    merged = merge_orders(old, new)

    assert sorted(merged) == sorted({*old, *new})
    assert [key for key in merged if key in new] == new


@given(WORDS, WORDS)
def test_each_side_reads_as_its_version(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    rows = [
        row
        for row in lay_out(*_agendas(before, after), _read)
        if row.field == "description"
    ]

    for text, sides in (
        (before, [row.old for row in rows]),
        (after, [row.new for row in rows]),
    ):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        assert [_text(side) for side in sides if side] == lines
    assert all(bool(row.what) == (row.old != row.new) for row in rows)
