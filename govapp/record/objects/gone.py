"""What a meeting or a roster once said and says no longer: pure functions.

A motion or a vote that is struck is in no later snapshot of its sitting, an item that
was removed in no later agenda. Whoever keeps a copy is told of each.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import from_json

from govapp.record.cards import MeetingCard
from govapp.record.folding import Posting
from govapp.record.objects.rows import Made, Mark
from govapp.record.objects.shapes import Gone
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda

# The kind of an object, and its id.
Key = tuple[str, str]


def list_gone(
    card: MeetingCard,
    postings: Iterable[Posting],
    agendas: Iterable[Agenda],
    made: Iterable[Made],
    mark: Mark,
) -> list[Made]:
    """Return what remains of the items, motions and votes that are no longer."""
    there = {(each.kind, each.shape.id) for each in made}
    ever = {("items", item.key): None for each in agendas for item in each.walk()}
    for posting in postings:
        if posting.kind in {Kind.SITTING, Kind.RESULT}:
            ever |= dict.fromkeys(_told(from_json(posting.content)))
    return [
        Made(
            kind,
            Gone(**mark.of(f"{card.number}.{key}")),
            meeting=card.number,
            body=card.notice.bodies[0].slug,
            day=card.notice.start_local[:10],
        )
        for kind, key in ever
        if (kind, f"{card.number}.{key}") not in there
    ]


def _told(content: dict[str, Any]) -> Iterator[Key]:
    """Yield what one posting tells, read without its meaning as there may be many."""
    for number, item in enumerate(_list(content, "items")):
        yield "items", f"reported-{number}"
        yield from _moved(item)
    yield from _moved(content)


def _moved(content: dict[str, Any]) -> Iterator[Key]:
    for motion in _list(content, "motions"):
        yield "motions", str(motion["id"])
        for taken in _list(motion, "rounds"):
            for place, ballot in enumerate(_list(taken, "ballots")):
                name = vote_key(ballot["person"].get("slug", ""), place)
                yield "votes", f"{motion['id']}.{taken.get('number', 1)}.{name}"


def _list(content: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return list(content.get(name, ()))


def vote_key(person: str, place: int) -> str:
    """Return what tells a vote from the others of its round."""
    return person or str(place)
