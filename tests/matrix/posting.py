"""Forms filled in as they stand on their pages, and sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from tests.matrix.asking import find_opening
from tests.matrix.entering import Actor
from tests.matrix.polyglot import TEXT
from tests.matrix.table import read_routes
from tests.matrix.walking import Walker
from tests.pages import list_values, parse_page


@dataclass(frozen=True)
class Sent:
    """What a form sends, where, and who sends it; `names` are all that it asks for."""

    path: str
    actor: Actor
    data: dict[str, Any]
    names: frozenset[str]


def list_forms(walker: Walker) -> Iterator[Sent]:
    """Yield what is sent to each address that takes forms from somebody."""
    for line in read_routes():
        found = find_opening(walker, line) if "POST" in line.methods else None
        if found is None or line.rule.startswith("/api/"):
            continue
        ask, actor = found
        yield Sent(ask.path, actor, *_fill_in(walker, ask.path, actor))


def _fill_in(
    walker: Walker, path: str, actor: Actor
) -> tuple[dict[str, Any], frozenset[str]]:
    """Return what the form of an address has, its empty fields filled, and asks for."""
    answer = walker.send(actor, "GET", path)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return {}, frozenset()
    own = [
        form
        for form in parse_page(answer.text).iter("form")
        if form.get("action") in {None, "", path}
        and form.get("method", "").lower() == "post"
        and any(control.get("name") == "csrf_token" for control in form.iter())
    ]
    if not own:
        return {}, frozenset()
    kinds = {each.get("name"): each.get("type", "text") for each in own[-1].iter()}
    data = {
        name: TEXT if value == "" and kinds[name] == "text" else value
        for name, value in list_values(own[-1])
    }
    return data, frozenset(filter(None, kinds))


def follow(walker: Walker, actor: Actor, answer: TestResponse) -> TestResponse | None:
    """Return the page that a form leads to, with what it says was done."""
    if answer.status_code not in {302, 303} or not answer.location.startswith("/"):
        return None
    cookies = [sent.partition(";")[0] for sent in answer.headers.getlist("Set-Cookie")]
    name = actor.cookie.partition("=")[0]
    mine = [cookie for cookie in cookies if cookie.startswith(f"{name}=")]
    then = Actor(actor.name, mine[-1] if mine else actor.cookie, actor.token)
    return walker.send(then, "GET", answer.location)
