"""Who may read what of a meeting: the matrix of access on one page."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum

from govapp.permissions import Role
from govapp.record.rules import canonical, digest
from govapp.record.shapes.base import File
from govapp.record.shapes.closed import MembersItem
from govapp.record.shapes.meetings import Agenda, Item

CLOSED = "closed"
# Every closed item of a meeting, those added later too; no key is so short.
EVERY = "*"
# Files that not all members read, in the words of documents.
FILES = {"staff": "staff_file", "closed": "closed_file"}


class Standing(StrEnum):
    """What somebody is to the body that hosts a meeting, on the day they ask.

    Joint is a member of another body that meets with it; recused a member of either,
    on one item; a guest is let into its closed session, on some items and for a while,
    as an administrator is, too, who opens it in an emergency.
    """

    VISITOR = "visitor"
    OTHER = "other"
    FORMER = "former"
    GUEST = "guest"
    JOINT = "joint"
    RECUSED = "recused"
    MEMBER = "member"
    SECRETARY = "secretary"
    ADMINISTRATOR = "administrator"


class Thing(StrEnum):
    """What is asked for; a file on or beneath a closed item is a closed one.

    Who is recused on an item reads of closed minutes all but its part.
    """

    BOOK = "book"
    OPEN_ITEM = "open_item"
    CLOSED_ITEM = "closed_item"
    PUBLIC_FILE = "public_file"
    MEMBERS_FILE = "members_file"
    CLOSED_FILE = "closed_file"
    STAFF_FILE = "staff_file"
    WITHDRAWN = "withdrawn"
    MINUTES_DRAFT = "minutes_draft"
    CLOSED_MINUTES = "closed_minutes"
    OWN_NOTE = "own_note"
    OTHERS_NOTE = "others_note"


class Cell(StrEnum):
    """What is answered: nothing is what does not exist."""

    FULL = "full"
    LOGGED = "logged"
    STUB = "stub"
    TOMBSTONE = "tombstone"
    NOTHING = "nothing"


READABLE = frozenset({Cell.FULL, Cell.LOGGED})
_F, _L, _S, _T, _0 = Cell
# No request comes to ask for it: what is in a book is asked for by whoever has that.
__ = None
_COLUMNS = tuple(Standing)
_ROWS = {
    # visitor, other, former, guest, joint, recused, member, secretary, administrator
    Thing.BOOK: (_0, _0, _0, _F, _F, __, _F, _0, _0),
    Thing.OPEN_ITEM: (_F, __, __, _F, _F, _F, _F, __, __),
    Thing.CLOSED_ITEM: (_S, __, __, _L, _S, _S, _L, __, __),
    Thing.PUBLIC_FILE: (_F, __, __, _F, _F, __, _F, __, __),
    Thing.MEMBERS_FILE: (_0, _0, _0, __, _0, _0, _F, _0, _0),
    Thing.CLOSED_FILE: (_0, _0, _0, _L, _0, _0, _L, _0, _0),
    Thing.STAFF_FILE: (_0, _0, _0, _0, _0, _0, _0, _0, _0),
    Thing.WITHDRAWN: (_T, __, __, _T, _T, __, _T, __, __),
    Thing.MINUTES_DRAFT: (__, __, __, _0, _F, __, _F, __, __),
    Thing.CLOSED_MINUTES: (__, __, __, _0, _0, __, _L, __, __),
    Thing.OWN_NOTE: (__, __, __, _F, _F, __, _F, __, __),
    Thing.OTHERS_NOTE: (__, __, __, _0, _0, __, _0, __, __),
}
POLICY: dict[tuple[Standing, Thing], Cell] = {
    (standing, thing): cell
    for thing, row in _ROWS.items()
    for standing, cell in zip(_COLUMNS, row, strict=True)
    if cell is not None
}


def decide(standing: Standing, thing: Thing) -> Cell:
    """Say what is answered to somebody who asks for something."""
    return POLICY.get((standing, thing), Cell.NOTHING)


def may_read(standing: Standing, thing: Thing) -> bool:
    """Say whether somebody reads all of it."""
    return decide(standing, thing) in READABLE


def stand(
    *,
    host: int,
    bodies: Collection[int],
    serving: Collection[int],
    served: Collection[int],
    grants: set[tuple[Role, int | None]],
    is_invited: bool = False,
) -> Standing:
    """Say what somebody is to a meeting's host, by where they serve and served.

    `is_invited` says that they may read something of its closed session now.
    """
    found = {
        Standing.MEMBER: host in serving,
        Standing.JOINT: not set(bodies).isdisjoint(serving),
        Standing.SECRETARY: (Role.SECRETARY, host) in grants,
        Standing.GUEST: is_invited,
        Standing.FORMER: host in served,
        Standing.OTHER: bool(serving),
        Standing.ADMINISTRATOR: (Role.ADMINISTRATOR, None) in grants,
    }
    return next((each for each, is_so in found.items() if is_so), Standing.VISITOR)


def name_file(visibility: str, *, is_inside: bool) -> Thing:
    """Say what a file is that is not public, by who may read it and where it stands.

    What everyone is to read is its members' alone until that is posted.
    """
    if is_inside and visibility != "staff":
        return Thing.CLOSED_FILE
    return Thing(FILES.get(visibility, "members_file"))


def name_item(item: Item) -> Thing:
    """Say what an item is."""
    return Thing.CLOSED_ITEM if item.kind == CLOSED else Thing.OPEN_ITEM


def list_places(agenda: Agenda) -> Iterator[tuple[tuple[Item, ...], File]]:
    """Yield every file with the items above it, the topmost first."""
    for file in agenda.files:
        yield (), file
    for item in agenda.items:
        yield from _list_beneath(item, ())


def _list_beneath(
    item: Item, above: tuple[Item, ...]
) -> Iterator[tuple[tuple[Item, ...], File]]:
    path = (*above, item)
    for file in item.files:
        yield path, file
    for child in item.items:
        yield from _list_beneath(child, path)


def is_inside(path: tuple[Item, ...]) -> bool:
    """Say whether what stands beneath these items is closed with one of them."""
    return any(item.kind == CLOSED for item in path)


def stand_at(
    standing: Standing,
    path: tuple[Item, ...],
    *,
    recused: Collection[str],
    admitted: Collection[str],
) -> Standing:
    """Say what somebody is where an item stands, or a file: beneath these items.

    `recused` are the keys of the items on which they are, `admitted` those of the
    closed ones to which they are invited, or EVERY of them. A guest is a visitor to
    all others, whoever is recused it is on all that stands beneath.
    """
    if any(item.key in recused for item in path):
        return Standing.RECUSED
    if standing is Standing.MEMBER:
        return standing
    if any(item.kind == CLOSED and {item.key, EVERY} & {*admitted} for item in path):
        return Standing.GUEST
    return Standing.VISITOR if standing is Standing.GUEST else standing


def redact(
    agenda: Agenda,
    public: Agenda,
    *,
    standing: Standing,
    recused: Collection[str],
    admitted: Collection[str] = (),
    things: Mapping[str, Thing],
) -> Agenda:
    """Return what somebody reads of an agenda as its members read it.

    `recused` and `admitted` are as in `stand_at`, `things` what each file is, by its
    document. Of what they may not read stands what `public` has of it.
    """
    known = {item.key: item for item in public.walk()}

    def stand_on(path: tuple[Item, ...]) -> Standing:
        return stand_at(standing, path, recused=recused, admitted=admitted)

    def files(found: tuple[File, ...], path: tuple[Item, ...]) -> tuple[File, ...]:
        here = stand_on(path)
        return tuple(file for file in found if _is_listed(here, things[file.id]))

    def items(found: tuple[Item, ...], above: tuple[Item, ...] = ()) -> Iterator[Item]:
        for item in found:
            path = (*above, item)
            here = stand_on(path)
            cell = decide(here, name_item(item))
            if cell in READABLE and here is not Standing.RECUSED:
                inner = {
                    "files": files(item.files, path),
                    "items": tuple(items(item.items, path)),
                }
                yield item.model_copy(update=inner)
            elif cell != Cell.NOTHING:
                yield known.get(item.key) or _shorten(item)

    return agenda.model_copy(
        update={"files": files(agenda.files, ()), "items": tuple(items(agenda.items))}
    )


def _is_listed(standing: Standing, thing: Thing) -> bool:
    return decide(standing, thing) in {*READABLE, Cell.TOMBSTONE}


def _shorten(item: Item) -> Item:
    """Leave of an item what everybody reads of a closed one."""
    kept = (
        "key", "number", "title", "kind", "minutes_planned", "legal_basis",
        "authorities", "pulled", "late", "status",
    )  # fmt: skip
    return Item(**{name: getattr(item, name) for name in kept})


def find_path(agenda: Agenda, key: str) -> tuple[Item, ...]:
    """Return an item with those above it, the topmost first, if it is there."""

    def search(items: tuple[Item, ...]) -> tuple[Item, ...]:
        for item in items:
            if item.key == key:
                return (item,)
            if beneath := search(item.items):
                return (item, *beneath)
        return ()

    return search(agenda.items)


def list_closed(agenda: Agenda) -> list[Item]:
    """Return the closed items of which more than the stub is there to be read."""
    return [
        item
        for item in agenda.walk()
        if item.kind == CLOSED and isinstance(item, MembersItem)
    ]


def find_closed(path: tuple[Item, ...]) -> Item | None:
    """Return the closed item that an item is, or stands beneath, if it is read."""
    closed = (item for item in path if item.kind == CLOSED)
    return next((item for item in closed if isinstance(item, MembersItem)), None)


def name_openly(path: tuple[Item, ...]) -> str:
    """Name an item as everyone knows it: beneath a closed one, by that."""
    item = next((each for each in path if each.kind == CLOSED), path[-1])
    return f"{item.number} {item.title}".strip()


def fingerprint(item: Item) -> str:
    """Return what tells the text of an item, and its files, from any other."""
    text = item.model_dump(
        mode="json", exclude={"items", "number", "files"}, exclude_defaults=True
    )
    files = sorted((file.label, file.sha256) for file in item.files)
    return digest(canonical({**text, "papers": [list(pair) for pair in files]}))


def foresee(*, needed: int, members: int, coming: int, undecided: int) -> str:
    """Say whether there will be a quorum: yes, no or, as long as it may be, open.

    Where a body has not enough members at all it is short of them.
    """
    if members < needed:
        return "short"
    if coming >= needed:
        return "yes"
    return "open" if coming + undecided >= needed else "no"
