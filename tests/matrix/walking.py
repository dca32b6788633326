"""Asks for every address as everybody, and says where the answer is not the table's."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from govapp.database import db
from tests.matrix.addresses import Ask, name_never
from tests.matrix.building import Site
from tests.matrix.entering import UNDONE, Actor
from tests.matrix.table import Line, read_columns

LETTERS = {
    "visitor": "v", "follower": "v", "disabled": "v", "copied": "v", "half": "h",
    "nobody": "n", "member": "m", "joint": "j", "recused": "r", "former": "f",
    "other_member": "o", "contributor": "c", "other_contributor": "d",
    "secretary": "s", "other_secretary": "t", "administrator": "a", "auditor": "u",
    "guest": "g", "sender": "k", "other_sender": "l",
}  # fmt: skip
# What somebody of the board is to the other body.
TURNED = {
    "m": "o", "o": "m", "r": "o", "f": "n", "c": "d", "d": "c", "s": "t", "t": "s",
    "g": "n", "k": "l", "l": "k",
}  # fmt: skip
# Who is asked to sign in: once for each route is enough of all but the first.
GONE = ("visitor", "follower", "disabled", "copied", "sender", "other_sender")
# Other systems, at the only addresses that know their tokens.
SENDERS = ("sender", "other_sender")
# Who is tried where others have been: in further states, on what is public.
SOME = ("visitor", "nobody", "member", "other_secretary", "administrator")
OPENED = {200, 204, 206, 302, 303, 304, 308, 400, 409, 415, 422}
WORD = re.compile(rb"zz(board|audit)q([a-z]+)zz")
# What a header says of one request alone; what is asked for may stand in an answer.
PASSING = {"date", "set-cookie", "content-length"}
Seen = tuple[int, bytes]


@dataclass
class Walker:
    """Sends requests, and knows what is answered of what never existed."""

    site: Site
    classes: dict[str, dict[str, str]] = field(
        default_factory=lambda: read_columns("classes")
    )
    words: dict[str, dict[str, str]] = field(
        default_factory=lambda: read_columns("words")
    )
    known: dict[tuple[str, str, str], Seen] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        app = self.site.app
        self.client = FlaskClient(app, app.response_class, use_cookies=False)

    def expect(self, line: Line, ask: Ask, actor: Actor) -> str:
        """Return the letter of the table."""
        letter = turn(LETTERS[actor.name], ask.body)
        name = ask.class_name
        if name == "unknown" and line.is_private:
            name = "nothing-private"
        return self.classes[name][letter]

    def send(
        self,
        actor: Actor,
        method: str,
        path: str,
        *,
        headers: dict[str, str] | None = None,
        data: dict[str, Any] | None = None,
        is_undone: bool = False,
    ) -> TestResponse:
        """Ask as somebody, each time from another network; a form has its token."""
        number = next(self.numbers)
        answer = self.client.open(
            path,
            method=method,
            headers={**actor.headers, **(headers or {})},
            data={**(data or {}), "csrf_token": actor.token}
            if method == "POST"
            else None,
            json={} if method == "PUT" else None,
            environ_overrides={
                UNDONE: is_undone,
                "REMOTE_ADDR": f"10.{number >> 16 & 255}.{number >> 8 & 255}."
                f"{number & 255}",
            },
        )
        answer.get_data()
        answer.close()
        return answer

    def look(self, line: Line, ask: Ask, actor: Actor, method: str) -> str | None:
        """Ask, and return what is not as the tables say."""
        letter = self.expect(line, ask, actor)
        answer = self.send(actor, method, ask.path, is_undone=method != "GET")
        found = self.judge(letter, answer, actor, method, line.rule)
        found = found or self.find_words(answer, actor, ask.path)
        if not found:
            return None
        return f"{actor.name} {method} {ask.path} ({ask.place}): {letter}, but {found}"

    def judge(
        self, letter: str, answer: TestResponse, actor: Actor, method: str, rule: str
    ) -> str:
        """Say what an answer is instead of what a letter stands for."""
        told = f"{answer.status_code} {answer.location or ''}".strip()
        if letter == "0":
            is_so = self.is_nothing(answer, actor, method, name_nowhere(rule))
        else:
            is_so = JUDGES[letter](answer, method)
        return "" if is_so else told

    def find_words(self, answer: TestResponse, actor: Actor, path: str) -> str:
        """Name a word of what they may not know; what they sent is theirs."""
        read = str(answer.headers).encode() + answer.data
        for body, word in WORD.findall(read.replace(path.encode(), b"")):
            letter = turn(LETTERS[actor.name], body.decode())
            if self.words[word.decode()][letter] != "1":
                return f"it says {body.decode()} {word.decode()}"
        return ""

    def is_nothing(
        self, answer: TestResponse, actor: Actor, method: str, never: str
    ) -> bool:
        """Say whether an answer is that of what never existed, in every byte."""
        key = (actor.name, method, never)
        if key not in self.known:
            self.known[key] = shape(self.send(actor, method, never))
        is_missing = answer.status_code in {404, 405}
        return is_missing and shape(answer) == self.known[key]


def name_nowhere(rule: str) -> str:
    """Return an address of the same side at which nothing ever was."""
    side = rule.split("/")[1]
    if side == "api":
        return name_never(rule)
    is_private = side in {"desk", "my", "account", "sign-in"}
    return f"/{side if is_private else 'nothing'}/nothing-here"


def turn(letter: str, body: str) -> str:
    """Return what somebody is to a body, by what they are to the board."""
    return TURNED.get(letter, letter) if body == "audit" else letter


def shape(answer: TestResponse) -> Seen:
    """Return all of an answer that may tell two apart, but what was asked for."""
    headers = sorted(
        f"{name}: {value}"
        for name, value in answer.headers.items()
        if name.lower() not in PASSING
    )
    asked = answer.request.path.encode()
    read = "\n".join(headers).encode() + answer.data
    return answer.status_code, read.replace(asked, b"asked")


def is_asked_to_sign_in(answer: TestResponse, method: str) -> bool:
    """Say whether they are asked to sign in, and are led back to what they wanted."""
    after = f"?next={answer.request.path}" if method == "GET" else ""
    return (answer.status_code, answer.location) == (303, f"/sign-in{after}")


def is_opened(answer: TestResponse, _method: str) -> bool:
    """Say whether it opens, or a form is answered."""
    is_sent_away = (answer.location or "").startswith("/sign-in?")
    return answer.status_code in OPENED and not is_sent_away


def is_withdrawn(answer: TestResponse, _method: str) -> bool:
    """Say whether it says that something was withdrawn."""
    return answer.status_code == 410


def is_asked_for_a_token(answer: TestResponse, _method: str) -> bool:
    """Say whether a program is asked for its token."""
    return answer.status_code == 401


JUDGES = {
    "F": is_opened,
    "T": is_withdrawn,
    "S": is_asked_to_sign_in,
    "R": is_asked_for_a_token,
}


def list_actors(site: Site, line: Line, ask: Ask) -> list[Actor]:
    """Return who asks: everybody for the first, those who could differ for the rest."""
    names: Iterable[str] = LETTERS
    if not ask.is_first:
        is_public = not line.is_private
        names = SOME if is_public or ask.is_further else set(LETTERS) - set(GONE[1:])
        names = {*names, *SENDERS} if line.is_sent_to else names
    return [site.actors[name] for name in LETTERS if name in set(names)]


def list_wrong(
    walker: Walker, asks: Iterable[tuple[Line, Ask]], method: str, letters: str
) -> Iterator[str]:
    """Yield each answer that is not as the table says, where it has these letters."""
    for line, ask in asks:
        for actor in list_actors(walker.site, line, ask):
            letter = walker.expect(line, ask, actor)
            if letter not in letters or (ask.is_further and letter == "F"):
                continue
            wrong = walker.look(line, ask, actor, method)
            if wrong:
                yield wrong


def read_all(site: Site) -> dict[str, list[str]]:
    """Return every row of every table."""
    with site.app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(str(row) for row in connection.execute(select(table)))
            for table in db.metadata.sorted_tables
        }
