"""The greediest shared cache that RFC 9111 allows.

It keeps whatever it may (3), for ever, and gives it to everybody whose request says the
same in the headers that `Vary` names (4.1): a real one does at most that.
"""

from dataclasses import dataclass, field

from werkzeug.test import TestResponse

from tests.matrix.entering import Actor
from tests.matrix.walking import Walker

# RFC 9110, 15.1: kept even where nothing says how long it is fresh.
KEPT = {200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501}
FORBIDDEN = {"no-store", "private", "no-cache"}


@dataclass
class SharedCache:
    """Stands between everybody and the site, which it asks through a walker."""

    walker: Walker
    kept: dict[str, list[tuple[dict[str, str], TestResponse]]] = field(
        default_factory=dict
    )
    hits: int = 0

    def get(self, actor: Actor, path: str) -> TestResponse:
        """Return what is kept for a request, or ask."""
        for asked, answer in self.kept.get(path, ()):
            if all(_say(actor, name) == value for name, value in asked.items()):
                self.hits += 1
                return answer
        answer = self.walker.send(actor, "GET", path)
        if _may_be_kept(answer):
            names = answer.headers.get("Vary", "").replace(" ", "").lower().split(",")
            asked = {name: _say(actor, name) for name in names if name}
            self.kept.setdefault(path, []).append((asked, answer))
        return answer


def _say(actor: Actor, name: str) -> str:
    """Return what somebody's request says in a header."""
    return actor.cookie if name == "cookie" else ""


def _may_be_kept(answer: TestResponse) -> bool:
    said = answer.headers.get("Cache-Control", "").lower().replace(" ", "").split(",")
    named = {each.partition("=")[0] for each in said}
    is_fresh = bool(named & {"max-age", "s-maxage", "public"})
    is_cacheable = answer.status_code in KEPT or is_fresh
    return is_cacheable and not named & FORBIDDEN and answer.headers.get("Vary") != "*"
