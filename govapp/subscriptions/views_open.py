"""What followers ask for: no account, no cookie; a sealed link is all they hold."""

from collections.abc import Callable, Mapping
from functools import wraps

from flask import Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from govapp.committees.published import get_card, list_bodies
from govapp.errors import NotFoundError
from govapp.mail.seals import is_sealed, seal
from govapp.subscriptions import queries, services
from govapp.subscriptions.forms import ChoiceForm, FollowForm
from govapp.subscriptions.models import Subscription, SubscriptionRequest
from govapp.web import public
from govapp.web.doors import open_blueprint
from govapp.web.prefixes import FORMS

View = Callable[..., ResponseReturnValue]

blueprint = open_blueprint("subscriptions", __name__, FORMS, afar="leave")


@blueprint.get("")
def follow() -> Response:
    """Ask for an address and what it is to be told; of a body that was, nothing is."""
    form = FollowForm()
    bodies = _offer(form)
    if body := request.args.get("body", ""):
        get_card(body)
        form.bodies.data = [body] if body in bodies else []
    return public.render("public/subscriptions/follow.html", form=form)


@blueprint.post("")
def ask() -> ResponseReturnValue:
    """Take it; the answer is the same whatever the address follows already."""
    form = FollowForm(request.form)
    _offer(form)
    if not form.validate():
        return public.render_once("public/subscriptions/follow.html", 422, form=form)
    services.ask_to_follow(email=form.email.data or "", **form.chosen)
    return redirect(url_for(".done", what="asked"), 303)


@blueprint.get("/<any(asked,confirmed,changed):what>")
def done(what: str) -> Response:
    """Say what was done."""
    return public.render("public/subscriptions/done.html", what=what)


def sealed(view: Callable[[str], ResponseReturnValue]) -> View:
    """Open a view to whoever holds its link, which names a key."""

    @wraps(view)
    def guarded(key: str, **_seal: str) -> ResponseReturnValue:
        if not is_sealed(_secret(), request.path):
            raise NotFoundError
        return view(key)

    return guarded


@blueprint.route("/confirm/<string:key>/<string:seal>", methods=["GET", "POST"])
@sealed
def confirm(key: str) -> ResponseReturnValue:
    """Show what was asked for, and let it be so once a person presses the button."""
    asked = queries.get_request(key)
    form = _choose(asked)
    if request.method == "POST" and form.validate():
        services.confirm(asked, **form.chosen)
        return redirect(url_for(".done", what="confirmed"), 303)
    return _render("public/subscriptions/confirm.html", form, email=asked.email)


@blueprint.route("/yours/<string:key>/<string:seal>", methods=["GET", "POST"])
@sealed
def yours(key: str) -> ResponseReturnValue:
    """Show what somebody follows, to be changed or left."""
    mine = queries.get_subscription(key)
    form = _choose(mine)
    if request.method == "POST" and form.validate():
        services.change(mine, **form.chosen)
        return redirect(url_for(".done", what="changed"), 303)
    leaving = seal(_secret(), f"{services.ADDRESS}/leave/{key}")
    return _render(
        "public/subscriptions/yours.html", form, email=mine.email, leaving=leaving
    )


@blueprint.route("/leave/<string:key>/<string:seal>", methods=["GET", "POST"])
@sealed
def leave(key: str) -> ResponseReturnValue:
    """Leave with one click of a mail program's button (RFC 8058), or of ours.

    Whoever has left already is told so again.
    """
    if request.method == "GET":
        return public.render_once("public/subscriptions/leave.html")
    mine = queries.find_subscription(key)
    if mine is not None:
        services.leave(mine)
    return public.render_once("public/subscriptions/done.html", what="left")


def _secret() -> str:
    return str(current_app.extensions["govapp.settings"].secret_key)


def _offer(form: ChoiceForm) -> Mapping[str, str]:
    """Let a form offer the bodies that are; return their names by their slugs."""
    bodies = {
        body.slug: body.name for body in list_bodies() if body.status != "dissolved"
    }
    form.offer(bodies)
    return bodies


def _choose(known: Subscription | SubscriptionRequest) -> ChoiceForm:
    """Return a form with what was sent, else with what is chosen so far."""
    form = ChoiceForm(request.form)
    _offer(form)
    if request.method == "GET":
        form.show(known.bodies, known.topics, known.pace)
    return form


def _render(template: str, form: ChoiceForm, **context: str) -> Response:
    status = 422 if form.errors else 200
    return public.render_once(template, status, form=form, **context)
