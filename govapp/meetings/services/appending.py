"""The one way in which a meeting's posting enters the record."""

from datetime import datetime

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents import services as documents
from govapp.jobs import services as jobs
from govapp.meetings import receipts
from govapp.meetings.models import Meeting
from govapp.record import services as record
from govapp.record.shapes.base import Frozen, Kind
from govapp.record.shapes.meetings import Withdrawal
from govapp.record.shapes.sittings import ADJOURNED, Sitting
from govapp.renditions import services as renditions
from govapp.renditions.models import OF_OTHERS, TOLD, Form
from govapp.renditions.published import list_sources
from govapp.subscriptions import services as subscriptions

# What the worker calls a look at a meeting's public pages.
CHECK = "check_pages"


def subject(meeting: Meeting) -> str:
    """Return the name under which the record keeps a posted meeting."""
    return f"meeting:{meeting.number}"


@atomic
def append(
    actor: Actor,
    meeting: Meeting,
    kind: Kind,
    posted: Frozen,
    *,
    version: int = 1,
    label: str = "",
) -> int:
    """Append a posting of the meeting, write it down and send the receipts.

    What papers say of it, or of business that goes on here, is made anew where that
    changes it. The steps of a sitting are told nobody: they are many, and its
    adjournment says what came of them.
    """
    db.session.flush()
    sources = list_sources(str(meeting.number))
    seq = record.append(
        kind=kind,
        subject=subject(meeting),
        content=posted,
        version=version,
        label=label,
    )
    what = f"{kind} version {version}" + (f", {label}" if label else "")
    audit.record(
        actor,
        f"{kind}.posted",
        subject(meeting),
        body_id=meeting.body_id,
        detail=f"entry {seq}: {what}",
    )
    if not isinstance(posted, Sitting) or posted.state == ADJOURNED:
        receipts.send(meeting, seq, what)
        if not receipts.is_withheld():
            subscriptions.tell(seq)
    _remake(meeting, kind, posted)
    if kind in TOLD:
        for source in sorted(sources | list_sources(str(meeting.number))):
            renditions.request(source)
    if meeting.start_at > clock.now():
        plan_check(meeting)
    return seq


def _remake(meeting: Meeting, kind: Kind, posted: Frozen) -> None:
    """Have the papers made anew, or dropped, that a posting changes."""
    number, body_id = str(meeting.number), meeting.body_id
    if meeting.agenda_version and kind in TOLD:
        renditions.request(number, body_id=body_id)
    if kind == Kind.AGENDA:
        documents.index_later(number, body_id=body_id)
    forms = [Form(name) for name, kinds in OF_OTHERS.items() if kind in kinds]
    if isinstance(posted, Withdrawal) and posted.what == Kind.MINUTES:
        forms.append(Form.MINUTES)
    renditions.request(number, forms=forms, body_id=body_id)


def plan_check(meeting: Meeting, due_at: datetime | None = None) -> None:
    """Have a worker look at a meeting's public pages from outside."""
    jobs.enqueue(
        kind=CHECK,
        key=str(meeting.number),
        payload={"meeting": meeting.id},
        title=f"Look at the public page of {meeting.number}",
        body_id=meeting.body_id,
        due_at=due_at,
    )
