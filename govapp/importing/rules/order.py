"""In which order the parts of a file are taken in."""

from collections.abc import Iterable
from datetime import date, time

from govapp.importing.rules.form import BodyFact, MeetingFact
from govapp.importing.rules.names import fold
from govapp.importing.rules.reading import Placed


def order_bodies(bodies: Iterable[Placed[BodyFact]]) -> list[Placed[BodyFact]]:
    """Put each body behind the one it belongs to, else leave them as they stand."""
    waiting, ordered = list(bodies), []
    while waiting:
        left = {placed.fact.slug for placed in waiting}
        ready = [one for one in waiting if one.fact.parent not in left] or waiting
        ordered += ready
        waiting = [one for one in waiting if one not in ready]
    return ordered


def order_meetings(
    meetings: Iterable[Placed[MeetingFact]],
) -> list[Placed[MeetingFact]]:
    """Put meetings by their time, so that their numbers follow it."""
    return sorted(
        meetings,
        key=lambda one: (one.fact.date or date.min, one.fact.start or time()),
    )


def map_seen(
    bodies: Iterable[Placed[BodyFact]],
) -> dict[tuple[str, str], tuple[date, date]]:
    """Return when sources saw members, by the body's slug and the folded name."""
    seen: dict[tuple[str, str], tuple[date, date]] = {}
    for placed in bodies:
        for member in placed.fact.members or ():
            if member and member.seen_from and member.seen_to:
                key = (placed.fact.slug, fold(member.name))
                first, last = seen.get(key, (member.seen_from, member.seen_to))
                seen[key] = min(first, member.seen_from), max(last, member.seen_to)
    return seen
