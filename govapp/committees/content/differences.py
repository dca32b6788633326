"""What a new posting would change: pure functions of two frozen values."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from govapp.record.shapes.bodies import Body, Membership, Roster, Seat


@dataclass(frozen=True)
class Difference:
    """One thing that differs.

    `what` is a field's name, or seat_added, seat_changed, seat_removed, member_added,
    member_changed, member_removed; `name` is the seat's or person's. `old` and `new`
    are texts where they can be shown.
    """

    what: str
    name: str = ""
    old: str = ""
    new: str = ""


def body_differences(old: Body | None, new: Body) -> tuple[Difference, ...]:
    """List the fields that differ; none before there was a first posting."""
    if old is None:
        return ()
    return tuple(
        Difference(name, old=_text(getattr(old, name)), new=_text(getattr(new, name)))
        for name in Body.model_fields
        if getattr(old, name) != getattr(new, name)
    )


def _text(value: object) -> str:
    """Write what a reader can compare; structured values have no short text."""
    if isinstance(value, (str, int)):
        return str(value)
    name = getattr(value, "name", "")
    return name if isinstance(name, str) else ""


def roster_differences(old: Roster | None, new: Roster) -> tuple[Difference, ...]:
    """List the seats and memberships that differ, then a new name or order."""
    if old is None:
        return ()
    found = [*_seat_differences(old.seats, new.seats)]
    found += _member_differences(old.members, new.members)
    if old.body != new.body:
        found.append(Difference("name", old=old.body.name, new=new.body.name))
    if not found and old != new:
        found.append(Difference("order"))
    return tuple(found)


def _seat_differences(old: Iterable[Seat], new: Iterable[Seat]) -> Iterator[Difference]:
    before = {seat.label: seat for seat in old}
    after = {seat.label: seat for seat in new}
    for label, seat in after.items():
        if label not in before:
            yield Difference("seat_added", label)
        elif before[label] != seat:
            yield Difference("seat_changed", label)
    for label in before:
        if label not in after:
            yield Difference("seat_removed", label)


def _member_differences(
    old: Iterable[Membership], new: Iterable[Membership]
) -> Iterator[Difference]:
    """Pair what is new with what is gone by person; what pairs was changed."""
    before, after = Counter(old), Counter(new)
    gone = [member.person.name for member in (before - after).elements()]
    for member in (after - before).elements():
        name = member.person.name
        if name in gone:
            gone.remove(name)
            yield Difference("member_changed", name)
        else:
            yield Difference("member_added", name)
    for name in gone:
        yield Difference("member_removed", name)
