"""What clients ask of lists is understood, or refused in words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.exchange.legistar.odata import CAP, QueryError, read_query

ROWS: list[dict[str, Any]] = [
    {"Id": 3, "Name": "O'Hare", "Date": "2023-01-04T00:00:00", "Flag": 1},
    {"Id": 1, "Name": "Ann", "Date": "2023-02-02T10:00:00.5", "Flag": 0},
    {"Id": 2, "Name": None, "Date": None, "Flag": None},
]


def ask(**arguments: str) -> list[Any]:
    given = {f"${name}": value for name, value in arguments.items()}
    query = read_query(given, list(ROWS[0]))
    return [row.get("Id", row) for row in query.choose(ROWS, "Id")]


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("", [1, 2, 3]),
        ("Id eq 2", [2]),
        ("id GT 1 and Id lt 3", [2]),
        ("Id le 1 or Id ge 3", [1, 3]),
        ("(Id eq 1 or Id eq 2) and Flag eq 0", [1]),
        ("Id eq 1 or Id eq 2 and Flag eq 9", [1]),
        ("not (Id eq 1)", [2, 3]),
        ("Name eq 'O''Hare'", [3]),
        ("Name ne 'Ann'", [2, 3]),
        ("Name eq null", [2]),
        ("Name ne null", [1, 3]),
        ("Date gt datetime'2023-01-04'", [1]),
        ("Date ge datetime'2023-01-04T00:00:00'", [1, 3]),
        ("Date lt datetime'2023-02-02T10:00:00.500001'", [1, 3]),
        ("Date eq datetime'2023-02-02T10:00:00.500'", [1]),
        ("Flag gt 0", [3]),
    ],
)
def test_conditions_choose_rows(condition: str, ids: list[int]) -> None:
    assert ask(filter=condition) == ids


def test_rows_are_ordered_cut_and_shortened() -> None:
    assert ask(orderby="Date desc") == [1, 3, 2]
    assert ask(orderby="Flag, Id desc") == [2, 1, 3]
    assert ask(top="1", skip="1") == [2]
    assert ask(skip="9") == []
    assert ask(top="5000") == [1, 2, 3]
    assert read_query({"$top": "5000"}, None).top == CAP
    query = read_query({"$select": "name"}, list(ROWS[0]))
    assert query.choose(ROWS, "Id")[0] == {"Name": "Ann"}
    assert ask(expand="Anything") == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("filter", "Nope eq 1"),
        ("filter", "Id eq"),
        ("filter", "Id = 1"),
        ("filter", "Id like 1"),
        ("filter", "(Id eq 1"),
        ("filter", "Id eq 1)"),
        ("filter", "Id eq 1 Id eq 2"),
        ("filter", "Id eq 'open"),
        ("filter", "Date gt datetime'yesterday'"),
        ("filter", "Id eq Name"),
        ("filter", "(" * 60 + "Id eq 1" + ")" * 60),
        ("filter", "x" * 9000),
        ("filter", "Id eq " + "9" * 7000),
        ("filter", "Id eq ٣"),
        ("orderby", "Nope"),
        ("orderby", "Id sideways"),
        ("select", "Nope"),
        ("top", "-1"),
        ("top", "ten"),
        ("skip", "-5"),
        ("skip", "9" * 30),
        ("skip", "٣"),
    ],
)
def test_what_is_no_query_is_refused(name: str, text: str) -> None:
    with pytest.raises(QueryError):
        ask(**{name: text})


@given(st.text(max_size=60) | st.text("()' eqandornotId1", max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for name in ("filter", "orderby", "select", "top", "skip"):
        try:
            ask(**{name: text})
        except QueryError as error:
            assert str(error)  # noqa: PT017 that it says something is the test
