"""The blueprint that the pages of members share."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from govapp.web.access import member_blueprint

blueprint = member_blueprint("portal_member", __name__, "/my")

MEETING = "/meetings/<string:number>"


def lead_to(path: str, told: str) -> ResponseReturnValue:
    """Lead to a page of a member's, and say there what came of it."""
    flash(told, "success")
    return redirect(f"/my/{path}", 303)
