"""What is posted of a body and of its roster, and how it differs from the last."""

from govapp.committees.content.builders import (
    build_body,
    build_card,
    build_roster,
    changed,
)
from govapp.committees.content.differences import (
    Difference,
    body_differences,
    roster_differences,
)
from govapp.committees.content.standing import Standing, compare

__all__ = [
    "Difference",
    "Standing",
    "body_differences",
    "build_body",
    "build_card",
    "build_roster",
    "changed",
    "compare",
    "roster_differences",
]
