"""What may be done to a seat."""

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees import queries, rules
from govapp.committees.models import Body, Seat
from govapp.committees.services import checks
from govapp.database import atomic, db
from govapp.errors import RuleError


@atomic
def add_seat(
    actor: Actor,
    body: Body,
    *,
    label: str,
    is_voting: bool = True,
    appointing_authority: str = "",
    term_years: int = 0,
    created_on: str = "",
) -> Seat:
    """Add a seat to a body."""
    checks.require_dates(created_on=created_on)
    seat = Seat(
        body=body,
        label=_free_label(body, label),
        is_voting=is_voting,
        appointing_authority=appointing_authority,
        term_years=term_years,
        created_on=created_on,
        position=len(body.seats),
    )
    db.session.add(seat)
    db.session.flush()
    _record(actor, seat, "added", seat.label)
    return seat


@atomic
def edit_seat(
    actor: Actor,
    seat: Seat,
    *,
    row_version: int,
    label: str,
    is_voting: bool,
    appointing_authority: str,
    term_years: int,
    created_on: str,
) -> None:
    """Change a seat; raises StaleError if it was saved meanwhile."""
    checks.claim(seat, row_version)
    checks.require_dates(created_on=created_on)
    checks.require_order(created_on, seat.ended_on, "created_on")
    values = {
        "label": _free_label(seat.body, label, seat),
        "is_voting": is_voting,
        "appointing_authority": appointing_authority,
        "term_years": term_years,
        "created_on": created_on,
    }
    changed = checks.assign(seat, values)
    db.session.flush()
    _record(actor, seat, "edited", f"{seat.label}: {', '.join(changed)}")


@atomic
def retire_seat(actor: Actor, seat: Seat, *, ended_on: str) -> None:
    """End a seat that nobody holds any more."""
    checks.require_date("ended_on", ended_on)
    checks.require_order(seat.created_on, ended_on, "ended_on")
    if seat.ended_on:
        raise RuleError(
            "This seat ended already, on %(day)s.", "ended_on", day=seat.ended_on
        )
    for membership in seat.body.memberships:
        if membership.is_reported or membership.seat is not seat:
            continue
        last = membership.ended_on
        if not last or rules.is_surely_before(ended_on, last):
            raise RuleError(
                "%(name)s still holds this seat. End that membership first.",
                "ended_on",
                name=membership.person.name,
            )
    seat.ended_on = ended_on
    db.session.flush()
    _record(actor, seat, "retired", f"{seat.label}, {ended_on}")


def _free_label(body: Body, label: str, seat: Seat | None = None) -> str:
    label = label.strip()
    if not label:
        raise RuleError("Give the seat a name, such as “Seat 1”.", "label")
    if queries.find_seat(body, label) not in {None, seat}:
        raise RuleError("Another seat of this body has this name.", "label")
    return label


def _record(actor: Actor, seat: Seat, verb: str, detail: str) -> None:
    body = seat.body
    subject = f"body:{body.slug}"
    audit.record(actor, f"seat.{verb}", subject, body_id=body.id, detail=detail)
