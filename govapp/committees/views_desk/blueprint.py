"""What the desk's pages of bodies share: their blueprint and where a form leads."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from govapp.committees.models import Body
from govapp.web.access import desk_blueprint

blueprint = desk_blueprint("committees_desk", __name__, "/desk/committees")


def to_body(body: Body, told: str) -> ResponseReturnValue:
    """Lead to a body's page, which says what happened."""
    flash(told, "success")
    return redirect(url_for("committees_desk.detail", slug=body.slug), 303)
