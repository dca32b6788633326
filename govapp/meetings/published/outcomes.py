"""What came of a meeting, item by item: as it was voted, else as minutes say."""

from dataclasses import dataclass, replace

from govapp.meetings.published.cards import find_section, list_decided
from govapp.record.cards import MeetingCard
from govapp.record.shapes.sittings import Conflict, Motion


@dataclass(frozen=True)
class Outcome:
    """An item with its motions and conflicts; `text` is what minutes say instead.

    What was moved on no item of the agenda stands under one without a key.
    """

    key: str = ""
    number: str = ""
    title: str = ""
    motions: tuple[Motion, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    text: str = ""


def list_outcomes(card: MeetingCard) -> list[Outcome]:
    """Return the items of which something came, in the agenda's order."""
    sections = {section.key: section for section in list_decided(card)}
    items = list(card.agenda.walk()) if card.agenda else []
    found = []
    for item in items:
        outcome = get_outcome(card, item.key)
        section = sections.get(item.key)
        text = section.text if section and not outcome.motions else ""
        if outcome.motions or outcome.conflicts or text:
            found.append(
                replace(outcome, number=item.number, title=item.title, text=text)
            )
    keys = {item.key for item in items}
    moved = card.sitting.motions if card.sitting else ()
    others = tuple(motion for motion in moved if motion.item not in keys)
    return [*found, Outcome(motions=others)] if others else found


def get_outcome(card: MeetingCard, key: str) -> Outcome:
    """Return what came of an item, and the conflicts of interest on it."""
    moved, known = (
        (card.sitting.motions, card.sitting.conflicts) if card.sitting else ((), ())
    )
    section = find_section(card, key)
    return Outcome(
        key,
        text=section.text if section else "",
        motions=tuple(motion for motion in moved if motion.item == key),
        conflicts=tuple(conflict for conflict in known if conflict.item == key),
    )
