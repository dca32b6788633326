"""What is posted of a body and of its roster, and how it differs from the last."""

from govapp.committees.content.builders import build_body, build_roster, changed
from govapp.committees.content.differences import (
    Difference,
    body_differences,
    roster_differences,
)

__all__ = [
    "Difference",
    "body_differences",
    "build_body",
    "build_roster",
    "changed",
    "roster_differences",
]
