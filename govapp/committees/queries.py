"""Reads of bodies, people and who sits where, as the desk has them."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from govapp.committees.models import Body, Membership, Office, Person, Seat
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.record.models import PUBLIC, RecordEntry
from govapp.record.shapes.base import Kind


def find_body(slug: str) -> Body | None:
    """Return a body, or None."""
    return db.session.scalar(select(Body).where(Body.slug == slug))


def get_body(slug: str) -> Body:
    """Return a body with its roster; raises NotFoundError."""
    body = db.session.scalar(
        select(Body)
        .where(Body.slug == slug)
        .options(
            selectinload(Body.seats),
            selectinload(Body.memberships).options(
                selectinload(Membership.person),
                selectinload(Membership.seat),
                selectinload(Membership.offices),
            ),
        )
    )
    if body is None:
        raise NotFoundError
    return body


def list_bodies() -> Sequence[Body]:
    """Return every body with its parent, in the order of the public list."""
    return db.session.scalars(
        select(Body)
        .options(selectinload(Body.parent))
        .order_by(Body.position, Body.name, Body.id)
    ).all()


def list_subordinates(body: Body) -> Sequence[Body]:
    """Return the bodies that belong to this one."""
    return db.session.scalars(
        select(Body)
        .where(Body.parent_id == body.id)
        .order_by(Body.position, Body.name, Body.id)
    ).all()


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
        .order_by(Person.name, Person.id)
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
