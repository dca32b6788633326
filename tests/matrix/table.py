"""The tables written by hand, read."""

from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
REST = "*"


@dataclass(frozen=True)
class Line:
    """What a route gives: a class of access for each state that its thing can be in."""

    rule: str
    methods: tuple[str, ...]
    classes: dict[str, str]

    @property
    def is_private(self) -> bool:
        """Whether whoever is not signed in is asked to, whatever the address."""
        if self.rule.startswith(("/account/reset", "/my/permits")):
            return False
        first = self.rule.split("/")[1]
        return first in {"desk", "my", "account", "sign-out"}

    @property
    def is_sent_to(self) -> bool:
        """Whether other systems send there, with a token."""
        return self.rule.startswith("/api/v1/meetings/")


def read_columns(name: str) -> dict[str, dict[str, str]]:
    """Return what each actor gets, by the class of access, or by the word."""
    header, *rows = _read_lines(f"{name}.txt")
    columns = header[1:]
    return {name: dict(zip(columns, letters, strict=True)) for name, *letters in rows}


def read_routes() -> list[Line]:
    """Return the line of each route; `posted` is the state where none is named."""
    found = []
    for methods, rule, *words in _read_lines("routes.txt"):
        pairs = [word.rpartition(":") for word in words]
        classes = {state or "posted": name for state, _, name in pairs}
        found.append(Line(rule, tuple(methods.split(",")), classes))
    return found


def _read_lines(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line.strip() and line[0] != "#"]
