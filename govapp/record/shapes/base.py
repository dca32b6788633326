"""What every posted shape shares."""

from enum import StrEnum
from typing import Self
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from govapp.record import rules


class Frozen(BaseModel):
    """A value that never changes once it is built."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def canonical(self) -> str:
        """Write it as canonical JSON; what is empty is left out."""
        return rules.canonical(self.model_dump(mode="json", exclude_defaults=True))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `canonical` wrote; raises pydantic.ValidationError."""
        return cls.model_validate_json(text)


class Kind(StrEnum):
    """What an entry of the record can be."""

    ORGANIZATION = "organization"
    BODY = "body"
    ROSTER = "roster"
    NOTICE = "notice"
    AGENDA = "agenda"
    MINUTES = "minutes"
    SITTING = "sitting"
    RESULT = "result"
    CERTIFICATE = "certificate"
    REPORT = "report"
    RECORDING = "recording"
    CANCELLATION = "cancellation"
    WITHDRAWAL = "withdrawal"
    KEY = "key"
    MATTER = "matter"
    RELEASE = "release"


class Release(Frozen):
    """Since which day something closed is everyone's, by what authority, and why."""

    on: str
    authority: str
    reason: str


class BodyRef(Frozen):
    """A body as it was called when something was posted."""

    slug: str
    name: str


class File(Frozen):
    """One version of a posted file; `id` is the document's own opaque key.

    `pages` is 0 where their number was not known when it was posted.
    """

    id: str
    version: int
    name: str
    label: str
    media_type: str
    size: int
    sha256: str
    supplemental: bool = False
    pages: int = 0

    @property
    def extension(self) -> str:
        """The kind of file as people call it, such as PDF."""
        return self.name.rpartition(".")[2].upper()

    @property
    def path(self) -> str:
        """Where everyone reads this version for ever."""
        return f"/documents/{self.id}/v/{self.version}/{quote(self.name, safe='')}"
