"""The rows of business that refers beyond its meeting: pure functions."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from govapp import clock
from govapp.record.cards import MeetingCard
from govapp.record.rows import Row
from govapp.record.shapes.base import BodyRef, File, Frozen
from govapp.record.shapes.meetings import Item
from govapp.record.shapes.results import ReportedItem
from govapp.record.shapes.sittings import Motion

CONSENT = "consent"
Motions = tuple[Motion, ...]


class ItemLine(Frozen):
    """What a list across meetings says of an item.

    `motions` are those that were decided on it, without the members' votes; `minuted`
    is what the minutes say of it. Instead of an item of the agenda it may be one that
    was `reported`, which has no key.
    """

    meeting: str
    title: str
    bodies: tuple[BodyRef, ...]
    start_local: str
    time_zone: str
    is_all_day: bool = False
    state: str
    key: str = ""
    number: str = ""
    name: str = ""
    status: str = "active"
    files: tuple[File, ...] = ()
    motions: Motions = ()
    minuted: str = ""
    minutes_state: str = ""
    reported: ReportedItem | None = None


def item_rows(card: MeetingCard) -> list[Row]:
    """Return a row for each item, in force or reported, that refers beyond."""
    rows = [*_of_agenda(card), *_of_result(card)]
    start_at = clock.instant(card.notice.start_at)
    return [{**row, "meeting": card.number, "start_at": start_at} for row in rows]


def _of_agenda(card: MeetingCard) -> Iterator[Row]:
    for item, motions in _walk(card.agenda.items if card.agenda else (), _moved(card)):
        source = item.continued_from
        if source or item.matter:
            yield {
                "key": item.key,
                "source_meeting": source.meeting if source else "",
                "source": source.key if source else "",
                "matter": item.matter.file_number if item.matter else "",
                "line": _of_item(card, item, motions).canonical(),
            }


def _of_result(card: MeetingCard) -> Iterator[Row]:
    for key, item in card.result.walk() if card.result else ():
        if item.matter:
            told = item.model_copy(update={"motions": ()})
            motions = _short(item.motions)
            yield {
                "key": key,
                "source_meeting": "",
                "source": "",
                "matter": item.matter.file_number,
                "line": _line(
                    card, name=item.title, reported=told, motions=motions
                ).canonical(),
            }


def _moved(card: MeetingCard) -> dict[str, Motions]:
    """Return what was decided on each item, by the items' keys."""
    found: dict[str, Motions] = {}
    for motion in card.sitting.motions if card.sitting else ():
        found[motion.item] = (*found.get(motion.item, ()), *_short([motion]))
    pulled = card.sitting.pulled if card.sitting else ()
    return {each.item: () for each in pulled} | found


def _walk(
    items: Iterable[Item], moved: Mapping[str, Motions], block: Motions = ()
) -> Iterator[tuple[Item, Motions]]:
    """Yield each item with what was decided on it, or on its whole consent block."""
    for item in items:
        motions = moved.get(item.key, block)
        yield item, motions
        yield from _walk(item.items, moved, motions if item.kind == CONSENT else ())


def _short(motions: Iterable[Motion]) -> Motions:
    """Return the motions on which a vote counts, without the members' votes."""
    return tuple(
        motion.model_copy(
            update={"rounds": (taken.model_copy(update={"ballots": ()}),)}
        )
        for motion in motions
        if (taken := motion.deciding)
    )


def _of_item(card: MeetingCard, item: Item, motions: Motions) -> ItemLine:
    gone = {(file.id, file.version) for file in card.withdrawn_files}
    sections = card.minutes.sections if card.minutes else ()
    minuted = next((each.text for each in sections if each.key == item.key), "")
    return _line(
        card,
        key=item.key,
        number=item.number,
        name=item.title,
        status=item.status,
        files=tuple(
            file
            for each in item.walk()
            for file in each.files
            if (file.id, file.version) not in gone
        ),
        motions=motions,
        minuted=minuted,
        minutes_state=card.minutes.state if card.minutes and minuted else "",
    )


def _line(card: MeetingCard, **said: Any) -> ItemLine:
    notice = card.notice
    return ItemLine(
        meeting=card.number,
        title=notice.title,
        bodies=notice.bodies,
        start_local=notice.start_local,
        time_zone=notice.time_zone,
        is_all_day=notice.is_all_day,
        state=card.state,
        **said,
    )
