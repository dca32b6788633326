"""Taking an agenda from a Word file: read apart, looked at, and only then added."""

from typing import Any, BinaryIO

from sqlalchemy import select, update

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents import rules as documents
from govapp.errors import RuleError
from govapp.jobs import services as jobs
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.imports import AgendaImport, ImportState
from govapp.meetings.rules.outline import Block, Entry, list_parents, understand
from govapp.meetings.services.agenda import add_item
from govapp.meetings.services.undo import undoable

LIMIT = 20 * 1024 * 1024
WORD = "docx"


@atomic
def begin_import(
    actor: Actor, meeting: Meeting, *, file: BinaryIO, filename: str
) -> AgendaImport:
    """Take in a Word file to be read; raises RuleError when it is none."""
    name = documents.safe_name(filename)
    if documents.extension_of(name) != WORD:
        raise RuleError(
            "%(name)s is no Word file: save it as .docx.", documents.FIELD, name=name
        )
    documents.check_file(file, name, limit=LIMIT)
    file.seek(0)
    begun = AgendaImport(
        meeting=meeting, name=name, content=file.read(), created_at=clock.now()
    )
    db.session.add(begun)
    db.session.flush()
    jobs.enqueue(
        kind="read_outline",
        key=str(begun.id),
        payload={"import": begun.id},
        title=name,
        body_id=meeting.body_id,
    )
    _audit(actor, "import.begun", meeting, name)
    return begun


def keep_outline(import_id: int, *, blocks: list[dict[str, Any]], finding: str) -> None:
    """Keep what was read of a file, or why it could not be; its bytes go."""
    db.session.execute(
        update(AgendaImport)
        .where(AgendaImport.id == import_id, AgendaImport.state == ImportState.WAITING)
        .values(
            state=ImportState.FAILED if finding else ImportState.READ,
            finding=finding,
            blocks=blocks,
            content=None,
        )
    )


def read_entries(found: AgendaImport) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    """Return the items that were understood, and the lines that belong to none."""
    return understand(
        [
            Block(block["kind"], block["text"], block["level"], tuple(block["cells"]))
            for block in found.blocks
        ]
    )


@atomic
@undoable
def take_import(actor: Actor, found: AgendaImport) -> int:
    """Add the items that were understood to the end of the agenda; return how many.

    Raises RuleError when they were added already, or there are none.
    """
    row = select(AgendaImport).where(AgendaImport.id == found.id).with_for_update()
    db.session.execute(row.execution_options(populate_existing=True))
    entries, _ = read_entries(found)
    if found.state != ImportState.READ or not entries:
        raise RuleError("There is nothing here to add to the agenda.")
    added: list[AgendaItem] = []
    for entry, above in zip(entries, list_parents(entries), strict=True):
        added.append(
            add_item(
                actor,
                found.meeting,
                title=entry.title,
                parent=None if above is None else added[above],
                kind=entry.kind,
                presenter=entry.presenter,
                minutes_planned=entry.minutes,
                description=entry.description,
            )
        )
    found.state = ImportState.TAKEN
    _audit(actor, "import.taken", found.meeting, f"{len(added)} items of {found.name}")
    return len(added)


def _audit(actor: Actor, action: str, meeting: Meeting, detail: str) -> None:
    audit.record(
        actor, action, f"meeting:{meeting.id}", body_id=meeting.body_id, detail=detail
    )
