"""The loop that does what need not keep anybody waiting: mails and jobs."""

import logging
from collections.abc import Mapping
from threading import Event

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from govapp.asking import handlers as asking
from govapp.asking.services.readings import REMIND
from govapp.config import Settings
from govapp.documents import handlers as documents
from govapp.hubs import handlers as hubs
from govapp.hubs.services import plan_telling
from govapp.jobs.running import Handler, run_due
from govapp.mail.delivery import deliver_due
from govapp.meetings import handlers as meetings
from govapp.notices import handlers as notices
from govapp.proof import handlers as proof
from govapp.proof.services import plan_timestamp
from govapp.renditions import handlers as renditions
from govapp.subscriptions import handlers as subscriptions

PAUSE = 2.0
BATCH = 20
# Who does which kind of job.
HANDLERS: dict[str, Handler] = {
    "check_pages": notices.check_pages,
    documents.INDEX: documents.index_documents,
    "fetch_timestamp": proof.fetch_timestamp,
    "read_document": documents.read_document,
    "seal_files": documents.seal_files,
    REMIND: asking.remind,
    "read_outline": meetings.read_outline,
    "tell_hub": hubs.tell_hub,
    "tell_followers": subscriptions.tell_followers,
    **renditions.HANDLERS,
}
log = logging.getLogger(__name__)


def run_worker(
    app: Flask, stop: Event, handlers: Mapping[str, Handler] = HANDLERS
) -> None:
    """Do what is due until told to stop; what has begun is finished first."""
    while not stop.is_set():
        if not _work(app, handlers):
            stop.wait(PAUSE)


def _work(app: Flask, handlers: Mapping[str, Handler]) -> bool:
    """Send some mails and do one job; say whether more may be due."""
    try:
        with app.app_context():
            settings: Settings = app.extensions["govapp.settings"]
            sent = deliver_due(settings, BATCH)
            if settings.tsa_url:
                plan_timestamp()
            if settings.websub_hub:
                plan_telling()
            return run_due(handlers) or sent > 0
    except SQLAlchemyError:
        log.exception("The database could not be used; it is tried again.")
        return False
