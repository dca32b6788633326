"""Who is asked: the members of a body who serve today, and their accounts."""

from collections.abc import Iterable

from sqlalchemy import select

from govapp import clock
from govapp.accounts.models import User
from govapp.committees.models import Body, Person
from govapp.committees.queries import list_memberships
from govapp.committees.rules import Serves, serves_on
from govapp.database import db
from govapp.portal.queries.members import SEATED


def list_serving(body: Body) -> dict[int, Person]:
    """Return who serves on a body today, by the person's number."""
    today = clock.today(body.time_zone)
    return {
        membership.person.id: membership.person
        for membership in list_memberships(body)
        if membership.kind in SEATED and serves_on(membership, today) is Serves.YES
    }


def map_users(people: Iterable[int]) -> dict[int, User]:
    """Return the accounts of people that can be used, by the person's number."""
    found = db.session.scalars(
        select(User)
        .where(User.person_id.in_(list(people)), User.active)
        .order_by(User.id)
    )
    return {user.person_id: user for user in found if user.person_id}
