"""HEAD, OPTIONS, a part and a condition give what the table says of GET, and no more.

Walked is every route, and of each what `list_asks` names in brief: every state that its
line names, of either body, the child of one body's thing under the other's, and what
never was. At each address asks, for each letter that the table gives there, one of
those who get it: they take turns. Who is refused sends a HEAD, all conditions and
arguments at once, and the tag that a permitted reader was given. Where that is no page
but a file or the like, all who are refused ask, and send each condition alone, too. Who
may read asks once for each route. OPTIONS is asked for at each address, whatever the
methods there.
"""

from collections.abc import Iterator
from itertools import count
from urllib.parse import urlencode

import pytest
from werkzeug.test import TestResponse

from tests.matrix.addresses import Ask, list_asks
from tests.matrix.entering import Actor
from tests.matrix.table import Line, read_routes
from tests.matrix.test_matrix import WRITTEN
from tests.matrix.walking import (
    LETTERS,
    Walker,
    is_asked_to_sign_in,
    read_all,
    shape,
)

PARTS = 6
LATER = "Fri, 01 Jan 2100 00:00:00 GMT"
ALL_AT_ONCE = {
    "Range": "bytes=0-0",
    "If-None-Match": "*",
    "If-Modified-Since": LATER,
    "Accept": "application/json, text/csv, application/pdf",
}
# What the signed-in side reads of an address, and by what others ask for a form.
ARGUMENTS = {
    "as": "saved", "at": "1", "before": "1", "body": "board", "format": "json",
    "item": "1", "keep": "1", "later": "yes", "meeting": "1", "next": "/my/",
    "page": "1", "person": "1", "q": "a", "state": "closed", "view": "closed",
    "year": "2026",
}  # fmt: skip
ALONE = (
    {"Range": "bytes=0-0"},
    {"Range": "bytes=999999999-"},
    {"If-None-Match": "*"},
    {"If-Modified-Since": LATER},
    {"If-Match": '"no-such-tag"'},
)
# What no two answers need to share; of what is made for each request, its length too.
PASSING = {"date", "set-cookie"}
LENGTH = "content-length"


class Turns:
    """Chooses who asks: of those who get the same, each in turn."""

    def __init__(self, walker: Walker) -> None:
        self.walker = walker
        self.numbers = count()

    def list_those(self, line: Line, ask: Ask) -> dict[str, list[Actor]]:
        """Return who asks for an address, by the letter that they get."""
        found: dict[str, list[Actor]] = {}
        for name in LETTERS:
            actor = self.walker.site.actors[name]
            found.setdefault(self.walker.expect(line, ask, actor), []).append(actor)
        number = next(self.numbers)
        turned = {letter: number % len(those) for letter, those in found.items()}
        return {
            letter: those[turned[letter] :] + those[: turned[letter]]
            for letter, those in found.items()
        }


def _list_headers(answer: TestResponse, *but: str) -> list[tuple[str, str]]:
    return sorted(
        (name, value)
        for name, value in answer.headers.items()
        if name.lower() not in {*PASSING, *but}
    )


def _is_its_head(head: TestResponse, read: TestResponse, *but: str) -> bool:
    """Say whether an answer is another without its body."""
    is_same = _list_headers(head, *but) == _list_headers(read, *but)
    return is_same and head.status_code == read.status_code and not head.data


def _list_conditions(opened: TestResponse | None) -> Iterator[dict[str, str]]:
    """Yield what is sent along where somebody is refused what another was given."""
    yield ALL_AT_ONCE
    if opened is None:
        return
    tag = opened.headers.get("ETag")
    if tag:
        yield {"If-None-Match": tag}
        yield {"If-Range": tag, "Range": "bytes=0-0"}
    if opened.mimetype != "text/html":
        yield from ALONE


def _refuse(
    walker: Walker, actor: Actor, ask: Ask, opened: TestResponse | None
) -> Iterator[str]:
    """Yield how somebody is told more than by a GET that refuses them."""
    read = walker.send(actor, "GET", ask.path)
    head = walker.send(actor, "HEAD", ask.path)
    if not (_is_its_head(head, read) or _is_asked_to_sign_in(head, read)):
        yield f"{actor.name} HEAD: {head.status_code}"
    # Where to go on after the sign-in stands in what asks for it; open data says
    # of an argument that it knows none of that name.
    is_asked = is_asked_to_sign_in(read, "GET") or ask.path.startswith("/api/")
    query = "" if is_asked else f"?{urlencode(ARGUMENTS)}"
    for headers in _list_conditions(opened):
        answer = walker.send(actor, "GET", f"{ask.path}{query}", headers=headers)
        if shape(answer) != shape(read):
            yield f"{actor.name} GET {headers}: {answer.status_code}"


def _is_asked_to_sign_in(head: TestResponse, read: TestResponse) -> bool:
    """Say whether they are, both times; only a GET leads back to what was wanted."""
    is_asked = is_asked_to_sign_in(head, "HEAD") and is_asked_to_sign_in(read, "GET")
    return is_asked and not head.data


def _open(walker: Walker, actor: Actor, ask: Ask, read: TestResponse) -> Iterator[str]:
    """Yield how somebody who may read is answered otherwise than by a GET."""
    head = walker.send(actor, "HEAD", ask.path)
    is_empty = head.content_length == 0 and read.data
    if is_empty or not _is_its_head(head, read, LENGTH):
        yield f"{actor.name} HEAD: {head.status_code} {_list_headers(head)}"
    tag = read.headers.get("ETag")
    if tag:
        known = {"If-None-Match": tag}
        answer = walker.send(actor, "GET", ask.path, headers=known)
        if (answer.status_code, answer.data) != (304, b""):
            yield f"{actor.name} GET {known}: {answer.status_code}"
    if read.headers.get("Accept-Ranges"):
        part = walker.send(actor, "GET", ask.path, headers={"Range": "bytes=0-9"})
        if (part.status_code, part.data) != (206, read.data[:10]):
            yield f"{actor.name} GET a part: {part.status_code}"


def _list_wrong(walker: Walker, line: Line, turns: Turns) -> Iterator[str]:
    is_opened = False
    for ask in list_asks(line, walker.site, is_brief=True):
        refused = turns.list_those(line, ask)
        readers = refused.pop("F", [])
        opened = None
        if readers and (refused or not is_opened):
            opened = walker.send(readers[0], "GET", ask.path)
        is_file = opened is not None and opened.mimetype != "text/html"
        wrong = [
            told
            for those in refused.values()
            for actor in (those if is_file else those[:1])
            for told in _refuse(walker, actor, ask, opened)
        ]
        if opened and not is_opened:
            wrong += _open(walker, readers[0], ask, opened)
            is_opened = True
        yield from (f"{ask.path} ({ask.place}): {told}" for told in wrong)


@pytest.mark.timeout(900)  # thousands of requests
@pytest.mark.parametrize("part", range(PARTS))
def test_other_ways_of_asking_tell_what_get_tells(walker: Walker, part: int) -> None:
    lines = [line for line in read_routes() if "GET" in line.methods]
    before, turns = read_all(walker.site), Turns(walker)
    wrong = [w for line in lines[part::PARTS] for w in _list_wrong(walker, line, turns)]
    after = read_all(walker.site)
    assert wrong == [], "\n".join(["", *wrong])
    assert {name for name in before if before[name] != after[name]} <= WRITTEN


@pytest.mark.timeout(900)
def test_options_tell_everybody_the_same(walker: Walker) -> None:
    routes, turns = walker.site.app.url_map.bind("localhost"), Turns(walker)
    wrong = []
    for line in read_routes():
        told: dict[bool, set[tuple[int, bytes]]] = {False: set(), True: set()}
        for ask in list_asks(line, walker.site, is_brief=True):
            # A word or a number that no address of the route has leads to none.
            if not routes.test(ask.path, line.methods[0]):
                continue
            for letter, (actor, *_) in turns.list_those(line, ask).items():
                answer = walker.send(actor, "OPTIONS", ask.path)
                told[letter == "S"].add(shape(answer))
        if any(len(answers) > 1 for answers in told.values()):
            wrong.append(f"{line.rule}: {told}")
        if not {status for status, _ in told[False]} <= {200, 204}:
            wrong.append(f"{line.rule}: {told[False]}")
    assert wrong == [], "\n".join(["", *wrong])
