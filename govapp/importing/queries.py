"""What is here already of what a file tells."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from govapp.committees.models import Body, Membership, Person
from govapp.committees.rules import Dates
from govapp.database import db
from govapp.documents.models import Document, DocumentVersion
from govapp.importing.models import Origin
from govapp.importing.rules.legistar.papers import Paper
from govapp.importing.rules.names import Known, fold
from govapp.importing.rules.rolls import Roll
from govapp.meetings.models import Matter, Meeting, MeetingBody
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.matters import MatterRef
from govapp.sittings.content import get_quorum
from govapp.sittings.rules.decisions import RULES

# When a source saw somebody on a body: by the body's slug and the folded name.
Seen = Mapping[tuple[str, str], tuple[date, date]]


def list_at(body: Body, start_local: str, *, is_all_day: bool) -> Sequence[Meeting]:
    """Return the meetings of a host that begin at a wall time, or just that day."""
    return db.session.scalars(
        select(Meeting)
        .join(MeetingBody, MeetingBody.meeting_id == Meeting.id)
        .where(
            MeetingBody.position == 0,
            MeetingBody.body_id == body.id,
            Meeting.start_local == start_local,
            Meeting.is_all_day.is_(is_all_day),
        )
        .order_by(Meeting.id)
    ).all()


def write_sources(sources: Sequence[str]) -> str:
    """Write sources as a meeting keeps them."""
    return json.dumps(list(sources)) if sources else ""


def list_named(name: str) -> list[Person]:
    """Return the people of a name, however it is spelled."""
    everyone = db.session.scalars(select(Person).order_by(Person.id))
    asked = fold(name)
    return [person for person in everyone if fold(person.name) == asked]


def make_roll(body: Body, seen: Seen) -> Roll:
    """Return all who ever sat on a body, and how it decides."""
    spans: dict[Person, list[Dates]] = {}
    for member in _list_voting(body):
        spans.setdefault(member.person, []).append(
            Dates(member.start_on, member.ended_on)
        )
    return Roll(
        body=BodyRef(slug=body.slug, name=body.name),
        rule=RULES[body.decision_rule],
        quorum=get_quorum(body),
        seats=body.seats_authorized,
        known=tuple(
            Known(
                PersonRef(slug=person.slug, name=person.name),
                tuple(dates),
                seen.get((body.slug, fold(person.name))),
            )
            for person, dates in spans.items()
        ),
    )


def _list_voting(body: Body) -> Iterable[Membership]:
    return db.session.scalars(
        select(Membership)
        .where(Membership.body_id == body.id, Membership.is_voting)
        .options(selectinload(Membership.person))
        .order_by(Membership.position, Membership.id)
    )


def find_origin(source: str, kind: str, key: int) -> Origin | None:
    """Return what a row of another system became here, or None."""
    return db.session.get(Origin, (source, kind, key))


def map_digests(source: str, kind: str) -> dict[int, tuple[str, datetime]]:
    """Return the digest of each row that was read, and when, by its id."""
    rows = db.session.execute(
        select(Origin.key, Origin.digest, Origin.read_at).where(
            Origin.source == source, Origin.kind == kind
        )
    )
    return {key: (digest, read_at) for key, digest, read_at in rows}


def map_people(source: str, keys: Collection[int]) -> dict[int, PersonRef]:
    """Return who is here of some people of another system, by their ids there."""
    rows = db.session.execute(
        select(Origin.key, Person.slug, Person.name)
        .join(Person, Person.slug == Origin.local)
        .where(Origin.source == source, Origin.kind == "person", Origin.key.in_(keys))
    )
    return {key: PersonRef(slug=slug, name=name) for key, slug, name in rows}


def map_matters(source: str, keys: Collection[int]) -> dict[int, MatterRef]:
    """Return what is here of some matters of another system, likewise."""
    rows = db.session.execute(
        select(Origin.key, Matter.file_number, Matter.title)
        .join(Matter, Matter.file_number == Origin.local)
        .where(Origin.source == source, Origin.kind == "matter", Origin.key.in_(keys))
    )
    return {
        key: MatterRef(file_number=number or "", title=title)
        for key, number, title in rows
    }


def map_copies(
    source: str, papers: Collection[Paper]
) -> dict[Paper, tuple[Document, str]]:
    """Return our copies of files of another system, with the digests they came by."""
    asked = {(paper.kind, paper.key): paper for paper in papers}
    rows = db.session.execute(
        select(Origin, Document)
        .join(Document, Document.key == Origin.local)
        .where(
            Origin.source == source,
            Origin.kind.in_({paper.kind for paper in papers}),
            Origin.key.in_({paper.key for paper in papers}),
        )
        .options(selectinload(Document.versions).joinedload(DocumentVersion.reading))
    )
    return {
        asked[origin.kind, origin.key]: (document, origin.digest)
        for origin, document in rows
        if (origin.kind, origin.key) in asked
    }


def list_unplaced(slugs: Collection[str]) -> Sequence[Person]:
    """Return those of some people who are on no body."""
    is_placed = select(Membership.id).where(Membership.person_id == Person.id).exists()
    return db.session.scalars(
        select(Person).where(Person.slug.in_(slugs), ~is_placed).order_by(Person.id)
    ).all()


def is_slug_taken(slug: str) -> bool:
    """Say whether somebody has an address."""
    return db.session.scalar(select(Person.id).where(Person.slug == slug)) is not None


def make_bare_roll(body: Body) -> Roll:
    """Return how a body decides, for votes of people who are known by their ids."""
    return Roll(
        body=BodyRef(slug=body.slug, name=body.name),
        rule=RULES[body.decision_rule],
        quorum=get_quorum(body),
        seats=body.seats_authorized,
    )
