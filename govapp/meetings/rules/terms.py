"""Finding in a text what gives closed matters away: pure functions of plain texts."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# What papers say of themselves when they are not for everyone.
MARKS = (
    "attorney-client",
    "confidential",
    "do not distribute",
    "internal use only",
    "not for public release",
    "privileged",
    "work product",
)
# Words of closed titles that tell nothing.
COMMON = frozenset(
    [
        "about",
        "action",
        "agreement",
        "anticipated",
        "appointment",
        "approval",
        "conference",
        "counsel",
        "decision",
        "director",
        "discussion",
        "employee",
        "evaluation",
        "executive",
        "existing",
        "from",
        "item",
        "legal",
        "litigation",
        "matter",
        "matters",
        "meeting",
        "memorandum",
        "negotiation",
        "negotiations",
        "negotiator",
        "pending",
        "performance",
        "personnel",
        "possible",
        "potential",
        "presentation",
        "price",
        "property",
        "public",
        "real",
        "regarding",
        "report",
        "review",
        "security",
        "session",
        "staff",
        "terms",
        "that",
        "this",
        "threat",
        "under",
        "update",
        "with",
    ]
)
WORD = re.compile(r"\w[\w'’&.-]*\w")
SHORTEST, PHRASE, MOST = 4, 12, 300
AROUND, PASSAGES = 80, 20


@dataclass(frozen=True)
class Piece:
    """A part of a text; a hit, or what stands between hits."""

    text: str
    is_hit: bool = False


def list_terms(closed: Iterable[str], open_: Iterable[str]) -> tuple[str, ...]:
    """Return what to look for: closed titles, and their words that no open text has."""
    known = COMMON | {word for text in open_ for word in _words(text)}
    found = dict.fromkeys(MARKS)
    for text in closed:
        words = _words(text)
        if 1 < len(words) <= PHRASE:
            found[" ".join(text.casefold().split())] = None
        for word in words:
            if len(word) >= SHORTEST and word not in known:
                found[word] = None
    return tuple(found)[:MOST]


def count_hits(text: str, terms: Iterable[str]) -> dict[str, int]:
    """Count how often each term stands in a text, the commonest first."""
    hits = Counter(
        " ".join(match[0].casefold().split()) for match in _find(text, terms)
    )
    return dict(hits.most_common())


def mark(text: str, terms: Iterable[str]) -> tuple[Piece, ...]:
    """Cut a text at the terms that stand in it."""
    pieces, at = [], 0
    for match in _find(text, terms):
        pieces += [Piece(text[at : match.start()]), Piece(match[0], is_hit=True)]
        at = match.end()
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def list_passages(text: str, terms: Iterable[str]) -> tuple[tuple[Piece, ...], ...]:
    """Return the first hits of a text, each with some words around it."""
    found = []
    for match in _find(text, terms):
        before = text[max(0, match.start() - AROUND) : match.start()]
        after = text[match.end() : match.end() + AROUND]
        found.append((Piece(before), Piece(match[0], is_hit=True), Piece(after)))
        if len(found) == PASSAGES:
            break
    return tuple(found)


def _find(text: str, terms: Iterable[str]) -> Iterator[re.Match[str]]:
    longest = sorted(terms, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, term.split())) for term in longest)
    if not either:
        return iter(())
    return re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
