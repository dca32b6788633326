"""People who sit or sat on bodies, for everyone."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from govapp.committees import published
from govapp.committees.published import words
from govapp.web import public

blueprint = Blueprint("people_public", __name__, url_prefix="/people")


@blueprint.get("/<string:slug>")
def detail(slug: str) -> ResponseReturnValue:
    """Show a person's memberships and offices."""
    person = published.get_person(slug)
    return public.render("public/people/detail.html", person=person, words=words)
