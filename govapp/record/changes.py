"""What changed between two versions of an agenda: pure functions of posted values."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

from govapp.record.shapes.base import File, Frozen
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import Agenda, Item

WORDING = (
    "title",
    "kind",
    "is_action",
    "presenter",
    "minutes_planned",
    "description",
    "recommended_motion",
    "legal_basis",
    "authorities",
    "matter",
    "pulled",
    "late",
    "continued_from",
    "minutes_of",
)
PUT_OFF = {"withdrawn", "continued"}


class Change(Frozen):
    """One difference a reader would notice.

    `what` is added, removed, withdrawn, continued, restored, pulled, put_back,
    reworded, moved, file_added, file_removed, file_replaced or note; `number` and
    `title` are the item's in the newer version (in the older for what was removed).
    """

    what: str
    key: str = ""
    number: str = ""
    title: str = ""
    old_title: str = ""
    file: str = ""


def agenda_changes(old: Agenda, new: Agenda) -> tuple[Change, ...]:
    """List the differences in the newer version's reading order, removals last."""
    before = {item.key: item for item in old.walk()}
    after = {item.key: item for item in new.walk()}
    moved = _moved(old, new)
    found = list(_file_changes("", "", "", old.files, new.files))
    if old.note != new.note:
        found.append(Change(what="note"))
    for item in new.walk():
        found.extend(
            _item_changes(before.get(item.key), item, is_moved=item.key in moved)
        )
    found.extend(
        Change(what="removed", key=item.key, number=item.number, title=item.title)
        for item in old.walk()
        if item.key not in after
    )
    return tuple(found)


def version_label(version: int, changes: Iterable[Change]) -> str:
    """Name a version: supplemental where nothing came but files, else revised."""
    if version == 1:
        return ""
    kinds = {change.what for change in changes}
    return "supplemental" if kinds == {"file_added"} else "revised"


def _item_changes(old: Item | None, new: Item, *, is_moved: bool) -> Iterable[Change]:
    named = {"key": new.key, "number": new.number, "title": new.title}
    if old is None:
        yield Change(what="added", **named)
        return
    if old.status != new.status:
        what = new.status if new.status in PUT_OFF else "restored"
        yield Change(what=what, **named)
    is_pulled = bool(new.pulled) is not bool(old.pulled)
    if is_pulled:
        yield Change(what="pulled" if new.pulled else "put_back", **named)
    same = {"pulled"} if is_pulled else set()
    if any(_said(old, name) != _said(new, name) for name in {*WORDING} - same):
        yield Change(what="reworded", old_title=old.title, **named)
    if is_moved and not is_pulled:
        yield Change(what="moved", **named)
    yield from _file_changes(new.key, new.number, new.title, old.files, new.files)


def _said(item: Item, name: str) -> Any:  # whatever the field holds
    """Return what an item says; a matter's title is the matter's own business."""
    value = getattr(item, name)
    return value.file_number if isinstance(value, MatterRef) else value


def _file_changes(
    key: str,
    number: str,
    title: str,
    old: tuple[File, ...],
    new: tuple[File, ...],
) -> Iterable[Change]:
    before = {file.id: file for file in old}
    after = {file.id: file for file in new}
    for file in new:
        known = before.get(file.id)
        if known is None:
            what = "file_added"
        elif known.sha256 != file.sha256:
            what = "file_replaced"
        else:
            continue
        yield Change(what=what, key=key, number=number, title=title, file=file.label)
    for file in old:
        if file.id not in after:
            yield Change(
                what="file_removed",
                key=key,
                number=number,
                title=title,
                file=file.label,
            )


def _places(agenda: Agenda) -> dict[str, tuple[str, int]]:
    places: dict[str, tuple[str, int]] = {}

    def visit(parent: str, items: tuple[Item, ...]) -> None:
        for index, item in enumerate(items):
            places[item.key] = (parent, index)
            visit(item.key, item.items)

    visit("", agenda.items)
    return places


def _moved(old: Agenda, new: Agenda) -> set[str]:
    """Return the fewest keys whose move explains the new order of what stayed."""
    before, after = _places(old), _places(new)
    stayed = [key for key in after if key in before]
    moved = {key for key in stayed if before[key][0] != after[key][0]}
    siblings: dict[str, list[str]] = {}
    for key in stayed:
        if key not in moved:
            siblings.setdefault(after[key][0], []).append(key)
    for keys in siblings.values():
        in_order = _longest_rise([before[key][1] for key in keys])
        moved |= {key for index, key in enumerate(keys) if index not in in_order}
    return moved


def _longest_rise(numbers: list[int]) -> set[int]:
    """Return the indexes of a longest increasing run within a list of numbers."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, number in enumerate(numbers):
        place = bisect_left(tails, number)
        previous.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [index]
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = previous[index]
    return kept
