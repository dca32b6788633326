"""What agendas and certificates say on paper: words in reading order, no layout."""

from dataclasses import dataclass

from govapp.renditions.letterheads import Head
from govapp.renditions.prose import Block


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

    page: str
    agenda: str = ""
    motion: str = ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What all papers have; `running` and `alert` head each page after the first.

    `posted` and `checkpoint` stand at the foot of each.
    """

    title: str
    organization: str
    head: Head
    heading: str
    when: str
    form: str
    running: str
    alert: str
    alerts: tuple[Alert, ...]
    facts: tuple[Fact, ...]
    closing: tuple[str, ...]
    posted: str
    checkpoint: str
    words: Words
    numbering: str = "1"


@dataclass(frozen=True, kw_only=True)
class Paper(Sheet):
    """One version of an agenda."""

    note: str
    files: tuple[Enclosure, ...]
    sections: tuple[Section, ...]
    cover: Cover | None = None


@dataclass(frozen=True)
class Proven:
    """A posting: what it is, where and when, and what proves it."""

    words: str
    address: str
    about: str
    entry: str
    sha256: str


@dataclass(frozen=True)
class Passage:
    """A part of a certificate: what is said, and what is listed."""

    title: str
    texts: tuple[str, ...] = ()
    parts: "tuple[Passage, ...]" = ()
    postings: tuple[Proven, ...] = ()
    points: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CertificatePaper(Sheet):
    """A certificate of posting; the blanks of its last part are filled in by hand."""

    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Named:
    """Somebody, and what is said of them."""

    name: str
    about: str


@dataclass(frozen=True)
class Moved:
    """A motion: its wording, what came of it, who made it, and everybody's vote."""

    text: str
    result: str
    texts: tuple[str, ...]
    votes: tuple[Named, ...]


@dataclass(frozen=True)
class Minuted:
    """What minutes say of an item, or ("") before and after the items."""

    title: str = ""
    texts: tuple[str, ...] = ()
    prose: tuple[Block, ...] = ()
    motions: tuple[Moved, ...] = ()
    afterwards: tuple[str, ...] = ()
    present: tuple[Named, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MinutesPaper(Sheet):
    """The minutes of a meeting; `columns` head the tables of people and of votes."""

    parts: tuple[Minuted, ...]
    columns: dict[str, tuple[str, str]]
