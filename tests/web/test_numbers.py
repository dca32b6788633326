"""Numbers in addresses and queries that no database could hold are not found."""

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from govapp.permissions import Role
from govapp.web.numbers import MOST, number
from tests.accounts.people import enter, open_account, open_body

HUGE = ("2147483648", "9223372036854775808", "9" * 40)


@pytest.mark.parametrize("huge", HUGE)
def test_what_is_too_large_is_an_unknown_address(app: Flask, huge: str) -> None:
    roles = [(Role.ADMINISTRATOR, None), (Role.SECRETARY, open_body(app, "board"))]
    client = enter(app, open_account(app, roles=roles, password=None))
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if any(
            isinstance(converter, IntegerConverter)
            for converter in rule._converters.values()  # noqa: SLF001 no other way
        )
    ]
    assert len(rules) > 30
    for rule in rules:
        parts = {
            name: huge if isinstance(converter, IntegerConverter) else "board"
            for name, converter in rule._converters.items()  # noqa: SLF001
        }
        path = rule.rule
        for name, value in parts.items():
            start, _, rest = path.partition("<")
            assert name in rest
            path = start + value + rest.partition(">")[2]
        assert client.get(path).status_code in {404, 405}, path


@pytest.mark.parametrize("huge", [*HUGE, "-1", "x", ""])
def test_in_a_query_it_counts_as_not_given(app: Flask, huge: str) -> None:
    roles = [(Role.ADMINISTRATOR, None), (Role.AUDITOR, None)]
    client = enter(app, open_account(app, roles=roles, password=None))
    for path in ("/desk/audit?before=", "/desk/meetings?page="):
        assert client.get(path + huge).status_code == 200, path


def test_the_largest_is_a_number() -> None:
    assert number(str(MOST)) == MOST
