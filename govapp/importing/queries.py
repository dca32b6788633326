"""What is here already of what a file tells."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from govapp.committees.models import Body, Membership, Person
from govapp.committees.rules import Dates
from govapp.database import db
from govapp.importing.rules.names import Known, fold
from govapp.importing.rules.rolls import Roll
from govapp.meetings.models import Meeting, MeetingBody
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import PersonRef
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
