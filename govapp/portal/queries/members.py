"""Where somebody serves today, decided anew at each request."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp import clock
from govapp.accounts.models import User
from govapp.committees.models import Body, Membership
from govapp.committees.queries import SEATED
from govapp.committees.rules import Serves, serves_on
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.portal.models import Guest
from govapp.portal.queries.guests import list_invited
from govapp.portal.rules import Standing, stand


@dataclass(frozen=True)
class Reader:
    """Somebody signed in, where they serve today, or did, and are a guest now."""

    user: User
    serving: tuple[Body, ...]
    served: tuple[Body, ...]
    invited: tuple[Guest, ...]

    @property
    def hosts(self) -> tuple[Body, ...]:
        """The bodies of whose closed papers they may have read, once or now."""
        hosts = (guest.meeting.host for guest in self.invited)
        return tuple(dict.fromkeys((*self.serving, *self.served, *hosts)))

    def admitted(self, meeting: Meeting) -> frozenset[str]:
        """Return the closed items of a meeting to which they are invited now."""
        mine = (each for each in self.invited if each.meeting_id == meeting.id)
        return frozenset(key for guest in mine for key in guest.item_keys)

    def stand(self, meeting: Meeting) -> Standing:
        """Say what they are to the host of a meeting."""
        return stand(
            host=meeting.body_id,
            bodies=[place.body_id for place in meeting.places],
            serving=[body.id for body in self.serving],
            served=[body.id for body in self.served],
            grants=self.user.grants,
            is_invited=bool(self.admitted(meeting)),
        )


def get_reader(user: User) -> Reader:
    """Return where somebody serves on this day in each body's zone."""
    serving: dict[int, Body] = {}
    served: dict[int, Body] = {}
    for membership in _list_memberships(user):
        body = membership.body
        is_now = serves_on(membership, clock.today(body.time_zone)) is Serves.YES
        (serving if is_now else served)[body.id] = body
    invited = list_invited(user)
    return Reader(user, tuple(serving.values()), tuple(served.values()), invited)


def _list_memberships(user: User) -> Sequence[Membership]:
    if user.person_id is None:
        return []
    return db.session.scalars(
        select(Membership)
        .join(Membership.body)
        .options(joinedload(Membership.body))
        .where(Membership.person_id == user.person_id, Membership.kind.in_(SEATED))
        .order_by(Body.position, Body.name, Membership.id)
    ).all()
