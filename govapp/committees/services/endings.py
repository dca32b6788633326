"""How a membership ends, whatever ends it."""

from govapp.committees import rules
from govapp.committees.models import EndReason, Membership


def end_service(membership: Membership, ended_on: str, reason: EndReason) -> None:
    """End a membership and the offices held with it."""
    membership.ended_on = ended_on
    membership.end_reason = reason
    membership.is_holdover = False
    close_offices(membership)


def close_offices(membership: Membership) -> None:
    """Let no office outlast its membership."""
    ended_on = membership.ended_on
    for office in membership.offices:
        if not office.end_on or rules.is_surely_before(ended_on, office.end_on):
            office.end_on = ended_on
