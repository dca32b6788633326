"""Passkeys within a request: what this browser was asked, and what it answered."""

from datetime import UTC, datetime, timedelta

from flask import Flask, current_app, request, session
from flask_login import current_user

from govapp import clock
from govapp.accounts import queries, services
from govapp.accounts.models import User
from govapp.accounts.passkeys import REFUSED, Asked, Made, Passkeys
from govapp.accounts.rules import is_lately
from govapp.config import Settings
from govapp.errors import RuleError

CHALLENGE = "passkey"
ANSWERED_WITHIN = timedelta(minutes=5)


def init_app(app: Flask) -> None:
    """Have passkeys at the address of an application."""
    settings: Settings = app.extensions["govapp.settings"]
    app.extensions["govapp.passkeys"] = Passkeys(
        settings.secret_key, settings.base_url, settings.host
    )


def get_passkeys() -> Passkeys:
    """Return what asks for passkeys here."""
    passkeys: Passkeys = current_app.extensions["govapp.passkeys"]
    return passkeys


def ask_known() -> str:
    """Return what a browser asks any passkey to sign."""
    return _keep(get_passkeys().ask_known())


def ask_new() -> str:
    """Return what a browser makes a passkey of, for whoever is signed in."""
    known = [each.credential_id for each in queries.list_passkeys(current_user)]
    asked = get_passkeys().ask_new(
        current_user.id, email=current_user.email, name=current_user.name, known=known
    )
    return _keep(asked)


def take_in(name: str | None, answer: str | None) -> None:
    """Take in the passkey that a browser made; raises RuleError."""
    challenge, _ = _use_challenge()
    made = get_passkeys().read_new(answer or "", challenge, _here())
    services.add_passkey(current_user, user=current_user, made=made, name=name or "")


def take_passkey(answer: str) -> User:
    """Return whose passkey has signed what was asked; raises RuleError."""
    passkeys = get_passkeys()
    challenge, asked_at = _use_challenge()
    found = queries.find_passkey(passkeys.name(answer))
    if found is None:
        raise RuleError(REFUSED)
    user = queries.get_user(found.user_id)
    if not user.active:
        raise RuleError(REFUSED)
    known = Made(found.credential_id, found.public_key, found.sign_count)
    count = passkeys.check(answer, challenge, _here(), known=known, user_id=user.id)
    services.use_passkey(user, user=user, passkey=found, count=count, asked_at=asked_at)
    return user


def _keep(asked: Asked) -> str:
    session[CHALLENGE] = [asked.challenge, clock.stamp(clock.now())]
    return asked.options


def _use_challenge() -> tuple[str, datetime]:
    """Return what this browser was asked lately, and when; raises RuleError."""
    challenge, at = session.pop(CHALLENGE, ["", ""])
    asked_at = datetime.fromisoformat(at) if at else datetime.min.replace(tzinfo=UTC)
    if not is_lately(asked_at, now=clock.now(), within=ANSWERED_WITHIN):
        raise RuleError(REFUSED)
    return str(challenge), asked_at


def _here() -> str:
    return request.host_url.rstrip("/")
