"""What is asked for: words, "phrases", prefix*, -exclusion, one OR another."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from govapp.record.search.words import RUN, fold, join_run, list_words

QUOTES = dict.fromkeys(map(ord, "“”„‟«»"), '"')
ASKED = re.compile(r'(-?)(?:"([^"]*)(?:"|$)|([^\s"]+))')
OR = "OR"
# Fewer letters would begin too many words.
SHORTEST = 2


@dataclass(frozen=True)
class Term:
    """Words that stand one after the other; the last may be a mere beginning."""

    words: tuple[str, ...]
    is_prefix: bool = False

    @property
    def is_phrase(self) -> bool:
        """Whether the order of its words matters."""
        return len(self.words) > 1

    @property
    def spelled(self) -> str:
        """The term as it stands among the words of a text, with spaces around."""
        return f" {' '.join(self.words)}{'' if self.is_prefix else ' '}"


@dataclass(frozen=True)
class Query:
    """Of each group one term must be there, of those excluded none."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.groups)

    @property
    def has_phrases(self) -> bool:
        """Whether it matters how words follow each other."""
        return any(term.is_phrase for term in (*self.terms(), *self.excluded))

    @property
    def typed(self) -> Term:
        """All words asked for, one after the other."""
        return Term(tuple(word for term in self.terms() for word in term.words))

    def fits(self, text: str) -> bool:
        """Say whether a text has what is asked for."""
        folded = fold(text)
        if not all(any(map(_may_stand(folded), group)) for group in self.groups):
            return False
        spelled = f" {' '.join(list_words(text))} "
        return all(
            any(term.spelled in spelled for term in group) for group in self.groups
        ) and not any(term.spelled in spelled for term in self.excluded)

    def terms(self) -> Iterator[Term]:
        """Yield each term that may be found."""
        for group in self.groups:
            yield from group


def _may_stand(folded: str) -> Callable[[Term], bool]:
    """Return what tells at once that most terms are not in a folded text."""
    return lambda term: all(
        word in folded for word in term.words if not any(map(str.isdigit, word))
    )


def parse(text: str) -> Query:
    """Read a query; whatever is typed means something or nothing, never a failure."""
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    joins = False
    for minus, phrase, word in ASKED.findall(text.translate(QUOTES)):
        if word == OR and not minus:
            joins = True
            continue
        term = _read(phrase or word, is_prefix=word.endswith("*"))
        if term is None:
            continue
        if minus:
            excluded.append(term)
        elif joins and groups:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        joins = False
    return Query(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(excluded)))


def _read(text: str, *, is_prefix: bool) -> Term | None:
    runs = RUN.findall(fold(text))
    whole = join_run(runs[0]) if len(runs) == 1 else ""
    words = (whole,) if whole else tuple(list_words(text))
    if not words:
        return None
    return Term(words, is_prefix and len(words[-1]) >= SHORTEST)
