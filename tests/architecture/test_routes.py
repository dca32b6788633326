"""Every address has a door, and it is the right one."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from govapp.errors import NotFoundError
from govapp.permissions import GRANTS, Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.prefixes import is_private

# What whoever signs in may reach, and what leads there.
OWN = ("security.", "accounts_account.")
READING = {"GET", "HEAD", "OPTIONS"}
KEBAB = re.compile(r"^[a-z0-9.-]*$")

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


def _rules(app: Flask, *, private: bool) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if is_private(rule.rule) is private:
            yield rule


def test_every_desk_view_states_its_permission(app: Flask) -> None:
    open_doors = [
        rule.endpoint
        for rule in _rules(app, private=True)
        if not rule.endpoint.startswith(OWN)
        and not hasattr(app.view_functions[rule.endpoint], "permission")
    ]
    assert open_doors == []


def test_public_addresses_can_only_be_read(app: Flask) -> None:
    writable = [
        rule.rule
        for rule in _rules(app, private=False)
        if not (rule.methods or set()) <= READING
    ]
    assert writable == []


def test_addresses_are_kebab_case_with_typed_parts(app: Flask) -> None:
    odd = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "security.reset_password":
            continue  # Flask-Security names its own token
        for part in rule.rule.split("/"):
            fixed = re.sub(r"<[a-z]+(\([^)]*\))?:[a-z_]+>", "", part)
            if not KEBAB.match(fixed):
                odd.append(rule.rule)
    assert odd == []


def test_every_permission_is_granted_and_asked_for(app: Flask) -> None:
    granted = set().union(*GRANTS.values())
    asked = {
        getattr(app.view_functions[rule.endpoint], "permission", None)
        for rule in app.url_map.iter_rules()
    }
    assert granted == set(Permission)
    assert set(Permission) - asked == {Permission.AUDIT_READ} or asked >= granted


def test_a_view_without_a_permission_stays_shut(app: Flask) -> None:
    blueprint = desk_blueprint("left_open", __name__, "/left-open")

    @blueprint.get("/")
    def index() -> str:
        return "open"

    app.register_blueprint(blueprint)
    assert app.test_client().get("/left-open/").status_code == 404


def test_a_view_asks_for_its_permission(app: Flask) -> None:
    class Nobody:
        grants: frozenset[object] = frozenset()

    @requires(Permission.MEETING_POST)
    def post() -> str:
        return "posted"

    with app.test_request_context("/desk/x"):
        app.login_manager._update_request_context_with_user(Nobody())  # type: ignore[attr-defined]  # noqa: SLF001
        with pytest.raises(NotFoundError):
            post()
