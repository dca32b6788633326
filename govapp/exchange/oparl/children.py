"""What belongs to meetings, theirs and what they had: items, files, places."""

from collections.abc import Callable, Iterator, Mapping

from govapp.exchange.oparl import published
from govapp.exchange.oparl.files import Files
from govapp.exchange.oparl.meetings import (
    consultations_of,
    items_of,
    list_items,
    location_of,
    meeting_of,
)
from govapp.exchange.oparl.names import Row, Site, Times
from govapp.record.cards import MeetingCard

Meetings = Mapping[str, tuple[MeetingCard, Times]]
Make = Callable[[Meetings, Site], list[Row]]


def _meetings(meetings: Meetings, at: Site) -> list[Row]:
    return [meeting_of(card, times, at) for card, times in meetings.values()]


def _locations(meetings: Meetings, at: Site) -> list[Row]:
    return [location_of(card, times, at) for card, times in meetings.values()]


def _items(meetings: Meetings, at: Site) -> list[Row]:
    rows = [
        row for card, times in meetings.values() for row in items_of(card, times, at)
    ]
    return [*rows, *_gone(meetings, at, "AgendaItem")]


def _consultations(meetings: Meetings, at: Site) -> list[Row]:
    rows = [
        row
        for card, times in meetings.values()
        for row in consultations_of(card, times, at)
    ]
    return [*rows, *_gone(meetings, at, "Consultation")]


def _gone(meetings: Meetings, at: Site, kind: str) -> Iterator[Row]:
    """Yield what earlier agendas had and the one in force has not."""
    is_paper = kind == "Consultation"
    for number, agendas in published.map_agendas(meetings).items():
        card, times = meetings[number]
        there = {key for key, item in list_items(card) if item.matter or not is_paper}
        had = {
            item.key: None
            for agenda in agendas
            for item in agenda.walk()
            if item.matter or not is_paper
        }
        for key in had:
            if key not in there:
                yield at.delete(kind, f"{number}/{key}", times)


def _files(meetings: Meetings, at: Site) -> list[Row]:
    posted = published.map_files(meetings)
    return [
        row
        for number, (card, times) in meetings.items()
        for row in Files(card, times, at).all(posted.get(number, ()))
    ]


CHILDREN: dict[str, Make] = {
    "meeting": _meetings,
    "location": _locations,
    "agendaitem": _items,
    "consultation": _consultations,
    "file": _files,
}
