"""A search for a copy of the site: an index in small files, read by `search.js`.

A text is known by nine letters: three of its day, so that later ones sort higher, and
six of its address. `search/words/ag.json` holds the words that begin with “ag”, each
with its texts written together; `search/texts/k2.json`, by the
end of its name, what results show of a text.
"""

import json
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from sqlalchemy import select

from govapp.database import db
from govapp.record.search.models import PublishedText
from govapp.record.search.rows import Found

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FIRST = date(1900, 1, 1).toordinal()
# Of no day, as of bodies and people: before all that is of one.
UNDATED = "zzz"
BATCH = 2000
PLAIN = set(DIGITS)


def write_index() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the index."""
    words: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    texts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    rows = db.session.execute(
        select(PublishedText.found, PublishedText.head, PublishedText.words)
        .order_by(PublishedText.id)
        .execution_options(yield_per=BATCH)
    )
    for text, head, said in rows:
        found = Found.read(text)
        key = name_text(found)
        texts[key[-2:]][key] = [found.path, found.title, found.kind, _place(found)]
        title = head.partition("|")[2]
        for word in {*title.split(), *said.split()}:
            words[name_part(word)][word].append(key)
    for part, known in sorted(words.items()):
        joined = {word: "".join(sorted(set(keys))) for word, keys in known.items()}
        yield f"search/words/{part}.json", _write(joined)
    for part, described in sorted(texts.items()):
        yield f"search/texts/{part}.json", _write(described)


def name_text(found: Found) -> str:
    """Return the nine letters of a text."""
    day = UNDATED
    if found.start_local:
        number = date.fromisoformat(found.start_local[:10]).toordinal() - FIRST
        day = "".join(DIGITS[number // 36**power % 36] for power in (2, 1, 0))
    digest = sha256(f"{found.path} {found.kind}".encode()).digest()
    return day + b32encode(digest[:5]).decode().lower()[:6]


def name_part(word: str) -> str:
    """Return the name of the file in which a word stands."""
    return word[:2] if set(word[:2]) <= PLAIN else "other"


def _place(found: Found) -> str:
    """Say where a text stands: its day, and the meeting it belongs to."""
    return " · ".join(filter(None, (found.start_local[:10], found.meeting_title)))


def _write(value: object) -> bytes:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{text}\n".encode()
