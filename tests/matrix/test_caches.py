"""Nobody is given another's page, whatever stands between them and the site: row 24."""

import pytest

from tests.matrix.asking import find_opening
from tests.matrix.caching import SharedCache
from tests.matrix.entering import Actor
from tests.matrix.table import read_routes
from tests.matrix.walking import Walker, shape

pytestmark = pytest.mark.parametrize("site", ["sqlite"], indirect=True)


def _list_opened(walker: Walker) -> list[tuple[str, Actor, bool]]:
    """Return an address of each route, who opens it, and whether it is private."""
    return [
        (found[0].path, found[1], line.is_private)
        for line in read_routes()
        if "GET" in line.methods and (found := find_opening(walker, line))
    ]


@pytest.mark.timeout(900)
def test_row_24_what_is_private_says_so(walker: Walker) -> None:
    wrong, visitor, count = [], walker.site.actors["visitor"], 0
    for path, actor, is_private in _list_opened(walker):
        if not is_private:
            continue
        for who in (actor, visitor):
            answer = walker.send(who, "GET", path)
            said = answer.headers.get("Cache-Control")
            if said != "private, no-store" or "Cookie" not in answer.vary:
                wrong.append(f"{who.name} {path}: {said}, {answer.vary}")
            count += 1
    assert wrong == []
    assert count > 300


@pytest.mark.timeout(900)
def test_row_24_a_shared_cache_gives_nobody_anothers_page(walker: Walker) -> None:
    """Sign in, look at everything, sign out: then everybody looks at the same."""
    cache, wrong = SharedCache(walker), []
    opened = _list_opened(walker)
    for path, actor, is_private in opened:
        mine = actor if is_private else walker.site.actors["secretary"]
        cache.get(mine, path)
    hits = cache.hits
    for path, _, _ in opened:
        for name in ("visitor", "copied"):
            other = walker.site.actors[name]
            answer = cache.get(other, path)
            if cache.hits > hits and shape(answer) != shape(
                walker.send(other, "GET", path)
            ):
                wrong.append(f"{other.name} {path}")
            hits = cache.hits
    assert wrong == []
    private = {path for path, _, is_private in opened if is_private}
    assert private.isdisjoint(cache.kept)
    # It is a cache: what may be kept is, and given to others.
    assert hits > 1
