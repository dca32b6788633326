"""What the record has for Open Civic Data, a page at a time; each is a few queries."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.sql.elements import ColumnElement

from govapp.database import db
from govapp.exchange.ocd.names import bill_id, motion_id, vote_id
from govapp.record.cards import BodyCard, MeetingCard
from govapp.record.models import (
    PublishedDate,
    PublishedItem,
    PublishedMatter,
    PublishedMotion,
    PublishedPage,
    PublishedRow,
    PublishedService,
)
from govapp.record.published import map_pages
from govapp.record.shapes.matters import Matter

MEETING, MATTER = "meeting:", "matter:"


def list_years() -> list[str]:
    """Return the years in which there are meetings."""
    year = func.substr(PublishedDate.local_date, 1, 4)
    return list(db.session.scalars(select(year).distinct().order_by(year)))


def list_bodies() -> list[BodyCard]:
    """Return every body."""
    cards = db.session.scalars(
        select(PublishedPage.card)
        .where(PublishedPage.subject.startswith("body:"))
        .order_by(PublishedPage.subject)
    )
    return [BodyCard.read(card) for card in cards]


def map_people() -> dict[str, list[str]]:
    """Return the names of everybody who sits or sat somewhere, by the slug."""
    rows = db.session.execute(
        select(PublishedService.person, PublishedService.name)
        .distinct()
        .order_by(PublishedService.person, PublishedService.name)
    )
    people: dict[str, list[str]] = {}
    for slug, name in rows:
        people.setdefault(slug, []).append(name)
    return people


def _count(chosen: ColumnElement[bool]) -> int:
    counted = select(func.count(PublishedPage.subject)).where(chosen)
    return db.session.scalar(counted) or 0


def list_meetings(first: int, most: int) -> tuple[int, list[MeetingCard]]:
    """Return how many meetings there are, and some of them in their numbers' order."""
    chosen = PublishedPage.subject.startswith(MEETING)
    cards = db.session.scalars(
        select(PublishedPage.card)
        .where(chosen)
        .order_by(PublishedPage.subject)
        .offset(first)
        .limit(most)
    )
    return _count(chosen), [MeetingCard.read(card) for card in cards]


def find_meeting(uuid: str) -> MeetingCard | None:
    """Return a meeting by the UUID that it has in every format, or None."""
    named = f'"EventGuid":"{uuid.upper()}"'
    card = db.session.scalar(
        select(PublishedPage.card)
        .join(PublishedRow, PublishedRow.subject == PublishedPage.subject)
        .where(
            PublishedRow.kind == "event",
            PublishedRow.row.contains(named, autoescape=True),
        )
    )
    return MeetingCard.read(card) if card else None


def list_motions(first: int, most: int) -> tuple[int, list[tuple[MeetingCard, str]]]:
    """Return how many motions were voted on, and some with their meetings' cards."""
    total = db.session.scalar(select(func.count()).select_from(PublishedMotion)) or 0
    rows = db.session.execute(
        select(PublishedMotion.meeting, PublishedMotion.motion)
        .order_by(PublishedMotion.meeting, PublishedMotion.position)
        .order_by(PublishedMotion.motion)
        .offset(first)
        .limit(most)
    ).all()
    cards = _map_meetings({meeting for meeting, _ in rows})
    return total, [(cards[meeting], motion) for meeting, motion in rows]


def find_motion(key: str) -> tuple[MeetingCard, str] | None:
    """Return a motion that was voted on by its id or its vote's, or None."""
    make = vote_id if key.startswith("ocd-vote/") else motion_id
    rows = db.session.execute(select(PublishedMotion.meeting, PublishedMotion.motion))
    for meeting, motion in rows.all():
        if make(meeting, motion) == key:
            return _map_meetings({meeting})[meeting], motion
    return None


def list_matters(
    first: int, most: int
) -> tuple[int, list[tuple[Matter, list[MeetingCard]]]]:
    """Return how many matters there are, and some with the meetings of each."""
    chosen = PublishedPage.subject.startswith(MATTER)
    cards = db.session.scalars(
        select(PublishedPage.card)
        .where(chosen)
        .order_by(PublishedPage.subject)
        .offset(first)
        .limit(most)
    )
    return _count(chosen), _with_meetings([Matter.read(card) for card in cards])


def find_matter(key: str) -> tuple[Matter, list[MeetingCard]] | None:
    """Return a matter by its id with its meetings, or None."""
    numbers = db.session.scalars(select(PublishedMatter.file_number)).all()
    for number in numbers:
        if bill_id(number) == key:
            page = map_pages([f"{MATTER}{number}"])[f"{MATTER}{number}"]
            return _with_meetings([Matter.read(page)])[0]
    return None


def _with_meetings(
    matters: Collection[Matter],
) -> list[tuple[Matter, list[MeetingCard]]]:
    rows = db.session.execute(
        select(PublishedItem.matter, PublishedItem.meeting)
        .where(PublishedItem.matter.in_([matter.file_number for matter in matters]))
        .distinct()
        .order_by(PublishedItem.matter, PublishedItem.meeting)
    ).all()
    cards = _map_meetings({meeting for _, meeting in rows})
    taken: dict[str, list[MeetingCard]] = {}
    for number, meeting in rows:
        taken.setdefault(number, []).append(cards[meeting])
    return [
        (matter, sorted(taken.get(matter.file_number, ()), key=_start))
        for matter in matters
    ]


def _start(card: MeetingCard) -> tuple[Any, ...]:
    return card.notice.start_at, card.number


def _map_meetings(numbers: Iterable[str]) -> dict[str, MeetingCard]:
    pages = map_pages(f"{MEETING}{number}" for number in numbers)
    return {
        subject.removeprefix(MEETING): MeetingCard.read(card)
        for subject, card in pages.items()
    }
