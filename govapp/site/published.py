"""The addresses of everything posted, with the time of each one's last posting."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import func, select

from govapp.database import db
from govapp.record.models import (
    PUBLIC,
    PublishedFile,
    PublishedPage,
    PublishedService,
    RecordEntry,
)

PLACES = {"body": "/committees/", "meeting": "/meetings/"}
STANDING = (
    "/",
    "/calendar",
    "/committees",
    "/meetings",
    "/record",
    "/about",
    "/contact",
    "/accessibility",
)
Address = tuple[str, datetime | None]


def list_addresses() -> list[Address]:
    """Return every page worth finding, with when it last changed where that is known.

    A file's newest version has no such time of its own, and so says none.
    """
    changed = _list_changed()
    return [
        *((path, None) for path in STANDING),
        *_pages(changed),
        *_people(changed),
        *_files(),
    ]


def _list_changed() -> dict[str, datetime]:
    """Return the subjects that have pages, each with its last posting."""
    rows = db.session.execute(
        select(RecordEntry.subject, func.max(RecordEntry.posted_at))
        .join(PublishedPage, PublishedPage.subject == RecordEntry.subject)
        .where(RecordEntry.log == PUBLIC)
        .group_by(RecordEntry.subject)
        .order_by(RecordEntry.subject)
    )
    return dict(rows.all())


def _pages(changed: dict[str, datetime]) -> Iterator[Address]:
    for subject, posted_at in changed.items():
        kind, _, key = subject.partition(":")
        if kind in PLACES:
            yield PLACES[kind] + quote(key, safe=""), posted_at


def _people(changed: dict[str, datetime]) -> Iterator[Address]:
    rows = db.session.execute(
        select(PublishedService.person, PublishedService.body)
        .distinct()
        .order_by(PublishedService.person)
    )
    people: dict[str, datetime] = {}
    for person, body in rows:
        posted_at = changed[f"body:{body}"]
        people[person] = max(posted_at, people.get(person, posted_at))
    for person, posted_at in people.items():
        yield f"/people/{quote(person, safe='')}", posted_at


def _files() -> Iterator[Address]:
    rows = db.session.execute(
        select(PublishedFile.document, PublishedFile.name)
        .where(PublishedFile.withdrawn == "")
        .order_by(PublishedFile.document, PublishedFile.version)
    )
    newest = dict(rows.all())
    for document, name in newest.items():
        yield f"/documents/{document}/{quote(name, safe='')}", None
