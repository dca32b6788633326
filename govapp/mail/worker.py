"""The loop that empties the outbox."""

import logging
from threading import Event

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from govapp.config import Settings
from govapp.mail.delivery import deliver_due

PAUSE = 2.0
BATCH = 20
log = logging.getLogger(__name__)


def run_worker(app: Flask, stop: Event) -> None:
    """Deliver what is due until told to stop; what is being sent is finished first."""
    settings: Settings = app.extensions["govapp.settings"]
    while not stop.is_set():
        if _work(app, settings) < BATCH:
            stop.wait(PAUSE)


def _work(app: Flask, settings: Settings) -> int:
    try:
        with app.app_context():
            return deliver_due(settings, BATCH)
    except SQLAlchemyError:
        log.exception("The outbox could not be read; it is tried again.")
        return 0
