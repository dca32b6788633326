"""The pages of those who propose items, and of the secretary who decides."""

from govapp.contributions.views_desk import deadlines, decisions, files, own, received

__all__ = ["deadlines", "decisions", "files", "own", "received"]
