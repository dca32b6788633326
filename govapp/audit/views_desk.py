"""The audit trail, for those who look after the installation."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from govapp.audit import queries
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.numbers import number

blueprint = desk_blueprint("audit_desk", __name__, "/desk/audit")

PAGE = 50


@blueprint.get("")
@requires(Permission.AUDIT_READ)
def index() -> ResponseReturnValue:
    """Show who did what, newest first, a page at a time."""
    before = request.args.get("before", type=number)
    lines = queries.list_before(before, limit=PAGE + 1)
    return render_template(
        "desk/audit/index.html",
        lines=lines[:PAGE],
        earlier=lines[PAGE - 1].id if len(lines) > PAGE else None,
        is_newest=before is None,
    )
