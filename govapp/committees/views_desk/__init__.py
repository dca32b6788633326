"""The desk's pages of bodies and people."""

from govapp.committees.views_desk import bodies, members, offices, posting, seats
from govapp.committees.views_desk.blueprint import blueprint
from govapp.committees.views_desk.people import blueprint as people_blueprint

__all__ = [
    "blueprint",
    "bodies",
    "members",
    "offices",
    "people_blueprint",
    "posting",
    "seats",
]
