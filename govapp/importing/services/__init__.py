"""Taking in what an archive file tells."""

from govapp.importing.services.bodies import bring_body, import_body
from govapp.importing.services.meetings import Imported, import_meeting

__all__ = ["Imported", "bring_body", "import_body", "import_meeting"]
