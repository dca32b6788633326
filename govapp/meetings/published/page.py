"""What the page of a meeting is made of, posted or about to be."""

from datetime import datetime
from typing import Any

from govapp.meetings.published import cards, event
from govapp.meetings.published.outcomes import list_outcomes
from govapp.notices.rules.standing import judge_site
from govapp.record.cards import MeetingCard


def describe(card: MeetingCard, now: datetime, base_url: str) -> dict[str, Any]:
    """Return all that the template of a meeting's page asks for, by its names."""
    return {
        "card": card,
        "is_held": cards.is_held(card, now),
        "following": cards.find_following(card, now),
        "reading": cards.make_reading(card),
        "standings": judge_site(card, now),
        "decided": list_outcomes(card),
        "event": event.make_event(card, base_url),
        "canonical": f"{base_url}/meetings/{card.number}",
    }
