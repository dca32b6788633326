"""What a desk has of what was posted."""

from sqlalchemy import select

from govapp.committees.content import build_body
from govapp.committees.models import Body
from govapp.database import db
from govapp.meetings.content import notice_digest
from govapp.meetings.models import Matter, Meeting


def describe_desk() -> dict[str, object]:
    """Return what a desk has of what was posted."""
    bodies = db.session.scalars(select(Body).order_by(Body.slug)).all()
    meetings = db.session.scalars(
        select(Meeting).where(Meeting.number.is_not(None)).order_by(Meeting.number)
    ).all()
    matters = db.session.scalars(
        select(Matter).where(Matter.file_number.is_not(None))
    ).all()
    return {
        "bodies": [build_body(body) for body in bodies],
        "posted": [(body.posted_sha256, body.roster_sha256) for body in bodies],
        "meetings": [
            (one.number, one.state, notice_digest(one), one.agenda_version)
            for one in meetings
        ],
        "matters": sorted(str(matter.file_number) for matter in matters),
    }
