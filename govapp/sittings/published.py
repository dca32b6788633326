"""What visitors see of a meeting while it takes place."""

from dataclasses import dataclass

from govapp.meetings.published import get_card
from govapp.record.cards import MeetingCard
from govapp.record.shapes.meetings import Item
from govapp.record.shapes.sittings import (
    ADJOURNED,
    NOT_BEGUN,
    Motion,
    Pause,
    Pulled,
    Sitting,
)


@dataclass(frozen=True)
class Live:
    """A meeting at this moment, as far as it was posted.

    `pending` are the motions before a body, the immediate question first; `settled`
    what was done with, the latest first; `pulled` are items taken out of consent.
    """

    card: MeetingCard
    sitting: Sitting | None = None
    item: Item | None = None
    since: str = ""
    pause: Pause | None = None
    closed: tuple[Item, ...] = ()
    pending: tuple[Motion, ...] = ()
    settled: tuple[Motion, ...] = ()
    pulled: tuple[tuple[Item, Pulled], ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether there is something to follow."""
        return self.sitting is not None and self.sitting.state != ADJOURNED


def get_live(number: str) -> Live:
    """Return a meeting as it goes; raises NotFoundError."""
    card = get_card(number)
    sitting = card.sitting
    if sitting is None or sitting.state == NOT_BEGUN:
        return Live(card)
    items = {item.key: item for item in card.agenda.walk()} if card.agenda else {}
    taken = sitting.taken[-1] if sitting.taken else None
    pause = sitting.pauses[-1] if sitting.pauses else None
    pending = [each for each in sitting.motions if each.state == "pending"]
    settled = [each for each in sitting.motions if each.state != "pending"]
    return Live(
        card=card,
        sitting=sitting,
        item=items.get(taken.item) if taken else None,
        since=taken.at if taken else "",
        pause=pause if pause and not pause.until else None,
        closed=tuple(items[key] for key in pause.items if key in items)
        if pause and not pause.until
        else (),
        pending=tuple(reversed(pending)),
        settled=tuple(reversed(settled)),
        pulled=tuple(
            (items[each.item], each) for each in sitting.pulled if each.item in items
        ),
    )
