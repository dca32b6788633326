"""Signing in by a provider of single sign-on."""

from collections.abc import Mapping

from flask import flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from govapp.accounts import services, sso, steps
from govapp.accounts.models import User
from govapp.accounts.rules import Granted, is_inside
from govapp.accounts.services import Grant
from govapp.accounts.services.telling import System
from govapp.accounts.sso import Told
from govapp.accounts.views_account.blueprint import sign_in_blueprint
from govapp.committees.queries import list_bodies
from govapp.errors import NotFoundError, RuleError
from govapp.web.errors import say
from govapp.web.transactions import writing_down

WANTED = "sso_to"


@sign_in_blueprint.get("/sso")
def single() -> ResponseReturnValue:
    """Lead to the provider."""
    if not sso.name_provider():
        raise NotFoundError
    wanted = request.args.get("next", "")
    session[WANTED] = wanted if is_inside(wanted) else steps.START
    try:
        return sso.ask()
    except RuleError as error:
        return _refuse(error)


@sign_in_blueprint.get("/sso/callback")
def come_back() -> ResponseReturnValue:
    """Take whom the provider sends back; it can send no form, so this GET writes."""
    if not sso.name_provider():
        raise NotFoundError
    to = session.pop(WANTED, steps.START)
    try:
        told = sso.read()
        with writing_down():
            return redirect(steps.come_in(_recognize(told), to, told.way), 303)
    except RuleError as error:
        return _refuse(error)


def _recognize(told: Told) -> User:
    bodies = {body.slug: body.id for body in list_bodies()}
    return services.recognize(
        System(name="Single sign-on"),
        issuer=told.issuer,
        subject=told.subject,
        email=told.email,
        name=told.name,
        granted=_grants(told.granted, bodies),
        managed=_grants(told.managed, bodies),
    )


def _grants(granted: Granted, bodies: Mapping[str, int]) -> set[Grant]:
    """Return roles for the bodies there are; others of the settings mean nobody."""
    return {
        (role, bodies.get(slug)) for role, slug in granted if slug in bodies or not slug
    }


def _refuse(error: RuleError) -> ResponseReturnValue:
    flash(say(error), "error")
    return redirect(url_for("security.login"), 303)
