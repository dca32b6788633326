"""What clients ask of a list: a part of OData 3, held against rows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from govapp.errors import GovappError

CAP = 1000
FURTHEST = 10**9
DEEPEST = 40
LONGEST = 8000
Row = Mapping[str, Any]
Fields = Mapping[str, str] | None
Test = Callable[[Row], bool]
TOKEN = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<date>datetime'(?P<moment>[^']*)')"
    r"|(?P<text>'(?:[^']|'')*')|(?P<number>-?[0-9]{1,30}(?:\.[0-9]{1,30})?)(?![\w.])"
    r"|(?P<word>[A-Za-z_]\w*))"
)
COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda here, there: here == there,
    "ne": lambda here, there: here != there,
    "gt": lambda here, there: here > there,
    "ge": lambda here, there: here >= there,
    "lt": lambda here, there: here < there,
    "le": lambda here, there: here <= there,
}
NAMED = {"null": None, "true": True, "false": False}


class QueryError(GovappError):
    """A query that is none."""


@dataclass(frozen=True)
class Query:
    """What is asked of a list."""

    test: Test = lambda _row: True
    order: tuple[tuple[str, bool], ...] = ()
    top: int = CAP
    skip: int = 0
    select: tuple[str, ...] = ()

    def choose(self, rows: Sequence[Row], key: str) -> list[Row]:
        """Return the rows asked for, by their ids where nothing else is said."""
        kept = sorted((row for row in rows if self.test(row)), key=lambda row: row[key])
        for name, is_down in reversed(self.order):
            kept.sort(key=lambda row: _place(row[name]), reverse=is_down)
        page = kept[self.skip : self.skip + self.top]
        if not self.select:
            return page
        return [{name: row[name] for name in self.select} for row in page]


def read_query(arguments: Mapping[str, str], known: Sequence[str] | None) -> Query:
    """Read a query about rows with some fields, of any where none are known.

    Raises QueryError.
    """
    condition = arguments.get("$filter", "").strip()
    if len(condition) > LONGEST:
        raise QueryError("The $filter is longer than any can be.")
    fields = None if known is None else {name.casefold(): name for name in known}
    return Query(
        test=_Reader(condition, fields).read() if condition else Query().test,
        order=tuple(
            _order(part, fields)
            for part in arguments.get("$orderby", "").split(",")
            if part.strip()
        ),
        top=min(_count(arguments, "$top", CAP), CAP),
        skip=_count(arguments, "$skip", 0),
        select=tuple(
            _field(part.strip(), fields)
            for part in arguments.get("$select", "").split(",")
            if part.strip()
        ),
    )


def _count(arguments: Mapping[str, str], name: str, usual: int) -> int:
    text = arguments.get(name, "").strip() or str(usual)
    if not (text.isascii() and text.isdecimal() and int(text[:20]) <= FURTHEST):
        raise QueryError(f"{name} is a whole number from 0 on.")
    return int(text)


def _order(part: str, fields: Fields) -> tuple[str, bool]:
    name, _, way = part.strip().partition(" ")
    way = way.strip().casefold() or "asc"
    if way not in {"asc", "desc"}:
        raise QueryError("The $orderby names fields, each followed by asc or desc.")
    return _field(name, fields), way == "desc"


def _field(name: str, fields: Fields) -> str:
    if fields is None:
        return name
    if name.casefold() not in fields:
        raise QueryError(
            f"The query specified in the URI is not valid. There is no property "
            f"“{name[:60]}”."
        )
    return fields[name.casefold()]


def _place(value: Any) -> tuple[bool, str, Any]:
    """Let values of any kind be ordered, what is missing first."""
    if isinstance(value, bool | int | float):
        return (True, "", value)
    return (value is not None, "text", str(value or ""))


@dataclass
class _Reader:
    """Reads a condition: comparisons, joined by and and or, in parentheses."""

    text: str
    fields: Fields
    at: int = 0
    depth: int = 0
    tokens: list[re.Match[str]] = field(default_factory=list)

    def read(self) -> Test:
        place = 0
        while self.text[place:].strip():
            match = TOKEN.match(self.text, place)
            if match is None:
                raise QueryError(
                    f"Syntax error in $filter at position {place}: "
                    f"{self.text[place : place + 20]}"
                )
            self.tokens.append(match)
            place = match.end()
        test = self._any()
        if self.at < len(self.tokens):
            raise QueryError(f"Syntax error in $filter at {self._peek()[:20]}")
        return test

    def _peek(self) -> str:
        return self.tokens[self.at][0].strip() if self.at < len(self.tokens) else ""

    def _next(self) -> re.Match[str]:
        if self.at >= len(self.tokens):
            raise QueryError("The $filter ends too early.")
        self.at += 1
        return self.tokens[self.at - 1]

    def _any(self) -> Test:
        tests = [self._all()]
        while self._peek().casefold() == "or":
            self._next()
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda row: any(t(row) for t in tests)

    def _all(self) -> Test:
        tests = [self._one()]
        while self._peek().casefold() == "and":
            self._next()
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda row: all(t(row) for t in tests)

    def _one(self) -> Test:
        token = self._next()
        if token["open"]:
            self.depth += 1
            if self.depth > DEEPEST:
                raise QueryError("The $filter is nested too deep.")
            test = self._any()
            if not self._next()["close"]:
                raise QueryError("A parenthesis of the $filter is not closed.")
            return test
        if token["word"] and token["word"].casefold() == "not":
            inner = self._one()
            return lambda row: not inner(row)
        return self._comparison(token)

    def _comparison(self, token: re.Match[str]) -> Test:
        name = _field(token["word"] or token[0].strip(), self.fields)
        operator = (self._next()["word"] or "").casefold()
        if operator not in COMPARED:
            raise QueryError("A comparison is eq, ne, gt, ge, lt or le.")
        value, compare = _value(self._next()), COMPARED[operator]
        if value is None or operator in {"eq", "ne"}:
            is_same = operator in {"eq", "ge", "le"}
            return lambda row: (_alike(row[name], value) == value) is is_same
        kind: Any = (int, float) if isinstance(value, int | float) else str

        def test(row: Row) -> bool:
            here = _alike(row[name], value)
            return isinstance(here, kind) and compare(here, value)

        return test


class Moment(str):
    """A date and time, compared as text."""

    __slots__ = ()


def _value(token: re.Match[str]) -> Any:
    if token["date"]:
        try:
            datetime.fromisoformat(token["moment"])
        except ValueError:
            raise QueryError(f"There is no moment “{token['moment'][:40]}”.") from None
        return Moment(_whole(token["moment"]))
    if token["text"]:
        return token["text"][1:-1].replace("''", "'")
    if token["number"]:
        text = token["number"]
        return float(text) if "." in text else int(text)
    word = (token["word"] or "").casefold()
    if word not in NAMED:
        raise QueryError(f"There is no value “{token[0].strip()[:40]}”.")
    return NAMED[word]


def _alike(here: Any, there: Any) -> Any:
    return _whole(here) if isinstance(there, Moment) and here else here


def _whole(moment: str) -> str:
    """Write 2026-01-02 and 2026-01-02T03:04:05.1 at one length."""
    day, _, rest = moment.removesuffix("Z").replace(" ", "T").partition("T")
    time, _, fraction = (rest or "00:00:00").partition(".")
    return f"{day}T{time + ':00' * (2 - time.count(':'))}.{fraction[:6]:0<6}"
