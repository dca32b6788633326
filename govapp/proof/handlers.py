"""What a worker does so that time is attested by somebody else."""

from functools import partial

from flask import current_app

from govapp.config import Settings
from govapp.jobs.running import Finish, Run
from govapp.proof import authority, services
from govapp.record import log


def fetch_timestamp(run: Run) -> Finish | None:
    """Fetch a time stamp of a checkpoint."""
    settings: Settings = current_app.extensions["govapp.settings"]
    size: int = run.payload["size"]
    signed = log.find_signed(size)
    if signed is None or not settings.tsa_url or services.is_stamped(size):
        return None
    # An authority may take its time: nothing of the database is held meanwhile.
    run.report(0, 1)
    stamp = authority.ask(settings.tsa_url, signed.note.encode(), settings.tsa_ca)
    return partial(services.keep_timestamp, size, settings.tsa_url, stamp)
