"""Two texts, word by word: nothing is lost between them, and nobody waits."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govapp.meetings.published.differences import Piece, reword

TEXTS = st.text(alphabet="ab. \n", max_size=60)
REPETITIVE = [
    ("the " * 800, "the board " * 400),
    ("the board " * 500, "the chair " * 500),
    ("See page 4. " * 400, "See page 5. " * 400),
    ("a b c\n" * 400, "c b a\n" * 400),
]


def join(pieces: tuple[Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def list_kept(pieces: tuple[Piece, ...]) -> list[str]:
    return join(tuple(piece for piece in pieces if not piece.is_changed)).split()


@settings(deadline=None)
@given(old=TEXTS, new=TEXTS, pairs=st.integers(0, 200))
def test_what_was_kept_and_changed_is_the_whole_text(
    old: str, new: str, pairs: int
) -> None:
    wording = reword("note", old, new, pairs=pairs)

    assert (join(wording.old), join(wording.new)) == (old, new)
    assert list_kept(wording.old) == list_kept(wording.new)
    if old == new:
        assert not any(piece.is_changed for piece in wording.old + wording.new)


@pytest.mark.parametrize(("old", "new"), REPETITIVE)
def test_long_repetitive_texts_are_compared_at_once(old: str, new: str) -> None:
    start = process_time()
    wording = reword("note", old, new)

    assert process_time() - start < 1
    assert (join(wording.old), join(wording.new)) == (old, new)


def test_a_long_text_is_still_compared_word_by_word() -> None:
    old = "".join(f"{number} was " for number in range(400))

    wording = reword("note", old, old.replace("was", "is"))

    assert [piece.text for piece in wording.new if piece.is_changed] == ["is "] * 400


def test_one_word_in_a_long_repetitive_text_is_found() -> None:
    lines = "the " * 3000

    wording = reword("note", lines + "old " + lines, lines + "new " + lines)

    assert wording.old == (
        Piece(lines, is_changed=False),
        Piece("old ", is_changed=True),
        Piece(lines, is_changed=False),
    )
    assert wording.new[1] == Piece("new ", is_changed=True)
