"""Posting to everyone what a body's members alone have read until now."""

from collections.abc import Sequence

from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents import services as documents
from govapp.documents.models import Document
from govapp.documents.stores import Stores
from govapp.errors import RuleError
from govapp.meetings import content
from govapp.meetings.models import Meeting, Minutes
from govapp.meetings.services.appending import append
from govapp.meetings.services.drafts import get_draft, posted_card
from govapp.meetings.services.minutes import digest_minutes, minutes_changed
from govapp.meetings.services.minutes_log import append_version, get_posted
from govapp.record import services as record
from govapp.record.changes import agenda_changes, version_label
from govapp.record.shapes.base import File, Kind, Release
from govapp.record.shapes.closed import Released
from govapp.record.shapes.meetings import MinutesSection


@atomic
def post_released_files(
    actor: Actor,
    meeting: Meeting,
    *,
    key: str,
    files: Sequence[tuple[Document, File]],
    release: Release,
    store: Stores,
) -> int:
    """Post the agenda in force once more, with files of a closed item.

    What else was changed at the desk is not posted with it.
    """
    card = posted_card(meeting)
    if card is None or card.agenda is None:
        raise RuleError("There is no agenda in force.")
    is_clean = not get_draft(meeting).is_public_changed
    known = next(item.files for item in card.agenda.walk() if item.key == key)
    shown = (*known, *(file for _, file in files))
    agenda = content.update_items(
        card.agenda, {key: {"released": release, "files": shown}}
    )
    for document, file in files:
        documents.release(actor, document)
        store.publish(file.sha256)
    meeting.agenda_version += 1
    if is_clean:
        meeting.agenda_sha256 = content.agenda_digest(agenda)
    changes = agenda_changes(card.agenda, agenda)
    return append(
        actor,
        meeting,
        Kind.AGENDA,
        agenda,
        version=meeting.agenda_version,
        label=version_label(meeting.agenda_version, changes),
    )


@atomic
def post_released_minutes(
    actor: Actor, minutes: Minutes, *, sections: Sequence[MinutesSection]
) -> int:
    """Post the minutes in force once more, with what closed ones say of an item."""
    is_clean = not minutes_changed(minutes)
    posted = get_posted(minutes)
    posted = posted.model_copy(update={"released": (*posted.released, *sections)})
    minutes.posted_version += 1
    seq = append_version(actor, minutes, posted, "")
    if is_clean:
        minutes.posted_sha256 = digest_minutes(minutes)
        db.session.flush()
    return seq


def note_released(meeting: Meeting, released: Released, *, version: int) -> None:
    """Write in the closed log what of it everyone reads from now on."""
    record.append_closed(
        body=meeting.host.slug,
        kind=Kind.RELEASE,
        subject=f"meeting:{meeting.number}",
        content=released,
        version=version,
    )
