"""Taking in what a Legistar installation has, row by row, each kept with its id."""

from govapp.importing.services.legistar.bodies import import_body_row
from govapp.importing.services.legistar.matters import import_matter_row
from govapp.importing.services.legistar.meetings import bring_host, import_event
from govapp.importing.services.legistar.papers import Papers, list_missing
from govapp.importing.services.legistar.people import import_offices, import_person_row
from govapp.importing.services.legistar.places import Place

__all__ = [
    "Papers",
    "Place",
    "bring_host",
    "import_body_row",
    "import_event",
    "import_matter_row",
    "import_offices",
    "import_person_row",
    "list_missing",
]
