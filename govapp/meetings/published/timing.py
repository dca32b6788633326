"""The planned times of an agenda, from what was posted."""

from govapp import clock
from govapp.meetings.rules.timing import Plan, Planned, plan
from govapp.record.cards import MeetingCard
from govapp.record.shapes.meetings import Agenda, Item


def plan_agenda(agenda: Agenda) -> Plan:
    """Lay a posted agenda's items out one after the other."""
    return plan(agenda.items, _describe)


def item_times(card: MeetingCard) -> dict[str, str]:
    """Return the instant at which each item is planned to begin, by its key.

    They follow from the notice in force, so that they move with the meeting; none where
    the meeting has no time or no item has minutes.
    """
    if card.agenda is None or card.notice.is_all_day:
        return {}
    planned = plan_agenda(card.agenda)
    if not planned.minutes:
        return {}
    starts = planned.starts(clock.instant(card.notice.start_at))
    return {key: clock.stamp(at) for key, at in starts.items()}


def _describe(item: Item) -> Planned[Item]:
    return Planned(
        item.key,
        item.minutes_planned,
        item.items,
        is_withdrawn=item.status == "withdrawn",
        is_closed=item.kind == "closed",
    )
