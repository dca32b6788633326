"""Every route, as everybody, in every state, of either body, against the tables."""

from itertools import product

import pytest
from werkzeug.routing import Rule

from tests.matrix.addresses import NONE, list_asks
from tests.matrix.building import Site
from tests.matrix.table import read_columns, read_routes
from tests.matrix.walking import Walker, list_wrong, read_all

READING = {"HEAD", "OPTIONS"}
# How many parts the routes are walked in, so that processes share them.
PARTS = 12
WALKED = [*product(("GET", "POST"), range(PARTS), (PARTS,)), ("PUT", 0, 1)]
# What it writes down that somebody has read something.
WRITTEN = {"audit_line", "portal_look", "portal_opened_file"}
EXPLAINED = """
Each route needs a line in tests/matrix/routes.txt, by hand, that says who gets what:

    GET,POST /desk/meetings/<int:meeting_id>/agenda desk-of-body

The last word is a class of tests/matrix/classes.txt (public, desk-of-body, book, ...).
Where it depends on the state of the thing, each state has its class: `draft:unknown`,
`*:public` for all others; `mixed:` is the child of another body's parent. What an
address names is made in tests/matrix/furnishing.py, by the word before it."""


def _name(rule: Rule) -> tuple[str, frozenset[str]]:
    return rule.rule.replace(" ", ""), frozenset((rule.methods or set()) - READING)


def test_every_route_and_method_is_in_the_table(site: Site) -> None:
    routes = {_name(rule) for rule in site.app.url_map.iter_rules()}
    lines = [(line.rule, frozenset(line.methods)) for line in read_routes()]
    undeclared = sorted(f"{','.join(sorted(m))} {r}" for r, m in routes - set(lines))
    gone = sorted(f"{','.join(sorted(m))} {r}" for r, m in set(lines) - routes)
    assert not undeclared, "\n".join(["", *undeclared, EXPLAINED])
    assert not gone, "No such route: " + ", ".join(gone)
    assert len(lines) == len(set(lines))
    methods = {method for line in read_routes() for method in line.methods}
    assert methods == {method for method, _, _ in WALKED}


def test_every_class_is_used_and_known() -> None:
    used = {name for line in read_routes() for name in line.classes.values()}
    assert used - {NONE} | {"unknown", "nothing-private"} == set(
        read_columns("classes")
    )


@pytest.mark.timeout(900)  # thousands of requests
@pytest.mark.parametrize(("method", "part", "parts"), WALKED)
def test_the_answers_are_those_of_the_table(
    walker: Walker, method: str, part: int, parts: int
) -> None:
    lines = [line for line in read_routes()[part::parts] if method in line.methods]
    # What differs by the engine is a query, and that by what is there to be found.
    is_brief = walker.site.engine == "postgresql"
    asks = [
        (line, ask)
        for line in lines
        for ask in list_asks(line, walker.site, is_brief=is_brief)
    ]
    before = read_all(walker.site)
    wrong = list(list_wrong(walker, asks, method, "0STR"))
    assert read_all(walker.site) == before, "A refused request left a trace."
    wrong += list_wrong(walker, asks, method, "F")
    after = read_all(walker.site)
    changed = {name for name, rows in before.items() if rows != after[name]}
    assert wrong == [], "\n".join(["", *wrong, EXPLAINED])
    assert changed <= WRITTEN
