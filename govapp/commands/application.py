"""What commands share: the application, once its database is ready."""

from flask import Flask

from govapp import database, schema
from govapp.app import create_app
from govapp.config import Settings
from govapp.errors import GovappError
from govapp.record import sealing


def ready_application(settings: Settings) -> Flask:
    """Return the application over a sound database and the record as it was signed.

    Raises GovappError where it is not, or when `govapp init` has to run first.
    """
    app = open_application(settings)
    with app.app_context():
        sealing.start()
    return app


def open_application(settings: Settings) -> Flask:
    """Return the application over a database that is current and keeps its promises.

    Raises GovappError when `govapp init` has to run first.
    """
    app = create_app(settings)
    with app.app_context():
        if not schema.is_current(database.db.engine):
            raise GovappError("The database is not up to date: run `govapp init`.")
        database.self_test()
    return app
