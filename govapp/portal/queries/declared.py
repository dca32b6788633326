"""What members have declared of a meeting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.accounts.models import User
from govapp.committees.models import Person
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.portal.models import Answer, Attending, Conflict
from govapp.portal.rules import foresee
from govapp.sittings.content import build_benches
from govapp.sittings.rules.decisions import quorum
from govapp.sittings.rules.room import Bench


@dataclass(frozen=True)
class Declared:
    """The answers by the person's slug, and the conflicts in the order they came."""

    attending: dict[str, Attending]
    conflicts: Sequence[Conflict]


def list_declared(meeting: Meeting) -> Declared:
    """Return what members have declared, for the secretary and the room."""
    answers = db.session.scalars(
        select(Attending)
        .options(joinedload(Attending.person))
        .where(Attending.meeting_id == meeting.id)
    )
    conflicts = db.session.scalars(
        select(Conflict)
        .options(joinedload(Conflict.person))
        .where(Conflict.meeting_id == meeting.id)
        .order_by(Conflict.declared_at, Conflict.id)
    )
    return Declared({each.person.slug: each for each in answers}, conflicts.all())


@dataclass(frozen=True)
class Outlook:
    """How a body will sit, as far as its members have said: yes, no or open."""

    bench: Bench
    needed: int
    remote: int
    coming: int
    undecided: int

    @property
    def verdict(self) -> str:
        """Whether there will be a quorum."""
        return foresee(
            needed=self.needed,
            members=len(self.bench.members),
            coming=self.coming,
            undecided=self.undecided,
        )


def list_outlooks(meeting: Meeting, declared: Declared) -> list[Outlook]:
    """Return how each body of a meeting will sit."""
    return [_foresee(bench, declared) for bench in build_benches(meeting)]


def _foresee(bench: Bench, declared: Declared) -> Outlook:
    said = [
        declared.attending[member.person.slug].answer
        for member in bench.members
        if member.person.slug in declared.attending
    ]
    return Outlook(
        bench=bench,
        needed=quorum(bench.quorum, seats=bench.seats, filled=bench.filled),
        remote=said.count(Answer.REMOTE),
        coming=len(said) - said.count(Answer.ABSENT),
        undecided=len(bench.members) - len(said),
    )


def get_self(user: User) -> Person:
    """Return who somebody is of those who sit on bodies; raises NotFoundError."""
    person = db.session.get(Person, user.person_id) if user.person_id else None
    if person is None:
        raise NotFoundError
    return person


def find_attending(user: User, meeting: Meeting) -> Attending | None:
    """Return somebody's own answer, if there is one."""
    return db.session.get(Attending, (user.person_id, meeting.id))


def find_conflict(user: User, meeting: Meeting, key: str) -> Conflict | None:
    """Return somebody's own declaration on an item, if there is one."""
    return db.session.scalar(
        select(Conflict).where(
            Conflict.person_id == user.person_id,
            Conflict.meeting_id == meeting.id,
            Conflict.item_key == key,
        )
    )


def list_unanswered(user: User, meetings: Collection[Meeting]) -> list[Meeting]:
    """Return those of some meetings of which somebody has not said if they come."""
    said = db.session.scalars(
        select(Attending.meeting_id).where(
            Attending.person_id == user.person_id,
            Attending.meeting_id.in_([meeting.id for meeting in meetings]),
        )
    ).all()
    return [meeting for meeting in meetings if meeting.id not in said]
