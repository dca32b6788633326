"""What a worker does: whoever has not read yet is reminded on the day before."""

from functools import partial

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.asking import rules
from govapp.asking.models import ReadingRequest
from govapp.asking.services.readings import remind_readers
from govapp.database import db
from govapp.jobs.running import Finish, Run


def remind(run: Run) -> Finish | None:
    """Remind them, unless another version is asked about, or nothing any more."""
    request = db.session.get(ReadingRequest, run.payload["request"])
    if request is None or request.closed_at:
        return None
    if request.version != run.payload["version"]:
        return None
    if not rules.may_remind(request.reminded_at, now=clock.now()):
        return None
    return partial(_remind, request.id)


def _remind(request_id: int) -> None:
    remind_readers(SYSTEM, db.session.get_one(ReadingRequest, request_id))
