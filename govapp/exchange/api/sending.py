"""What other systems may send, and what they are answered."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PLAIN = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
LINE = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
KEY = r"^[!-~]{1,200}$"
DEEPEST = 4
Kind = Literal[
    "heading",
    "procedural",
    "consent",
    "decision",
    "briefing",
    "public_comment",
    "other",
]
Prose = Annotated[str, Field(max_length=20_000, pattern=PLAIN)]


class Strict(BaseModel):
    """What is sent has nothing that is not known."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SentItem(Strict):
    """An open item. Without a key it is the one of its title in its place, or new.

    `description` may hold some HTML; the rest is plain.
    """

    key: str = Field("", pattern=r"^[a-z0-9]{0,16}$")
    title: str = Field(max_length=1000, pattern=LINE)
    kind: Kind = "other"
    is_action: bool = False
    presenter: str = Field("", max_length=300, pattern=PLAIN)
    minutes_planned: int = Field(0, ge=0, le=1440)
    description: Prose = ""
    recommended_motion: Prose = ""
    items: list["SentItem"] = Field([], max_length=100)


class SentAgenda(Strict):
    """All open items of an agenda in their order, four levels deep at most."""

    note: str = Field("", max_length=5000, pattern=PLAIN)
    items: list[SentItem] = Field(max_length=300)


class SentFile(Strict):
    """A file, sent as a form; `item` is the key of its item, empty for the meeting."""

    file: bytes
    label: str = Field(max_length=300, pattern=LINE)
    item: str = Field("", pattern=r"^[a-z0-9]{0,16}$")


class Drafted(BaseModel):
    """The open items of an agenda as they stand at the desk now."""

    meeting: str
    note: str
    items: list[SentItem]


class Attached(BaseModel):
    """A file as it stands at the desk now; it is public once the agenda is posted."""

    meeting: str
    document: str
    version: int
    item: str
    label: str
    name: str
    size: int
    sha256: str


class Posted(BaseModel):
    """The version of an agenda that is in force."""

    meeting: str
    version: int
