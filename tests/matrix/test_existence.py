"""What one may not know of takes the same work as what never was: row 23.

The answers are the same bytes (test_matrix.py). How long an answer takes is made of
what the database is asked, which is compared here instead of any time.
"""

from collections.abc import Iterator

import pytest

from tests.matrix.addresses import PART, fill
from tests.matrix.entering import Actor
from tests.matrix.statements import overhearing
from tests.matrix.table import Line, read_routes
from tests.matrix.walking import LETTERS, Walker

# What the record does not have, or not for everyone; what names it is the last part.
CLOSED = (
    "closed_item", "closed_file", "members_file", "staff_file", "unposted_item",
    "unposted_file", "beneath", "unreleased", "drafted",
)  # fmt: skip


# It is known by a key of 128 bits, and to these alone: it was given to them.
KNOWN = ("/my/documents/", {"recused", "former", "guest"})


def _list_asked(walker: Walker, line: Line) -> Iterator[tuple[str, str, str]]:
    """Yield who gets it, each closed thing's address, and the one of nothing there."""
    states = walker.site.places["board"]
    posted = fill(line.rule, states["posted"])
    for state in CLOSED:
        path = fill(line.rule, states.get(state, states["posted"]))
        nowhere = _end_nowhere(line.rule, path)
        is_file = line.rule.startswith("/documents/")
        access = line.classes.get(state, "unknown" if is_file else "")
        if access and path not in {nowhere, posted}:
            yield access, path, nowhere


def _end_nowhere(rule: str, path: str) -> str:
    """Return an address whose last word that names a thing names nothing."""
    words, segments = path.split("/"), rule.split("/")
    named = [place for place, part in enumerate(segments) if PART.search(part)]
    # A file is known by its document; what follows says which of it.
    keyed = [place for place in named if segments[place - 1] != "v"]
    keyed = [place for place in keyed if "name>" not in segments[place]]
    if keyed:
        word = words[keyed[-1]]
        words[keyed[-1]] = "999999" if word.isdecimal() else "n" * len(word)
    return "/".join(words)


def _list_told(walker: Walker, actor: Actor, path: str) -> tuple[int, list[str]]:
    with overhearing(walker.site.app) as told:
        answer = walker.send(actor, "GET", path)
    return answer.status_code, [each.statement for each in told]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_row_23_what_is_closed_takes_the_work_of_nothing(walker: Walker) -> None:
    wrong, count = [], 0
    for line in read_routes():
        asked = _list_asked(walker, line) if "GET" in line.methods else ()
        for access, path, nowhere in asked:
            for name, letter in LETTERS.items():
                actor = walker.site.actors[name]
                is_known = path.startswith(KNOWN[0]) and name in KNOWN[1]
                if walker.classes[access][letter] != "0" or is_known:
                    continue
                told = _list_told(walker, actor, path)
                if told != _list_told(walker, actor, nowhere):
                    wrong.append(f"{name} {path}")
                count += 1
    assert wrong == []
    assert count > 200
