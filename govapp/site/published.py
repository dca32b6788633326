"""The addresses of everything posted, with the time of each one's last posting."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import func, literal, select, union

from govapp.database import db
from govapp.record.models import (
    PUBLIC,
    PublishedFile,
    PublishedPage,
    PublishedPresence,
    PublishedService,
    RecordEntry,
)

PLACES = {"body": "/committees/", "matter": "/matters/", "meeting": "/meetings/"}
STANDING = (
    "/",
    "/calendar",
    "/calendar/add",
    "/committees",
    "/meetings",
    "/matters",
    "/posted",
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
        *_votes(changed),
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
    """Yield the pages of those in a roster, and of those who voted or were there."""
    of_body = literal("body:").concat(PublishedService.body)
    of_meeting = literal("meeting:").concat(PublishedPresence.meeting)
    found = union(
        select(PublishedService.person.label("person"), of_body.label("subject")),
        select(PublishedPresence.person, of_meeting),
    ).subquery()
    rows = db.session.execute(
        select(found.c.person, found.c.subject).order_by(found.c.person)
    )
    people: dict[str, datetime] = {}
    for person, subject in rows:
        posted_at = changed[subject]
        people[person] = max(posted_at, people.get(person, posted_at))
    for person, posted_at in people.items():
        yield f"/people/{quote(person, safe='')}", posted_at


def _votes(changed: dict[str, datetime]) -> Iterator[Address]:
    """Yield the pages of the bodies whose members' votes are recorded."""
    rows = db.session.execute(
        select(PublishedPresence.body, PublishedPresence.meeting)
        .distinct()
        .order_by(PublishedPresence.body)
    )
    bodies: dict[str, datetime] = {}
    for body, meeting in rows:
        posted_at = changed[f"meeting:{meeting}"]
        bodies[body] = max(posted_at, bodies.get(body, posted_at))
    for body, posted_at in bodies.items():
        yield f"/committees/{quote(body, safe='')}/votes", posted_at


def _files() -> Iterator[Address]:
    rows = db.session.execute(
        select(PublishedFile.document, PublishedFile.name)
        .where(PublishedFile.withdrawn == "")
        .order_by(PublishedFile.document, PublishedFile.version)
    )
    newest = dict(rows.all())
    for document, name in newest.items():
        yield f"/documents/{document}/{quote(name, safe='')}", None
