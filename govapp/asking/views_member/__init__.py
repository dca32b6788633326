"""What members answer between meetings."""

from govapp.asking.views_member import questions, readings
from govapp.asking.views_member.blueprint import blueprint

__all__ = ["blueprint", "questions", "readings"]
