"""An object with what lists choose it by."""

from dataclasses import dataclass
from typing import Any

from govapp.record.objects.shapes import Gone, Tracked
from govapp.record.rows import Row


@dataclass(frozen=True)
class Mark:
    """The newest posting of a subject: when it was, and its number."""

    modified: str
    posting: int

    def of(self, key: str) -> dict[str, Any]:
        """Return what every object says, for one with an id."""
        return {"id": key, "modified": self.modified, "posting": self.posting}


@dataclass(frozen=True)
class Made:
    """An object, or what remains of it, and what lists choose it by."""

    kind: str
    shape: Tracked
    body: str = ""
    meeting: str = ""
    person: str = ""
    matter: str = ""
    motion: str = ""
    status: str = ""
    day: str = ""

    def row(self, subject: str) -> Row:
        """Return its row in the projection."""
        return {
            "kind": self.kind,
            "id": self.shape.id,
            "subject": subject,
            "posting": self.shape.posting,
            "is_gone": isinstance(self.shape, Gone),
            "body": self.body,
            "meeting": self.meeting,
            "person": self.person,
            "matter": self.matter,
            "motion": self.motion,
            "status": self.status,
            "day": self.day,
            "content": self.shape.canonical(),
        }
