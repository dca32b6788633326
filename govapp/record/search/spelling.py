"""Did you mean: for words nobody posted, words that somebody did."""

import re
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from sqlalchemy import bindparam, text

from govapp.database import db
from govapp.record.search.index import is_sqlite
from govapp.record.search.query import Query
from govapp.record.search.words import PART, fold

SHORTEST, LONGEST, MOST = 4, 20, 3
# More texts than that make no word likelier.
ENOUGH = 1000
SQLITE = text(
    "SELECT term, min(doc, :enough) FROM search_index_words WHERE term IN :words"
).bindparams(bindparam("words", expanding=True))
POSTGRESQL = text(
    "SELECT word, (SELECT count(*) FROM (SELECT 1 FROM published_text"
    " WHERE search_words(head, words) @@ CAST(quote_literal(word) AS tsquery)"
    " LIMIT :enough) AS found) FROM unnest(CAST(:words AS text[])) AS word"
)


def suggest(typed: str, query: Query) -> str:
    """Return what was probably meant, or nothing where every word is known."""
    words = {word for term in query.terms() for word in term.words}
    doubtful = sorted(filter(_may_be_misspelt, words))
    known = _count(doubtful)
    unknown = [word for word in doubtful if not known.get(word)][:MOST]
    meant = {word: _find_nearest(word) for word in unknown}
    if not any(meant.values()):
        return ""
    return re.sub(PART, lambda found: meant.get(fold(found[0])) or found[0], typed)


def _may_be_misspelt(word: str) -> bool:
    is_plain = word.isascii() and word.isalpha()
    return is_plain and SHORTEST <= len(word) <= LONGEST


def _find_nearest(word: str) -> str:
    """Return the commonest word that is one slip of the hand away, if any is."""
    counts = _count(sorted(set(list_slips(word))))
    return max(counts, key=lambda near: (counts[near], near), default="")


def list_slips(word: str) -> Iterator[str]:
    """Yield the words with a letter more, less, another, or two exchanged."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]


def _count(words: Iterable[str]) -> dict[str, int]:
    """Return in how many texts words stand, of those that stand anywhere."""
    given = {"words": list(words), "enough": ENOUGH}
    if not given["words"]:
        return {}
    if not is_sqlite():
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
    rows = db.session.execute(SQLITE if is_sqlite() else POSTGRESQL, given)
    return {word: count for word, count in rows if count}
