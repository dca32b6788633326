"""Whether this process lives and can do its work, for whoever watches it."""

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy import update
from sqlalchemy.exc import SQLAlchemyError

from govapp.database import db
from govapp.record.models import RecordHead

blueprint = Blueprint("site_health", __name__)


@blueprint.get("/livez")
def live() -> Response:
    """Say that the process answers."""
    return _answer({"process": True})


@blueprint.get("/readyz")
def ready() -> Response:
    """Say whether the database takes writes and the store can be used."""
    store = current_app.extensions["govapp.files"]
    return _answer({"database": _can_write(), "store": store.is_ready()})


def _can_write() -> bool:
    """Write to the database and take it back."""
    try:
        with db.engine.connect() as connection:
            connection.execute(update(RecordHead).values(size=RecordHead.size))
            connection.rollback()
    except SQLAlchemyError:
        current_app.logger.exception("The database takes no writes.")
        return False
    return True


def _answer(found: dict[str, bool]) -> Response:
    words = {name: "ok" if good else "failed" for name, good in found.items()}
    good = all(found.values())
    response = jsonify(status="ok" if good else "failed", **words)
    response.status_code = 200 if good else 503
    response.headers["Cache-Control"] = "no-store"
    return response
