"""What all that comes from one installation shares, and how its rows are kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from govapp import clock
from govapp.database import db
from govapp.documents.stores import Stores
from govapp.importing.models import Origin
from govapp.importing.queries import find_origin
from govapp.importing.rules.findings import Finding, Findings

LONGEST_NAME = 200


@dataclass
class Place:
    """An installation by its address, the zone of its clocks, and what was found.

    `store` is where its files are kept.
    """

    source: str
    time_zone: str
    store: Stores
    found: Findings = field(default_factory=list)

    def note(self, where: str, reason: str) -> None:
        """Keep a finding."""
        self.found.append(Finding(where, reason))

    def find(self, kind: str, key: int) -> Origin | None:
        """Return what a row became here, or None."""
        return find_origin(self.source, kind, key)

    def keep(self, kind: str, key: int, local: str, digest: str) -> None:
        """Keep what a row became, and how it was read just now."""
        known = self.find(kind, key) or Origin(source=self.source, kind=kind, key=key)
        known.local, known.digest, known.read_at = local, digest, clock.now()
        db.session.add(known)
        db.session.flush()


def digest_of(row: Mapping[str, object]) -> str:
    """Return the hash of a row as it was answered."""
    written = json.dumps(row, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("ascii")).hexdigest()
