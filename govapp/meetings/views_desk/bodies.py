"""Which bodies somebody at the desk may choose."""

from govapp.committees.models import Body
from govapp.committees.queries import list_bodies
from govapp.permissions import Permission
from govapp.web.access import may


def list_hosts(permission: Permission) -> list[Body]:
    """Return the bodies for which this person holds a permission."""
    return [body for body in list_bodies() if may(permission, body)]


def list_meeting_bodies() -> list[Body]:
    """Return the bodies that still meet."""
    return [body for body in list_bodies() if not body.dissolved_on]
