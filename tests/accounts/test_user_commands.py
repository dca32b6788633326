"""`govapp user`."""

import re

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from govapp.commands.user import user
from govapp.config import Settings
from govapp.errors import RuleError
from tests.accounts.people import ADMINISTRATOR, open_account, open_body, sign_in
from tests.pages import PageClient


def _run(settings: Settings, *words: str, said: str = "") -> Result:
    return CliRunner().invoke(
        user, words, obj=settings, input=said, catch_exceptions=False
    )


def test_an_account_is_opened_with_a_link(
    app: Flask, client: PageClient, settings: Settings
) -> None:
    open_body(app, "board")

    done = _run(
        settings, "create", "bo@example.org", "Bo", "--role=secretary", "--body=board"
    )

    found = re.search(r"http://localhost(/account/reset/\S+)", done.output)
    assert found is not None
    assert client.get(found[1]).status_code == 200
    listed = _run(settings, "list").output
    assert listed == "bo@example.org\tBo\tinvited\tsecretary board\n"


def test_an_account_is_opened_with_a_password(
    client: PageClient, settings: Settings
) -> None:
    words = ("create", "bo@example.org", "Bo", "--password-stdin")

    _run(settings, *words, said="seven green lamps hum\n")

    assert sign_in(client, "bo@example.org", "seven green lamps hum").status_code == 302


def test_access_ends_and_begins_again(app: Flask, settings: Settings) -> None:
    open_account(app, roles={ADMINISTRATOR})
    open_account(app, "bo@example.org")

    _run(settings, "disable", "bo@example.org")
    _run(settings, "grant", "bo@example.org", "auditor")
    assert "bo@example.org\tBo\tdisabled\tauditor" in _run(settings, "list").output
    _run(settings, "enable", "bo@example.org")
    _run(settings, "revoke", "bo@example.org", "auditor")
    assert "bo@example.org\tBo\tactive\t\n" in _run(settings, "list").output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("disable", "no@example.org"), "There is no account for no@example.org."),
        (("disable", "ada@example.org"), "This is the last administrator."),
        (("create", "b@example.org", "B", "--role=member"), "Choose the bodies"),
        (
            ("create", "b@example.org", "B", "--role=member", "--body=x"),
            "There is no body x.",
        ),
        (("create", "b@example.org", "B", "--password-stdin"), "at least 12"),
    ],
)
def test_a_refusal_changes_nothing(
    app: Flask, settings: Settings, words: tuple[str, ...], told: str
) -> None:
    open_account(app, roles={ADMINISTRATOR})

    with pytest.raises(RuleError, match=told):
        _run(settings, *words, said="short\n")

    listed = _run(settings, "list").output
    assert listed == "ada@example.org\tAda\tactive\tadministrator\n"
