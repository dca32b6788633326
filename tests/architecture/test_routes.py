"""Every address has a door, and it is the right one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask_login import login_user
from werkzeug.routing import Rule

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.permissions import GRANTS, Permission, Role
from govapp.web.access import desk_blueprint, requires
from govapp.web.prefixes import QUESTIONS, is_private, takes_forms

# What whoever signs in may reach, and what leads there.
OWN = ("security.", "accounts_account.", "accounts_sign_in.")
# Flask-Security names its own token.
UNTYPED = {"security.reset_password"}
READING = {"GET", "HEAD", "OPTIONS"}
TYPED = re.compile(r"<[a-z]+(\([^)]*\))?:[a-z_]+>")
KEBAB = re.compile(r"^[a-z0-9.-]*$")

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def _rules(app: Flask, *, private: bool) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if is_private(rule.rule) is private:
            yield rule


def _mark(rule: Rule) -> str:
    return "loaded" if rule.rule.startswith("/my/") else "permission"


def list_open_doors(app: Flask) -> list[str]:
    """List the addresses that state no permission, or of members that load nothing."""
    return [
        rule.rule
        for rule in _rules(app, private=True)
        if not rule.endpoint.startswith(OWN)
        and not hasattr(app.view_functions[rule.endpoint], _mark(rule))
    ]


def list_writable(app: Flask) -> list[str]:
    """List the addresses of the public record to which something can be sent."""
    return [
        rule.rule
        for rule in _rules(app, private=False)
        if not (rule.methods or set()) <= READING
        and not takes_forms(rule.rule)
        and not rule.rule.startswith(f"{QUESTIONS}/")
    ]


def list_odd(app: Flask) -> list[str]:
    """List the addresses that are not kebab-case, or have parts without a type."""
    return [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in UNTYPED
        and not all(KEBAB.match(TYPED.sub("", part)) for part in rule.rule.split("/"))
    ]


CHECKS = [list_open_doors, list_writable, list_odd]


@pytest.mark.parametrize("check", CHECKS)
def test_the_addresses_are_clean(
    app: Flask, check: Callable[[Flask], list[str]]
) -> None:
    assert check(app) == []


@pytest.mark.parametrize(
    ("check", "address", "method"),
    [
        (list_open_doors, "/desk/left-open", "GET"),
        (list_open_doors, "/my/left-open", "GET"),
        (list_writable, "/comments", "POST"),
        (list_odd, "/old_name", "GET"),
        (list_odd, "/meetings/<number>/x", "GET"),
    ],
)
def test_a_planted_breach_is_noticed(
    app: Flask, check: Callable[[Flask], list[str]], address: str, method: str
) -> None:
    app.add_url_rule(address, "planted", lambda: "", methods=[method])
    assert check(app) == [address]


def test_every_permission_is_granted_and_asked_for(app: Flask) -> None:
    asked = {getattr(view, "permission", None) for view in app.view_functions.values()}
    assert set().union(*GRANTS.values()) == set(Permission)
    assert asked - {None} == set(Permission)


def test_a_view_without_a_permission_stays_shut(app: Flask) -> None:
    blueprint = desk_blueprint("left_open", __name__, "/left-open")

    @blueprint.get("/")
    def index() -> str:
        return "open"

    app.register_blueprint(blueprint)
    assert app.test_client().get("/left-open/").status_code == 404


@dataclass
class Thing:
    """Something of a body's."""

    body_id: int | None


@requires(Permission.ORGANIZATION_EDIT, load=Thing)
def _edit(thing: Thing) -> str:
    return f"thing of {thing.body_id}"


@pytest.mark.parametrize(
    ("roles", "opened"),
    [([(Role.ADMINISTRATOR, None)], True), ([(Role.AUDITOR, None)], False)],
)
def test_a_view_opens_to_those_who_hold_its_permission(
    app: Flask, roles: list[accounts.Grant], *, opened: bool
) -> None:
    with app.test_request_context("/desk/x"):
        user = accounts.invite_user(
            SYSTEM, email="someone@govapp.example", name="Demo person", roles=roles
        )
        login_user(user)
        if opened:
            assert _edit(body_id=7) == "thing of 7"
        else:
            with pytest.raises(NotFoundError):
                _edit(body_id=7)
        db.session.rollback()
