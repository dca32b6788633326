"""What stands in an address is a text: no pattern (row 52), no markup (row 7).

Which arguments there are is not written down here: each page that somebody can open is
opened, and what it asks for is noted.
"""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest

from tests.matrix.asking import find_opening, list_objects, list_readers
from tests.matrix.entering import Actor
from tests.matrix.polyglot import TEXT, find_markup
from tests.matrix.statements import Told, overhearing
from tests.matrix.table import read_routes
from tests.matrix.walking import Walker, name_nowhere

# A text that is more than one to a database that is not told otherwise.
PATTERN = "zza%zz_zz\\zz'\"zz"
# What may stand of it in a pattern: SQLAlchemy writes / before what would be one.
RAW = ("a%z", "z_z")
HEADERS = ("Referer", "User-Agent", "Accept-Language", "X-Forwarded-For", "Accept")


def is_more(told: Told) -> bool:
    """Say whether a statement has the text in itself, or as a pattern."""
    is_within = "zz" in told.statement
    return is_within or any(raw in value for value in told.patterns for raw in RAW)


def is_told(statements: list[Told]) -> bool:
    """Say whether the database was told the text at all."""
    return any("zz" in text for told in statements for text in told.texts)


@pytest.mark.timeout(900)  # hundreds of requests
def test_row_52_no_argument_is_a_pattern(walker: Walker) -> None:
    wrong, asked, told = [], 0, 0
    for path, actor, names in list_readers(walker):
        for name in sorted(names):
            query = urlencode({name: PATTERN})
            with overhearing(walker.site.app) as statements:
                answer = walker.send(actor, "GET", f"{path}?{query}")
            if answer.status_code >= 500 or any(map(is_more, statements)):
                wrong.append(f"{path}?{name}")
            asked += 1
            told += is_told(statements)
    assert wrong == []
    assert asked > 150
    assert told > 10


def _list_parts(walker: Walker) -> Iterator[tuple[str, Actor]]:
    """Yield each address with the text in place of one of its words."""
    for line in read_routes():
        found = find_opening(walker, line) if "GET" in line.methods else None
        if found is None or "<" not in line.rule:
            continue
        ask, actor = found
        named = zip(line.rule.split("/"), ask.path.split("/"), strict=False)
        words = [word for rule, word in named if "<" in rule and "<int" not in rule]
        for word in words:
            yield ask.path.replace(f"/{word}", f"/{quote(PATTERN)}", 1), actor


@pytest.mark.timeout(900)
def test_row_52_no_part_of_an_address_is_a_pattern(walker: Walker) -> None:
    wrong, told = [], 0
    for path, actor in _list_parts(walker):
        with overhearing(walker.site.app) as statements:
            answer = walker.send(actor, "GET", path)
        if answer.status_code >= 500 or any(map(is_more, statements)):
            wrong.append(path)
        told += is_told(statements)
    assert wrong == []
    assert told > 40


def test_row_52_no_id_of_open_data_is_a_pattern(walker: Walker) -> None:
    visitor, wrong = walker.site.actors["visitor"], []
    for path in list_objects(walker):
        assert walker.send(visitor, "GET", path).status_code == 200, path
        before, _, last = path.rpartition("/")
        wrong += [
            f"{before}/{wild}"
            for wild in ("_" * len(last), f"{last[:-1]}_", f"{last[:3]}%25", "%25")
            if walker.send(visitor, "GET", f"{before}/{wild}").status_code != 404
        ]
    assert wrong == []


def _list_reflected(walker: Walker) -> Iterator[tuple[str, Actor]]:
    """Yield each address that holds the text: as an argument, or as what is nowhere."""
    for path, actor, names in list_readers(walker):
        for name in sorted(names):
            yield f"{path}?{urlencode({name: TEXT})}", actor
    for path in sorted({name_nowhere(line.rule) for line in read_routes()}):
        for name in ("visitor", "administrator"):
            yield f"{path}/{quote(TEXT)}", walker.site.actors[name]


@pytest.mark.timeout(900)
@pytest.mark.parametrize("site", ["sqlite"], indirect=True)
def test_row_7_nothing_of_a_request_becomes_markup(walker: Walker) -> None:
    wrong = []
    for path, actor in _list_reflected(walker):
        sent = dict.fromkeys(HEADERS, TEXT)
        answer = walker.send(actor, "GET", path, headers=sent)
        found = find_markup(answer)
        if found or answer.status_code >= 500:
            wrong.append(f"{path.partition('?')[0]} {answer.status_code} {found}")
    assert wrong == []
