"""The screen on which a meeting is run, and by which rules a body decides there."""

from govapp.sittings.views_desk import rules
from govapp.sittings.views_desk.room import blueprint

__all__ = ["blueprint", "rules"]
