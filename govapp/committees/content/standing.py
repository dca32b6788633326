"""Whether the public reads what the desk has, and what differs."""

from dataclasses import dataclass

from govapp.committees import models
from govapp.committees.content.builders import build_body, build_roster, changed
from govapp.committees.content.differences import (
    Difference,
    body_differences,
    roster_differences,
)
from govapp.record.cards import BodyCard


@dataclass(frozen=True)
class Standing:
    """How the desk's work stands to what was posted; times are empty before."""

    posted_at: str
    is_changed: bool
    is_roster_new: bool
    differences: tuple[Difference, ...]


def compare(body: models.Body, card: BodyCard | None) -> Standing:
    """Compare a body with its card."""
    if card is None:
        return Standing("", is_changed=True, is_roster_new=True, differences=())
    return Standing(
        posted_at=max(card.posted_at, card.roster_posted_at),
        is_changed=any(changed(body)),
        is_roster_new=card.roster is None,
        differences=(
            *body_differences(card.body, build_body(body)),
            *roster_differences(card.roster, build_roster(body)),
        ),
    )
