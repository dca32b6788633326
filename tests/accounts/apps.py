"""Apps that show codes, and the codes they show."""

from datetime import timedelta

from flask import Flask

from govapp import clock
from govapp.accounts import queries, services
from govapp.accounts.codes import Codes
from govapp.accounts.models import Authenticator
from govapp.accounts.rules import Way
from govapp.accounts.services import SYSTEM
from govapp.database import db

STEP = timedelta(seconds=30)


def add_app(app: Flask, account: int) -> str:
    """Give an account an app whose codes all still count; return its sealed secret."""
    codes: Codes = app.extensions["govapp.codes"]
    sealed = codes.make()
    with app.app_context():
        moment = clock.now()
        db.session.add(
            Authenticator(user_id=account, secret=sealed, step=0, added_at=moment)
        )
        db.session.commit()
    return sealed


def make_code(app: Flask, sealed: str, ahead: int = 0) -> str:
    """Return the code of now, or of some steps from now."""
    codes: Codes = app.extensions["govapp.codes"]
    at = (clock.now() + ahead * STEP).timestamp()
    token: str = codes.totp.from_source(sealed).generate(time=int(at)).token
    return token


def take(app: Flask, account: int, code: str) -> Way | None:
    with app.app_context():
        user = queries.get_user(account)
        codes = app.extensions["govapp.codes"]
        way = services.take_code(SYSTEM, user=user, codes=codes, code=code)
        db.session.commit()
        return way
