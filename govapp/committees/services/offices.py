"""What may be done to an office."""

from collections.abc import Iterable
from typing import TypedDict

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees import queries, rules
from govapp.committees.models import Membership, Office, OfficeName
from govapp.committees.services import checks
from govapp.database import atomic, db
from govapp.errors import RuleError


class Held(TypedDict, total=False):
    """An office as it is handed in together with a membership."""

    office: str
    is_acting: bool
    start_on: str
    end_on: str


def add_offices(membership: Membership, offices: Iterable[Held]) -> None:
    """Add the offices that come with a membership; refuses what `give_office` does."""
    for held in offices:
        _add(membership, Office(**held))


@atomic
def give_office(
    actor: Actor,
    membership: Membership,
    *,
    office: str,
    is_acting: bool = False,
    start_on: str = "",
    end_on: str = "",
) -> Office:
    """Give a member an office; of chairs that do not act there is one at a time."""
    given = Office(office=office, is_acting=is_acting, start_on=start_on, end_on=end_on)
    _add(membership, given)
    _record(actor, given, "given", start_on)
    return given


@atomic
def end_office(actor: Actor, office: Office, *, end_on: str) -> None:
    """End an office on its last day."""
    checks.require_date("end_on", end_on)
    if office.end_on:
        raise RuleError("It ended already, on %(day)s.", "end_on", day=office.end_on)
    checks.require_order(office.start_on, end_on, "end_on")
    office.end_on = end_on
    db.session.flush()
    _record(actor, office, "ended", end_on)


def _add(membership: Membership, office: Office) -> None:
    office.office = OfficeName(office.office)
    office.start_on = start_on = office.start_on or ""
    office.end_on = end_on = office.end_on or ""
    checks.require_dates(start_on=start_on, end_on=end_on)
    checks.require_order(start_on, end_on, "end_on")
    if not membership.is_reported:
        checks.require_order(membership.start_on, start_on, "start_on")
        checks.require_order(start_on, membership.ended_on, "start_on")
        office.end_on = end_on = end_on or membership.ended_on
        if office.office == OfficeName.CHAIR and not office.is_acting:
            _refuse_second_chair(membership, rules.Dates(start_on, end_on))
    membership.offices.append(office)
    db.session.flush()


def _refuse_second_chair(membership: Membership, span: rules.Dates) -> None:
    for other in queries.list_memberships(membership.body):
        if other.is_reported:
            continue
        for held in other.offices:
            if held.office != OfficeName.CHAIR or held.is_acting:
                continue
            if rules.overlap_surely(span, rules.Dates(held.start_on, held.end_on)):
                raise RuleError(
                    "%(name)s is chair then. End that office first, or mark this "
                    "one as acting.",
                    "office",
                    name=other.person.name,
                )


def _record(actor: Actor, office: Office, verb: str, detail: str) -> None:
    membership = office.membership
    audit.record(
        actor,
        f"office.{verb}",
        f"body:{membership.body.slug}",
        body_id=membership.body_id,
        detail=f"{membership.person.name}, {office.office}: {detail}",
    )
