"""Two versions of an agenda beside each other, by paragraphs: pure functions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from govapp.meetings.published.differences import Piece, Read, reword
from govapp.record.changes import WORDING, agenda_changes
from govapp.record.shapes.base import File
from govapp.record.shapes.meetings import Agenda, Item

# What an agenda says of an item in one line, and so is compared as one.
FACTS = {"kind", "is_action", "minutes_planned", "presenter", "authorities", "matter"}
FIELDS = ("facts", *(name for name in WORDING if name not in {*FACTS, "title"}))
SAID = {"moved", "withdrawn", "continued", "restored", "pulled", "put_back"}
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """A paragraph in the older and the newer version; an empty side has none.

    `what` is added, removed or reworded, or empty where both say the same; `key` is
    the item's; `field` is one of an item's, or facts, note, or file. With `is_title`
    the paragraph begins an item, and `what` may also say that the item was moved,
    withdrawn, continued to a later meeting, restored, pulled from consent or put back.
    """

    key: str
    field: str
    what: str
    old: Pieces
    new: Pieces
    is_title: bool = False


def lay_out(old: Agenda, new: Agenda, read: Read) -> list[Row]:
    """Lay two versions beside each other, in the newer one's reading order.

    What was removed stands where it stood; `read` says an item's field in words.
    """
    before = {item.key: item for item in old.walk()}
    after = {item.key: item for item in new.walk()}
    said = {
        change.key: change.what
        for change in agenda_changes(old, new)
        if change.what in SAID
    }
    rows = list(_paragraphs("", "note", old.note, new.note))
    rows += _files("", old.files, new.files)
    for key in merge_orders(list(before), list(after)):
        rows += _item(before.get(key), after.get(key), said.get(key, ""), read)
    return rows


def merge_orders(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the new order, with what is only in the old one after what it followed."""
    kept = set(new)
    following: dict[str, list[str]] = {"": []}
    last = ""
    for key in old:
        if key in kept:
            last = key
        else:
            following.setdefault(last, []).append(key)
    merged = [*following[""]]
    for key in new:
        merged += [key, *following.get(key, [])]
    return merged


def _item(old: Item | None, new: Item | None, said: str, read: Read) -> Iterator[Row]:
    known = new or old
    if known is None:
        return
    title = _row(known.key, "title", _title(old), _title(new))
    yield replace(title, what=said or title.what, is_title=True)
    for field in FIELDS:
        sides = (read(field, side) if side else "" for side in (old, new))
        yield from _paragraphs(known.key, field, *sides)
    yield from _files(known.key, old.files if old else (), new.files if new else ())


def _title(item: Item | None) -> str:
    return f"{item.number} {item.title}".strip() if item else ""


def _paragraphs(key: str, field: str, old: str, new: str) -> Iterator[Row]:
    before, after = _split(old), _split(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        for former, latter in zip_longest(before[a:b], after[c:d], fillvalue=""):
            yield _row(key, field, former, latter)


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _row(key: str, field: str, old: str, new: str) -> Row:
    if old == new:
        same = (Piece(new, is_changed=False),)
        return Row(key, field, "", same, same)
    if not old or not new:
        what = "added" if new else "removed"
        return Row(key, field, what, _whole(old), _whole(new))
    wording = reword(field, old, new)
    return Row(key, field, "reworded", wording.old, wording.new)


def _whole(text: str) -> Pieces:
    return (Piece(text, is_changed=True),) if text else ()


def _files(key: str, old: Iterable[File], new: Iterable[File]) -> Iterator[Row]:
    before = {file.id: _file(file) for file in old}
    after = {file.id: _file(file) for file in new}
    for document in merge_orders(list(before), list(after)):
        yield _row(key, "file", before.get(document, ""), after.get(document, ""))


def _file(file: File) -> str:
    return f"{file.label} ({file.name}, v{file.version})"
