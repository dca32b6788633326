"""The order of results: pure, so that it is the same on both engines.

Words in the title come before words in the text, a phrase as typed before its words
here and there, what says them often before what says them once, and newer first among
equals.
"""

from collections.abc import Iterable
from typing import NamedTuple

from govapp.record.search.query import Query, Term

TITLE, TITLE_ALONE, PHRASE, OFTEN = 8, 4, 4, 4
# What is itself called so comes before what is said there.
KINDS = {"body": 7, "person": 7, "meeting": 6, "matter": 6, "item": 5}
# What a later version replaced comes after what did.
FORMER, MARK = 6, " #former "
# How many words a text of usual length has, and at how often a word is often.
USUAL, ENOUGH = 400, 3


class Candidate(NamedTuple):
    """A text to be ranked, as the index has it."""

    number: int
    kind: str
    words: str


def rank(query: Query, candidates: Iterable[Candidate]) -> list[int]:
    """Return the numbers of texts, the best first."""
    terms = list(query.terms())
    scored = [(score(query, terms, one), one.number) for one in candidates]
    return [number for _, number in sorted(scored, reverse=True)]


def score(query: Query, terms: list[Term], candidate: Candidate) -> int:
    """Say how well a text fits, in whole steps."""
    marks, title, text = candidate.words.split("|", 2)
    groups = query.groups
    titled = sum(any(term.spelled in title for term in group) for group in groups)
    points = TITLE * titled // len(groups)
    if titled == len(groups):
        asked = sum(len(term.words) for term in terms)
        points += KINDS.get(candidate.kind, 0)
        points += TITLE_ALONE if len(title.split()) <= asked else 0
    typed = Term(tuple(word for term in terms for word in term.words))
    if typed.is_phrase and typed.spelled in candidate.words:
        points += PHRASE * (2 if typed.spelled in title else 1)
    return points + _often(terms, text) - (FORMER if MARK in marks else 0)


def _often(terms: list[Term], text: str) -> int:
    """Say from 0 to OFTEN how much a text speaks of what is asked for."""
    share = ENOUGH * (1 + len(text) / (8 * USUAL)) / 2
    counts = [text.count(term.spelled) for term in terms]
    return round(OFTEN * sum(min(1.0, count / share) for count in counts) / len(terms))
