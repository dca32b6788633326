"""What an agenda says on paper: words in reading order, without any layout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Alert:
    """What a reader must know before anything else: a word, and what it means."""

    word: str
    text: str
    is_grave: bool = True


@dataclass(frozen=True)
class Fact:
    """A named fact; with an address, its text is a link."""

    name: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Enclosure:
    """A file: its label, where it lies ("" once withdrawn), and what is said of it."""

    label: str
    address: str
    about: str


@dataclass(frozen=True)
class Line:
    """An item with all that stands beneath it."""

    key: str
    number: str
    title: str
    meta: str
    texts: tuple[str, ...]
    motion: str
    links: tuple[Fact, ...]
    files: tuple[Enclosure, ...]
    lines: "tuple[Line, ...]"


@dataclass(frozen=True)
class Section:
    """Lines beneath a heading, or ("") under none."""

    title: str
    meta: str
    texts: tuple[str, ...]
    files: tuple[Enclosure, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Content:
    """A file within a packet, by the number of its first page, or why it is not."""

    label: str
    address: str
    about: str
    page: str


@dataclass(frozen=True)
class Cover:
    """What stands before the agenda in a packet."""

    title: str
    text: str
    columns: tuple[str, str]
    included: tuple[Content, ...]
    left_out_title: str
    left_out: tuple[Content, ...]


@dataclass(frozen=True)
class Words:
    """What the layout itself says, in the reader's language."""

    agenda: str
    motion: str
    page: str


@dataclass(frozen=True)
class Paper:
    """One version of an agenda; `running` and `alert` head each page after the first.

    `posted` and `checkpoint` stand at the foot of each.
    """

    title: str
    organization: str
    letterhead: tuple[str, ...]
    heading: str
    when: str
    form: str
    running: str
    alert: str
    alerts: tuple[Alert, ...]
    facts: tuple[Fact, ...]
    note: str
    files: tuple[Enclosure, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    posted: str
    checkpoint: str
    words: Words
    numbering: str = "1"
    cover: Cover | None = None
