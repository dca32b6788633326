"""The live page of a meeting."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from govapp.sittings.published import get_live
from govapp.web import public

blueprint = Blueprint("sittings_public", __name__)


@blueprint.get("/meetings/<string:number>/live")
def live(number: str) -> ResponseReturnValue:
    """Show what goes on in a meeting."""
    return public.render("public/sittings/live.html", live=get_live(number))
