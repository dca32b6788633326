"""What the desk sees of those who read: members, guests, administrators."""

from govapp.portal.views_desk import emergencies, guests, members, readings, releases
from govapp.portal.views_desk.blueprint import blueprint

__all__ = ["blueprint", "emergencies", "guests", "members", "readings", "releases"]
