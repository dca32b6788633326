"""Reads of bodies, people and who sits where, as the desk has them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from govapp import clock
from govapp.committees.models import (
    Body,
    BodyFact,
    BodyParent,
    Membership,
    MembershipKind,
    Office,
    Person,
    Seat,
)
from govapp.committees.rules import Serves, serves_on
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.record.models import PUBLIC, RecordEntry
from govapp.record.shapes.base import Kind

# Those of a membership who read what members do.
SEATED = (
    MembershipKind.MEMBER,
    MembershipKind.ALTERNATE,
    MembershipKind.EX_OFFICIO,
)
WHOLE = (
    selectinload(Body.parent),
    selectinload(Body.successor),
    selectinload(Body.names),
    selectinload(Body.parents).selectinload(BodyParent.parent),
    selectinload(Body.facts),
    selectinload(Body.rule_sets),
    selectinload(Body.seats),
    selectinload(Body.memberships).options(
        selectinload(Membership.person),
        selectinload(Membership.seat),
        selectinload(Membership.offices),
    ),
)


def find_body(slug: str) -> Body | None:
    """Return a body, or None."""
    return db.session.scalar(select(Body).where(Body.slug == slug))


def get_body(slug: str) -> Body:
    """Return a body with all that is posted of it; raises NotFoundError."""
    body = db.session.scalar(select(Body).where(Body.slug == slug).options(*WHOLE))
    if body is None:
        raise NotFoundError
    return body


def list_bodies() -> Sequence[Body]:
    """Return every body in the order of the public list."""
    return db.session.scalars(
        select(Body).order_by(Body.position, Body.name, Body.id)
    ).all()


def list_whole_bodies() -> Sequence[Body]:
    """Return every body with all that is posted of it, in the same order."""
    return db.session.scalars(
        select(Body).options(*WHOLE).order_by(Body.position, Body.name, Body.id)
    ).all()


def list_subordinates(body: Body) -> Sequence[Body]:
    """Return the bodies that belong to this one."""
    return db.session.scalars(
        select(Body)
        .where(Body.parent_id == body.id)
        .order_by(Body.position, Body.name, Body.id)
    ).all()


def get_fact(slug: str, fact_id: int) -> BodyFact:
    """Return a statement about a body; raises NotFoundError."""
    fact = db.session.scalar(
        select(BodyFact)
        .join(BodyFact.body)
        .where(Body.slug == slug, BodyFact.id == fact_id)
    )
    if fact is None:
        raise NotFoundError
    return fact


def find_seat(body: Body, label: str) -> Seat | None:
    """Return a body's seat by its label, or None."""
    return db.session.scalar(
        select(Seat).where(Seat.body_id == body.id, Seat.label == label)
    )


def get_seat(slug: str, seat_id: int) -> Seat:
    """Return a body's seat; raises NotFoundError."""
    seat = db.session.scalar(
        select(Seat).join(Seat.body).where(Body.slug == slug, Seat.id == seat_id)
    )
    if seat is None:
        raise NotFoundError
    return seat


def get_membership(slug: str, membership_id: int) -> Membership:
    """Return a membership in a body; raises NotFoundError."""
    membership = db.session.scalar(
        select(Membership)
        .join(Membership.body)
        .where(Body.slug == slug, Membership.id == membership_id)
    )
    if membership is None:
        raise NotFoundError
    return membership


def get_office(slug: str, office_id: int) -> Office:
    """Return an office held in a body; raises NotFoundError."""
    office = db.session.scalar(
        select(Office)
        .join(Office.membership)
        .join(Membership.body)
        .where(Body.slug == slug, Office.id == office_id)
    )
    if office is None:
        raise NotFoundError
    return office


def list_memberships(body: Body) -> Sequence[Membership]:
    """Return a body's memberships with people and offices, in order."""
    return db.session.scalars(
        select(Membership)
        .where(Membership.body_id == body.id)
        .options(selectinload(Membership.person), selectinload(Membership.offices))
        .order_by(Membership.position, Membership.id)
    ).all()


def list_serving(body: Body) -> dict[int, Person]:
    """Return who serves on a body today, by the person's number."""
    today = clock.today(body.time_zone)
    return {
        membership.person.id: membership.person
        for membership in list_memberships(body)
        if membership.kind in SEATED and serves_on(membership, today) is Serves.YES
    }


def find_person(slug: str) -> Person | None:
    """Return a person, or None."""
    return db.session.scalar(select(Person).where(Person.slug == slug))


def get_person(slug: str) -> Person:
    """Return a person with memberships; raises NotFoundError."""
    person = db.session.scalar(
        select(Person)
        .where(Person.slug == slug)
        .options(selectinload(Person.memberships).selectinload(Membership.body))
    )
    if person is None:
        raise NotFoundError
    return person


def list_people() -> Sequence[Person]:
    """Return everybody with memberships, by name."""
    return db.session.scalars(
        select(Person)
        .options(selectinload(Person.memberships).selectinload(Membership.body))
        .order_by(func.lower(Person.name), Person.id)
    ).all()


def next_version(body: Body, kind: Kind) -> int:
    """Return the number the next posting of this kind will have."""
    last = db.session.scalar(
        select(func.max(RecordEntry.version)).where(
            RecordEntry.log == PUBLIC,
            RecordEntry.subject == f"body:{body.slug}",
            RecordEntry.kind == kind,
        )
    )
    return (last or 0) + 1
