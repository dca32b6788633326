"""Which addresses are asked for: each route filled with all that it may name."""

import re
from dataclasses import dataclass

from tests.matrix.building import Site
from tests.matrix.naming import Parts
from tests.matrix.table import REST, Line

PART = re.compile(r"<[^>]*?(\w+)>")
NEVER = re.compile(r"<(int[^:>]*|any[^:>]*|string|path)?:?[^>]*>")
# Other states are not asked for: each answer would be a paper that is set in type.
NONE = "-"
# The states that are tried on those who are refused, wherever a desk's route has them.
TRIED = ("draft", "withdrawn", "sitting")


@dataclass(frozen=True)
class Ask:
    """One address, and the class of access that the table gives it.

    The first of a route is asked for by everybody; what is further is only to be
    refused, for whoever it opens to may be told that it is not the time for it.
    """

    path: str
    place: str
    body: str
    class_name: str
    is_first: bool = False
    is_further: bool = False


def fill(rule: str, parts: Parts, then: Parts | None = None) -> str:
    """Return the address that a rule has for something, its child of something else."""
    before, found, source = "", [], parts
    for segment in rule.split("/"):
        made = segment
        for match in PART.finditer(segment):
            made = made.replace(match[0], source.get(f"{before}/{match[1]}", "0"))
            source = then or parts
        before = before if PART.search(segment) else segment
        found.append(made)
    return "/".join(found)


def name_never(rule: str) -> str:
    """Return the address that a rule has for what never existed."""
    return NEVER.sub(
        lambda match: "999999" if (match[1] or "").startswith("int") else "never", rule
    )


def list_asks(line: Line, site: Site, *, is_brief: bool = False) -> list[Ask]:
    """Return what is asked of a route: each state, each body, the child of both.

    In brief, without the states that its line does not name.
    """
    found: dict[str, Ask] = {}
    for ask in [*_list_stated(line, site), *_list_mixed(line, site)]:
        found.setdefault(ask.path, ask)
    for ask in () if is_brief else _list_rest(line, site):
        found.setdefault(ask.path, ask)
    return list(found.values())


def _list_stated(line: Line, site: Site) -> list[Ask]:
    states = [state for state in line.classes if state in site.places["board"]]
    return [
        Ask(
            fill(line.rule, site.places[body][state]),
            state,
            body,
            line.classes[state],
            is_first=(place, body) == (0, "board"),
        )
        for place, state in enumerate(states)
        for body in site.places
    ]


def _list_mixed(line: Line, site: Site) -> list[Ask]:
    """Return the child of one body's thing under the other's, and what never was."""
    if not PART.search(line.rule):
        return []
    state = next(
        state for state in (*line.classes, "posted") if state in site.places["board"]
    )
    one, two = (places[state] for places in site.places.values())
    mixed = line.classes.get("mixed", "unknown")
    never = line.classes.get("never", "unknown")
    return [
        Ask(fill(line.rule, one, two), "mixed", "board", mixed),
        Ask(fill(line.rule, two, one), "mixed", "audit", mixed),
        Ask(name_never(line.rule), "never", "board", never),
    ]


def _list_rest(line: Line, site: Site) -> list[Ask]:
    """Return the states that a line does not name."""
    is_desk = line.rule.startswith("/desk/")
    named = next(iter(line.classes.values()))
    rest = line.classes.get(REST, named if is_desk else "unknown")
    if rest == NONE:
        return []
    return [
        Ask(
            fill(line.rule, site.places[body][state]),
            state,
            body,
            rest,
            is_further=is_desk,
        )
        for body in (["board"] if is_desk else site.places)
        for state in (TRIED if is_desk else site.places["board"])
    ]
