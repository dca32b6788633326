"""The order of results: pure, so that it is the same on both engines.

Words in the title come before words in the text, a phrase as typed before its words
here and there, what says them often before what says them once, and newer first among
equals.
"""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from govapp.record.search.query import Query, Term

TITLE, TITLE_ALONE, PHRASE, OFTEN = 8, 4, 4, 4
# What is itself called so comes before what is said there.
KINDS = {"body": 7, "person": 7, "meeting": 6, "matter": 6, "item": 5}
# What a later version replaced comes after what did.
FORMER, MARK = 6, " #former "


class Candidate(NamedTuple):
    """A text to be ranked, as the index has it."""

    number: int
    kind: str
    head: str


def rank(
    query: Query, candidates: Iterable[Candidate], saying: Collection[int] = ()
) -> list[int]:
    """Return the numbers of texts, the best first; some say the words as typed."""
    terms, typed = list(query.terms()), query.typed
    scored = [
        (
            score(query, terms, one) + _typed(typed, one, is_said=one.number in saying),
            one.number,
        )
        for one in candidates
    ]
    return [number for _, number in sorted(scored, reverse=True)]


def score(query: Query, terms: list[Term], candidate: Candidate) -> int:
    """Say how well a text fits, in whole steps."""
    marks, title = candidate.head.split("|", 1)
    groups = query.groups
    titled = sum(any(term.spelled in title for term in group) for group in groups)
    points = TITLE * titled // len(groups)
    if titled == len(groups):
        asked = sum(len(term.words) for term in terms)
        points += KINDS.get(candidate.kind, 0)
        points += TITLE_ALONE if len(title.split()) <= asked else 0
    often = sum(_is_often(term, marks) for term in terms)
    return points + OFTEN * often // len(terms) - (FORMER if MARK in marks else 0)


def _typed(typed: Term, candidate: Candidate, *, is_said: bool) -> int:
    """Say what it is worth that a text has all words as they were typed."""
    if typed.is_phrase and typed.spelled in candidate.head:
        return 2 * PHRASE
    return PHRASE if is_said else 0


def _is_often(term: Term, marks: str) -> bool:
    return all(f" +{word} " in marks for word in term.words[:-1]) and (
        f" +{term.words[-1]}{'' if term.is_prefix else ' '}" in marks
    )
