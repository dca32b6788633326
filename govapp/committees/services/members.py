"""What may be done to a membership."""

from collections.abc import Iterable
from typing import TypedDict, Unpack

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees import queries, rules
from govapp.committees.models import (
    Body,
    EndReason,
    Membership,
    MembershipKind,
    Person,
    Seat,
)
from govapp.committees.services import checks
from govapp.committees.services.endings import close_offices, end_service
from govapp.committees.services.offices import Held, add_offices
from govapp.database import atomic, db
from govapp.errors import RuleError


class Terms(TypedDict, total=False):
    """What a membership says beside whose it is."""

    kind: str
    is_voting: bool
    start_on: str
    term_end_on: str
    ended_on: str
    end_reason: str
    is_holdover: bool
    source: str
    note: str


@atomic
def appoint_member(
    actor: Actor,
    body: Body,
    *,
    person: Person,
    seat: Seat | None = None,
    is_reported: bool = False,
    offices: Iterable[Held] = (),
    **terms: Unpack[Terms],
) -> Membership:
    """Give a person a place in a body, with the offices held there.

    With `is_reported` it is dated history from a source, which may be incomplete and
    contradict itself: then only the dates' form is checked.
    """
    if body.dissolved_on and not is_reported:
        raise RuleError("This body is dissolved.")
    _check_dates(terms)
    if not is_reported:
        _refuse_double(body, None, person, seat, terms)
    membership = Membership(
        body=body,
        person=person,
        seat=seat,
        is_reported=is_reported,
        position=len(queries.list_memberships(body)),
        **terms,
    )
    db.session.add(membership)
    db.session.flush()
    add_offices(membership, offices)
    _record(actor, membership, "appointed", terms.get("start_on", ""))
    return membership


@atomic
def edit_membership(
    actor: Actor,
    membership: Membership,
    *,
    row_version: int,
    seat: Seat | None,
    **terms: Unpack[Terms],
) -> None:
    """Correct a membership; raises StaleError if it was saved meanwhile."""
    checks.claim(membership, row_version)
    _check_dates(terms)
    if not membership.is_reported:
        _refuse_double(membership.body, membership, membership.person, seat, terms)
    changed = checks.assign(membership, {"seat": seat, **terms})
    if not membership.is_reported:
        close_offices(membership)
    db.session.flush()
    _record(actor, membership, "edited", ", ".join(changed))


@atomic
def end_membership(
    actor: Actor, membership: Membership, *, ended_on: str, end_reason: str
) -> None:
    """End a membership on its last day, and the offices held with it."""
    checks.require_date("ended_on", ended_on)
    if membership.ended_on:
        raise RuleError(
            "It ended already, on %(day)s.", "ended_on", day=membership.ended_on
        )
    checks.require_order(membership.start_on, ended_on, "ended_on")
    end_service(membership, ended_on, EndReason(end_reason))
    db.session.flush()
    _record(actor, membership, "ended", f"{ended_on}, {end_reason}")


def _check_dates(terms: Terms) -> None:
    start_on = terms.get("start_on", "")
    ended_on = terms.get("ended_on", "")
    term_end_on = terms.get("term_end_on", "")
    checks.require_dates(start_on=start_on, term_end_on=term_end_on, ended_on=ended_on)
    checks.require_order(start_on, ended_on, "ended_on")
    checks.require_order(start_on, term_end_on, "term_end_on")
    MembershipKind(terms.get("kind", MembershipKind.MEMBER))
    if terms.get("end_reason"):
        EndReason(terms["end_reason"])


def _refuse_double(
    body: Body,
    own: Membership | None,
    person: Person,
    seat: Seat | None,
    terms: Terms,
) -> None:
    """Refuse a second place for the person, and a second holder of the seat."""
    span = rules.Dates(terms.get("start_on", ""), terms.get("ended_on", ""))
    for other in queries.list_memberships(body):
        if other is own or other.is_reported or not rules.overlap_surely(span, other):
            continue
        if other.person is person:
            raise RuleError(
                "%(name)s sits on this body then.", "person", name=person.name
            )
        if seat is not None and other.seat is seat:
            raise RuleError(
                "%(name)s holds this seat then. End that membership first, or "
                "start on a later day.",
                "seat",
                name=other.person.name,
            )
    if seat is not None and rules.is_surely_before(seat.ended_on, span.start_on):
        raise RuleError("This seat ended on %(day)s.", "seat", day=seat.ended_on)


def _record(actor: Actor, membership: Membership, verb: str, detail: str) -> None:
    body = membership.body
    audit.record(
        actor,
        f"membership.{verb}",
        f"body:{body.slug}",
        body_id=body.id,
        detail=f"{membership.person.name}: {detail}",
    )
