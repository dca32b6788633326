"""What the secretary sees of those who read: members, and guests."""

from govapp.portal.views_desk import guests, members, readings, releases
from govapp.portal.views_desk.blueprint import blueprint

__all__ = ["blueprint", "guests", "members", "readings", "releases"]
