"""Which words give closed matters away, and where they stand."""

from hypothesis import given
from hypothesis import strategies as st

from govapp.meetings.rules import terms
from govapp.meetings.rules.terms import MARKS, Piece


def test_terms_are_closed_titles_and_their_telling_words() -> None:
    closed = ["Conference with counsel: Doe v. Gridco", "Salary of the CEO", ""]
    found = terms.list_terms(closed, ["Budget and salary", "Call to order"])
    assert found == (
        *MARKS,
        "conference with counsel: doe v. gridco",
        "gridco",
        "salary of the ceo",
    )


def test_hits_are_whole_words_in_any_case_and_across_lines() -> None:
    wanted = ("gridco", "salary of the ceo", "work product")
    text = "GRIDCO and gridco, not Gridcorp.\nThe salary\nof  the CEO."
    assert terms.count_hits(text, wanted) == {"gridco": 2, "salary of the ceo": 1}
    assert terms.mark("To Gridco: no", wanted) == (
        Piece("To "),
        Piece("Gridco", is_hit=True),
        Piece(": no"),
    )
    assert terms.mark("Nothing", ()) == (Piece("Nothing"),)


def test_passages_show_some_words_around() -> None:
    text = "a " * 100 + "Gridco" + " b" * 100
    [(before, hit, after)] = terms.list_passages(text, ("gridco",))
    assert (len(before.text), hit, len(after.text)) == (
        80,
        Piece("Gridco", is_hit=True),
        80,
    )
    assert len(terms.list_passages("x " * 50, ("x",))) == 20


@given(st.text(), st.lists(st.text(min_size=1, max_size=5)))
def test_marking_loses_nothing(text: str, wanted: list[str]) -> None:
    real = [term for term in wanted if term.split()]
    pieces = terms.mark(text, real)
    assert "".join(piece.text for piece in pieces) == text
    assert sum(piece.is_hit for piece in pieces) == sum(
        terms.count_hits(text, real).values()
    )
