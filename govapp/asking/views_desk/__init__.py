"""What secretaries ask of members between meetings."""

from govapp.asking.views_desk import questions, readings
from govapp.asking.views_desk.blueprint import blueprint

__all__ = ["blueprint", "questions", "readings"]
