"""What is somebody's own: nobody else is told, and no trail names it."""

from sqlalchemy.exc import IntegrityError

from govapp import clock
from govapp.accounts.models import User
from govapp.database import db
from govapp.portal.models import Look, OpenedFile


def note_look(owner: User, meeting_id: int) -> None:
    """Remember that somebody looks at a meeting's book now."""
    look = db.session.get(Look, (owner.id, meeting_id))
    if look:
        look.looked_at = clock.now()
        db.session.flush()
    else:
        _add(Look(user_id=owner.id, meeting_id=meeting_id, looked_at=clock.now()))


def note_opened(owner: User, document: str, version: int) -> None:
    """Remember that somebody has opened a version of a file."""
    if db.session.get(OpenedFile, (owner.id, document, version)) is None:
        _add(OpenedFile(user_id=owner.id, document=document, version=version))


def _add(mark: Look | OpenedFile) -> None:
    """Keep a mark; where the same person's other request was first, it is there."""
    try:
        with db.session.begin_nested():
            db.session.add(mark)
    except IntegrityError:
        return
