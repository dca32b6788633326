"""The blueprint that the desk's pages of meetings share."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from govapp.errors import RuleError
from govapp.meetings.models.minutes import KINDS
from govapp.meetings.views_desk import trail
from govapp.web.access import View, desk_blueprint
from govapp.web.errors import say

blueprint = desk_blueprint("meetings_desk", __name__, "/desk/meetings")
blueprint.add_app_template_filter(trail.doing, "doing")


def minutes_route(path: str = "", *methods: str) -> Callable[[View], View]:
    """Bind a view to minutes that everyone reads, and to those of a closed session."""

    def bind(view: View) -> View:
        for kind in KINDS:
            blueprint.add_url_rule(
                f"/<int:meeting_id>/{kind}{path}",
                view_func=view,
                methods=["GET", *methods],
                defaults={"kind": kind},
            )
        return view

    return bind


@blueprint.url_defaults
def stay_with_kind(endpoint: str, values: dict[str, Any]) -> None:
    """Let the pages of either kind lead to pages of the same."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "kind"):
        here = (request.view_args or {}).get("kind", KINDS[0])
        values.setdefault("kind", here)


@blueprint.errorhandler(RuleError)
def refuse(error: RuleError) -> ResponseReturnValue:
    """Lead back to the meeting and say why something cannot be done with it."""
    flash(say(error), "error")
    meeting_id = (request.view_args or {})["meeting_id"]
    return redirect(url_for("meetings_desk.detail", meeting_id=meeting_id), 303)
