"""Where business came from, as far as everyone may know."""

from collections.abc import Iterable

from sqlalchemy import select

from govapp.database import db
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.record.cards import MeetingCard
from govapp.record.published import map_pages
from govapp.record.shapes.meetings import ItemRef


def map_sources(items: Iterable[AgendaItem]) -> dict[str, ItemRef]:
    """Return the posted, open items that these go on with, by their keys."""
    keys = {item.continued_from for item in items} - {""}
    if not keys:
        return {}
    rows = db.session.execute(
        select(AgendaItem.key, Meeting.number)
        .join(AgendaItem.meeting)
        .where(AgendaItem.key.in_(keys), Meeting.number.is_not(None))
    )
    numbers = {key: str(number) for key, number in rows}
    pages = map_pages(f"meeting:{number}" for number in set(numbers.values()))
    found = {}
    for card in map(MeetingCard.read, pages.values()):
        for item in card.agenda.walk() if card.agenda else ():
            if item.key in numbers and item.kind != ItemKind.CLOSED:
                found[item.key] = ItemRef(
                    meeting=card.number, key=item.key, number=item.number
                )
    return found
