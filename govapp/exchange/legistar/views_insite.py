"""The pages that programs made for Legistar's public site look at."""

from flask import Blueprint, Response, redirect, request
from flask.blueprints import BlueprintSetupState

from govapp import clock
from govapp.errors import NotFoundError
from govapp.exchange.legistar.insite import asking
from govapp.exchange.legistar.insite.answers import Answer, Asked, answer
from govapp.exchange.legistar.insite.pages import Page
from govapp.record.published import find_organization
from govapp.web import public
from govapp.web.prefixes import QUESTIONS

blueprint = Blueprint("exchange_insite", __name__, url_prefix=QUESTIONS)


@blueprint.record_once
def _let_programs_ask(state: BlueprintSetupState) -> None:
    """Take a page's form from what has no session; nothing is written by it."""
    state.app.extensions["csrf"].exempt(blueprint)


@blueprint.route("/<string:name>", methods=["GET", "POST"])
def page(name: str) -> Response:
    """Show, or lead to, what such a program asks for."""
    site = find_organization() or public.NAMELESS
    asked = asking.read(request.args, request.form)
    today = clock.today(site.time_zone)
    try:
        return _write(answer(name.casefold(), Asked(public.base_url(), asked, today)))
    except ValueError as error:
        raise NotFoundError from error


def _write(found: Answer) -> Response:
    match found:
        case Page():
            return public.render("public/exchange/insite.html", page=found)
        case bytes():
            return public.feed(found, "text/calendar")
        case str():
            answered = redirect(found, 302)
            return Response(answered.data, 302, answered.headers)
    raise NotFoundError
