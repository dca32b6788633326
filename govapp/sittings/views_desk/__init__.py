"""The screen on which a meeting is run."""

from govapp.sittings.views_desk.room import blueprint

__all__ = ["blueprint"]
