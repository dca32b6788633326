"""What a public page says, held against the record: pure functions of text."""

from dataclasses import dataclass
from html.parser import HTMLParser

from govapp.record.cards import MeetingCard

Attributes = list[tuple[str, str | None]]
ITEM = "item-"
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}


@dataclass(frozen=True)
class Said:
    """What can be compared: the meeting's state, its agenda's version, its items.

    A line is an item's key, number and title.
    """

    state: str = ""
    version: str = ""
    lines: tuple[str, ...] = ()


def expect(card: MeetingCard) -> Said:
    """Return what the page of a meeting and that of its agenda in force must say."""
    version = card.agenda_version
    return Said(
        state=card.state,
        version=f"{version.version} {version.seq}" if version else "",
        lines=tuple(
            _line(item.key, item.number, item.title)
            for item in (card.agenda.walk() if card.agenda else ())
        ),
    )


def read_page(text: str) -> Said:
    """Return what a page says."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    marks = reader.marks
    return Said(
        state=marks.get("govapp-state", ""),
        version=marks.get("govapp-agenda", ""),
        lines=tuple(_line(*item) for item in reader.items),
    )


def compare(expected: Said, text: str) -> str:
    """Say how a page differs from the record, "" where it does not."""
    found = read_page(text)
    if found.state != expected.state:
        return "The page does not show the meeting's state."
    if found.version != expected.version:
        return "The page does not show the agenda in force."
    if "\n".join(found.lines).encode() != "\n".join(expected.lines).encode():
        return "The page's items are not those of the record."
    return ""


def _line(key: str, number: str, title: str) -> str:
    return "\t".join(" ".join(part.split()) for part in (key, number, title))


class _Reader(HTMLParser):
    """Gathers the marks of a page's head and the items of its agenda."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[str, str] = {}
        self.items: list[list[str]] = []
        self._into = -1

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("id", "")
        classes = values.get("class", "").split()
        if tag == "meta":
            self.marks[values.get("name", "")] = values.get("content", "")
        elif name.startswith(ITEM) and (tag in HEADINGS or tag == "li"):
            self.items.append([name.removeprefix(ITEM), "", ""])
            self._into = 2 if tag in HEADINGS else -1
        elif self.items and "g-item__number" in classes:
            self._into = 1
        elif self.items and "g-item__title" in classes:
            self._into = 2
        elif tag != "a":
            self._into = -1

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 as the library's
        self._into = -1

    def handle_data(self, data: str) -> None:
        if self._into > 0:
            self.items[-1][self._into] += data
