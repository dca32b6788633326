"""What the record has for that interface; each list is one query or two."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select

from govapp.database import db
from govapp.exchange.legistar.items import number_items
from govapp.exchange.legistar.votes import roll_call_rows, vote_rows
from govapp.record.cards import BodyCard, MeetingCard
from govapp.record.legistar_rows import ITEMS, event_id, event_number, number_of
from govapp.record.models import (
    PublishedItem,
    PublishedPage,
    PublishedPresence,
    PublishedRow,
    PublishedService,
    PublishedVote,
)
from govapp.record.published import find_page
from govapp.record.rows import Row
from govapp.record.shapes.matters import Matter

# Meetings that are read for one page of somebody's votes.
MEETINGS = 100


def list_rows(kind: str, base_url: str) -> list[Row]:
    """Return all meetings, or all matters."""
    texts = db.session.scalars(
        select(PublishedRow.row).where(PublishedRow.kind == kind)
    )
    return [complete(json.loads(text), base_url) for text in texts]


def find_row(kind: str, key: int, base_url: str) -> Row | None:
    """Return one of them by its id, or None."""
    text = db.session.scalar(
        select(PublishedRow.row).where(
            PublishedRow.kind == kind, PublishedRow.id == key
        )
    )
    return complete(json.loads(text), base_url) if text else None


def complete(row: Row, base_url: str) -> Row:
    """Put the site's address before the paths of a row."""
    paths = ("EventAgendaFile", "EventMinutesFile", "EventInSiteURL")
    for name in paths:
        value = row.get(name)
        if isinstance(value, str) and value.startswith("/"):
            row[name] = base_url + value
    return row


def find_card(key: int) -> MeetingCard | None:
    """Return all that is public of a meeting by its id, or None."""
    page = find_page(f"meeting:{event_number(key)}")
    card = MeetingCard.read(page) if page else None
    return card if card and event_id(card.number) == key else None


def find_card_of_item(key: int) -> MeetingCard | None:
    """Return the meeting of an item by the item's id, or None."""
    return find_card(key // ITEMS)


def list_bodies() -> list[BodyCard]:
    """Return every body."""
    cards = db.session.scalars(
        select(PublishedPage.card)
        .where(PublishedPage.subject.startswith("body:"))
        .order_by(PublishedPage.sort_key, PublishedPage.subject)
    )
    return [BodyCard.read(card) for card in cards]


def map_people() -> dict[int, tuple[str, str]]:
    """Return the slug and the name of everybody who sits or sat somewhere, by id."""
    rows = db.session.execute(
        select(PublishedService.person, PublishedService.name)
        .distinct()
        .order_by(PublishedService.person, PublishedService.name)
    )
    return {number_of("person", slug): (slug, name) for slug, name in rows}


def list_votes(slug: str) -> list[Row]:
    """Return somebody's votes at the newest meetings."""
    person, found = number_of("person", slug), []
    chosen = select(PublishedVote.meeting).where(PublishedVote.person == slug)
    for card in _cards(chosen.distinct()):
        for key, item in number_items(card).items():
            if any(motion.deciding for motion in item.motions):
                found += vote_rows(card, key) or []
    return [row for row in found if row["VotePersonId"] == person]


def list_roll_calls(slug: str) -> list[Row]:
    """Return where somebody was called at the newest meetings."""
    person, found = number_of("person", slug), []
    chosen = select(PublishedPresence.meeting).where(PublishedPresence.person == slug)
    for card in _cards(chosen.distinct()):
        for key, item in number_items(card).items():
            if item.presences:
                found += roll_call_rows(card, key) or []
    return [row for row in found if row["RollCallPersonId"] == person]


def list_cards_of_matter(file_number: str) -> list[MeetingCard]:
    """Return the meetings that took up a matter, the first one first."""
    chosen = select(PublishedItem.meeting).where(PublishedItem.matter == file_number)
    return [*_cards(chosen.distinct())][::-1]


def _cards(chosen: Any) -> Iterator[MeetingCard]:
    """Yield the newest of some meetings, the newest first."""
    numbers = chosen.order_by(chosen.selected_columns[0].desc()).limit(MEETINGS)
    subjects: Collection[str] = [
        f"meeting:{one}" for one in db.session.scalars(numbers)
    ]
    cards = db.session.scalars(
        select(PublishedPage.card)
        .where(PublishedPage.subject.in_(subjects))
        .order_by(PublishedPage.sort_key.desc(), PublishedPage.subject)
    )
    yield from (MeetingCard.read(card) for card in cards)


def find_matter(file_number: str) -> Matter | None:
    """Return a matter, or None."""
    page = find_page(f"matter:{file_number}")
    return Matter.read(page) if page else None
