"""What a word is, in texts and in queries."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govapp.record.search.query import Query, Term, parse
from govapp.record.search.words import fold, list_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Transmission PLAN", "transmission plan"),
        ("Orléans, naïve Straße", "orleans naive strasse"),
        ("Meeting 2026-014.", "meeting 2026 014 2026-014"),
        ("2026\u20132027", "2026 2027 2026-2027"),
        ("Section 7.3: costs", "section 7 3 7.3 costs"),
        ("$1,000 or $2,500.75", "1 000 1000 or 2 500 75 2500.75"),
        ("Gov. Code 11126(e)", "gov code 11126 e"),
        ("O'Neill and O’Neill", "o neill and o neill"),
        ("a follow-up by Smith-Jones", "a follow up by smith jones"),
        ("docket ER24-1234", "docket er24 1234 er24-1234"),
        ("10:00 a.m.", "10 00 10:00 a m"),
        ("snake_case", "snake case"),
        ("Govapp\u2122 \u21165 x\u00b2", "govapp 5 x2"),
        ("\u5317\u4eac \u0420\u0443\u0441\u0441\u043a\u0438\u0439", "北京 русскии"),
        ("x" * 80, "x" * 64),
        ("(–) “ ” …", ""),
    ],
)
def test_a_text_has_these_words(text: str, words: str) -> None:
    assert list_words(text) == words.split()


@given(st.text())
@example("İstanbul ŉ ﬃ Å")
def test_folding_is_of_each_character_and_final(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert "".join(map(fold, text)) == fold(text)
    assert fold(text).count("\n") == text.count("\n")


def _term(*words: str, is_prefix: bool = False) -> Term:
    return Term(words, is_prefix)


@pytest.mark.parametrize(
    ("text", "groups", "excluded"),
    [
        ("plan budget", [[_term("plan")], [_term("budget")]], []),
        ('"Transmission Plan"', [[_term("transmission", "plan")]], []),
        ("“Transmission Plan”", [[_term("transmission", "plan")]], []),
        ("transm*", [[_term("transm", is_prefix=True)]], []),
        ("a*", [[_term("a")]], []),
        ("plan -draft", [[_term("plan")]], [_term("draft")]),
        ('plan -"first draft"', [[_term("plan")]], [_term("first", "draft")]),
        ("a OR b c", [[_term("a"), _term("b")], [_term("c")]], []),
        ("OR a OR", [[_term("a")]], []),
        ("a or b", [[_term("a")], [_term("or")], [_term("b")]], []),
        ("2026-014 $1,000", [[_term("2026-014")], [_term("1000")]], []),
        ("7.3", [[_term("7.3")]], []),
        ("O'Neill well-known", [[_term("o", "neill")], [_term("well", "known")]], []),
        ('"never closed', [[_term("never", "closed")]], []),
        ("plan plan", [[_term("plan")]], []),
        ("-draft", [], [_term("draft")]),
        ('"" - * [ ] ( ) OR', [], []),
    ],
)  # fmt: skip
def test_a_query_asks_for(
    text: str, groups: list[list[Term]], excluded: list[Term]
) -> None:
    assert parse(text) == Query(tuple(map(tuple, groups)), tuple(excluded))


@given(st.text() | st.text("\"*-()[]{}:^~@#&|!\\'ab ORé7.,\n\0", max_size=400))
@example('"' * 10_000)
@example("(" * 5_000 + "a-" * 2_500)
@example("\ud800")
def test_whatever_is_typed_can_be_read(text: str) -> None:
    query = parse(text)
    for term in (*query.terms(), *query.excluded):
        assert term.words
        assert all(word and not set(word) & set(" |~@#'\"\\") for word in term.words)
