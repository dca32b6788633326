"""Wrong passwords, counted in the database: by account, and by where they come from."""

from datetime import timedelta

from sqlalchemy import delete

from govapp import clock
from govapp.accounts import queries
from govapp.accounts.models import WrongPassword
from govapp.accounts.rules import (
    FOR_ACCOUNT,
    Tried,
    fold_email,
    hash_token,
    is_tried_out,
)
from govapp.accounts.services.telling import tell_owner
from govapp.database import db

WITHIN = timedelta(minutes=15)


def is_shut(email: str, network: str) -> bool:
    """Say whether no password is looked at now, of this account and from there."""
    here = _name(email, network)
    return is_tried_out(_list_wrong(here), here)


def count_wrong_password(email: str, network: str) -> None:
    """Count a wrong password; whose it is hears when it closes the account to all."""
    here = _name(email, network)
    db.session.execute(
        delete(WrongPassword).where(WrongPassword.at < clock.now() - WITHIN)
    )
    db.session.add(
        WrongPassword(account=here.account, network=here.network, at=clock.now())
    )
    db.session.flush()
    wrong = [each for each in _list_wrong(here) if each.account == here.account]
    user = queries.find_user(email) if len(wrong) == FOR_ACCOUNT else None
    if user:
        tell_owner(user, user=user, event="user.passwords_blocked")


def _list_wrong(here: Tried) -> list[Tried]:
    since = clock.now() - WITHIN
    found = queries.list_wrong_passwords(here.account, here.network, since=since)
    return list(found)


def _name(email: str, network: str) -> Tried:
    return Tried(hash_token(fold_email(email)), network[:45])
