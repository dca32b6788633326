"""The certificate of posting, as it was issued."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from govapp.errors import NotFoundError
from govapp.meetings.published import get_card
from govapp.web import public

blueprint = Blueprint("notices_public", __name__)


@blueprint.get("/meetings/<string:number>/certificate")
def certificate(number: str) -> ResponseReturnValue:
    """Show the newest certificate of a meeting."""
    card = get_card(number)
    if card.certificate is None:
        raise NotFoundError
    return public.render("public/notices/certificate.html", card=card)
