"""A grant that is flipped is noticed by the matrix, each by itself."""

import pytest

from govapp.permissions import GRANTS, Permission, Role
from tests.matrix.addresses import list_asks
from tests.matrix.table import Line, read_routes
from tests.matrix.walking import Walker

pytestmark = pytest.mark.parametrize("site", ["sqlite"], indirect=True)

HOLDERS = {
    Role.MEMBER: "member",
    Role.CONTRIBUTOR: "contributor",
    Role.SECRETARY: "secretary",
    Role.ADMINISTRATOR: "administrator",
    Role.AUDITOR: "auditor",
}


def _is_noticed(walker: Walker, lines: list[Line], name: str) -> bool:
    actor = walker.site.actors[name]
    return any(
        walker.look(line, ask, actor, "GET")
        for line in lines
        if "GET" in line.methods
        for ask in list_asks(line, walker.site, is_brief=True)[:1]
    )


def _list_governed(walker: Walker, permission: Permission) -> list[Line]:
    app = walker.site.app
    rules = {
        rule.rule.replace(" ", "")
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "permission", "") == permission
    }
    return [line for line in read_routes() if line.rule in rules]


@pytest.mark.parametrize("permission", Permission)
def test_a_grant_that_is_flipped_is_noticed(
    walker: Walker, monkeypatch: pytest.MonkeyPatch, permission: Permission
) -> None:
    lines = _list_governed(walker, permission)
    unnoticed = []
    for role, holder in HOLDERS.items():
        with monkeypatch.context() as flipped:
            flipped.setitem(GRANTS, role, GRANTS[role] ^ {permission})
            if not _is_noticed(walker, lines, holder):
                unnoticed.append(role)
    assert unnoticed == []
