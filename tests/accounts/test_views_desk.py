"""The administrator's pages about accounts."""

import pytest
from flask import Flask

from govapp.permissions import Role
from tests.accounts.people import (
    ADMINISTRATOR,
    find_link,
    list_mails,
    open_account,
    open_body,
    sign_in,
)
from tests.pages import PageClient, parse_page, read_text
from tests.queries import count_queries

LIST_QUERIES = 6  # user, roles, users, their roles, bodies, organization


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    """Return a client that is signed in as the administrator, account 1."""
    open_account(app, roles={ADMINISTRATOR})
    sign_in(client)
    return client


def test_somebody_is_invited_for_two_bodies(app: Flask, desk: PageClient) -> None:
    board, audit = open_body(app, "board"), open_body(app, "audit")

    answer = desk.submit(
        "/desk/users/invite",
        email="Bo@example.org",
        name="Bo",
        role="secretary",
        bodies=[board, audit],
    )

    assert answer.location == "/desk/users/2"
    page = desk.get("/desk/users/2").text
    assert "Bo is invited. The mail is on its way." in page
    assert "Secretary, Board" in page
    assert "Secretary, Audit" in page
    [(_subject, text)] = list_mails(app, "bo@example.org")
    assert "Ada has opened an account for you" in text
    assert desk.get(find_link(text)).status_code == 200


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"email": "nowhere"}, "Enter an e-mail address in the form"),
        ({"email": "ADA@example.org"}, "This address has an account already."),
        ({"name": " "}, "Enter the person's name."),
        ({"role": ""}, "Choose a role."),
        ({"role": "secretary"}, "Choose the bodies this role is for."),
        ({"bodies": ["1"]}, "This role is for the whole installation"),
    ],
)
def test_a_wrong_invitation_keeps_what_was_typed(
    app: Flask, desk: PageClient, typed: dict[str, str], told: str
) -> None:
    open_body(app, "board")
    values = {"email": "bo@example.org", "name": "Bo", "role": "auditor"} | typed

    answer = desk.submit("/desk/users/invite", **values)

    assert answer.status_code == 422
    assert told in read_text(parse_page(answer.text))
    assert f'value="{values["email"]}"' in answer.text
    assert list_mails(app, "bo@example.org") == []


def test_roles_are_given_and_taken(app: Flask, desk: PageClient) -> None:
    board = open_body(app, "board")
    bo = open_account(app, "bo@example.org")
    path = f"/desk/users/{bo}"

    desk.submit(path, button="Give the role", role="member", bodies=[board])
    assert "The role is given." in desk.get(path).text
    refused = desk.submit(path, button="Give the role", role="member")
    assert refused.status_code == 422
    desk.submit(path, button="Take away Member, Board")
    assert "No roles yet" in desk.get(path).text


def test_an_account_is_disabled_and_enabled(app: Flask, desk: PageClient) -> None:
    bo = open_account(app, "bo@example.org", roles={ADMINISTRATOR})
    other = app.test_client()
    assert isinstance(other, PageClient)
    sign_in(other, "bo@example.org")

    desk.submit(f"/desk/users/{bo}", button="Disable the account")
    assert other.get("/desk/users").status_code == 303
    desk.submit(f"/desk/users/{bo}", button="Enable the account")
    assert sign_in(other, "bo@example.org").status_code == 302


def test_an_invitation_is_sent_again_once(app: Flask, desk: PageClient) -> None:
    bo = open_account(app, "bo@example.org", password=None)
    key = {"idempotency_key": "the same twice"}

    for _ in range(2):
        path, button = f"/desk/users/{bo}", "Send the invitation again"
        assert desk.submit(path, button=button, **key).location == path

    assert len(list_mails(app, "bo@example.org")) == 2


def test_the_last_administrator_stays(desk: PageClient) -> None:
    for button in ("Disable the account", "Take away Administrator"):
        desk.submit("/desk/users/1", button=button)
        assert "This is the last administrator." in desk.get("/desk/users/1").text
    assert desk.get("/desk/users").status_code == 200


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.MEMBER, Role.AUDITOR])
def test_nobody_else_sees_that_these_pages_exist(
    app: Flask, client: PageClient, role: Role
) -> None:
    body = None if role == Role.AUDITOR else open_body(app, "board")
    open_account(app, roles={(role, body)})
    sign_in(client)
    missing = client.get("/desk/nothing-here")

    for path in ("/desk/users", "/desk/users/invite", "/desk/users/1"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.text == missing.text.replace("/desk/nothing-here", path)
    assert 'href="/desk/users"' not in client.get("/account/").text


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_takes_the_same_queries_for_any_number(
    app: Flask, desk: PageClient, count: int
) -> None:
    body = open_body(app, "board")
    for number in range(count - 1):
        roles = {(Role.SECRETARY, body)}
        open_account(app, f"{number}@example.org", roles=roles, password=None)

    with count_queries(app) as asked:
        page = desk.get("/desk/users").text

    assert page.count("@example.org") == count
    assert len(asked) == LIST_QUERIES
