"""Following business across meetings: what may be done to a matter."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import update

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings import content, rich_text
from govapp.meetings.models import AgendaItem, Matter
from govapp.meetings.queries import matters
from govapp.meetings.rules.matters import is_file_number
from govapp.meetings.services.undo import undoable
from govapp.record import services as record
from govapp.record.shapes.base import Kind

COLUMNS = ["file_number", "posted_sha256"]


@atomic
def open_matter(
    actor: Actor,
    *,
    body: Body,
    title: str,
    kind: str,
    file_number: str = "",
    summary: str = "",
    initiative_url: str = "",
) -> Matter:
    """Open a matter; without a file number it gets one when it is posted."""
    matter = Matter(
        body=body,
        title=title,
        kind=kind,
        summary=rich_text.clean(summary),
        initiative_url=initiative_url,
    )
    _give_number(matter, file_number)
    db.session.add(matter)
    db.session.flush()
    _audit(actor, "opened", matter)
    return matter


@atomic
@undoable
def open_matter_for(actor: Actor, item: AgendaItem, **details: Any) -> Matter:
    """Open a matter of the body that meets, which an item of its agenda begins."""
    matter = open_matter(actor, body=item.meeting.host, **details)
    item.matter_id = matter.id
    db.session.flush()
    return matter


@atomic
def edit_matter(
    actor: Actor,
    matter: Matter,
    *,
    row_version: int,
    body: Body,
    title: str,
    kind: str,
    file_number: str = "",
    summary: str = "",
    initiative_url: str = "",
) -> None:
    """Change what a matter says; raises StaleError when somebody else just did.

    Once it is posted it keeps its file number.
    """
    if matter.row_version != row_version:
        raise StaleError
    if not matter.posted_sha256:
        _give_number(matter, file_number)
    matter.body, matter.title, matter.kind = body, title, kind
    matter.summary = rich_text.clean(summary)
    matter.initiative_url = initiative_url
    db.session.flush()
    _audit(actor, "edited", matter)


@atomic
def close_matter(
    actor: Actor, matter: Matter, *, closing: str, closed_on: date | None = None
) -> None:
    """Close a matter, saying how it ended; it stays where it is."""
    if matter.closed_on:
        raise RuleError("This matter is closed already.")
    day = closed_on or clock.today(matter.body.time_zone)
    matter.closed_on = day.isoformat()
    matter.closing = closing
    db.session.flush()
    _audit(actor, "closed", matter)


@atomic
def reopen_matter(actor: Actor, matter: Matter) -> None:
    """Take a closed matter up again."""
    matter.closed_on = matter.closing = ""
    db.session.flush()
    _audit(actor, "reopened", matter)


@atomic
def post_matter(actor: Actor, matter: Matter) -> int:
    """Post what a matter says, or what of that has changed."""
    record.lock()
    db.session.refresh(matter, COLUMNS)
    if matter.file_number is None:
        _set(matter, file_number=matters.expect_numbers([matter.id])[matter.id])
    posted = content.build_matter(matter)
    sha256 = content.matter_digest(matter)
    if sha256 == matter.posted_sha256:
        raise RuleError("Nothing changed since the last posting.")
    version = matters.next_version(matter)
    seq = record.append(
        kind=Kind.MATTER,
        subject=f"{matters.SUBJECT}{matter.file_number}",
        content=posted,
        version=version,
        label="revised" if version > 1 else "",
    )
    _set(matter, posted_sha256=sha256)
    _audit(actor, "posted", matter, f", entry {seq}, version {version}")
    return seq


@atomic
def post_new_matters(actor: Actor, matter_ids: Collection[int]) -> int:
    """Post those of some matters that nobody has been told of; return how many."""
    if matter_ids:
        record.lock()
    found = matters.list_unposted(matter_ids)
    for matter in found:
        post_matter(actor, matter)
    return len(found)


def _give_number(matter: Matter, typed: str) -> None:
    """Give a matter the number that was typed; raises RuleError."""
    if typed and not is_file_number(typed):
        raise RuleError(
            "A file number is made of letters, digits, points, hyphens and "
            "underscores, at most 40, such as 2026-0007.",
            "file_number",
        )
    if typed and matters.find_matter(typed) not in {None, matter}:
        raise RuleError("Another matter has this file number.", "file_number")
    matter.file_number = typed or None


def _set(matter: Matter, **values: str) -> None:
    # Not through the mapper: posting is no edit, so nobody's open form turns stale.
    table = Matter.metadata.tables[Matter.__tablename__]
    db.session.execute(update(table).where(table.c.id == matter.id).values(**values))
    db.session.refresh(matter, COLUMNS)


def _audit(actor: Actor, what: str, matter: Matter, detail: str = "") -> None:
    # The trail is read by people who may not know what a closed item is about.
    audit.record(
        actor,
        f"matter.{what}",
        f"matter:{matter.id}",
        body_id=matter.body_id,
        detail=f"{matter.file_number or ''}{detail}",
    )
