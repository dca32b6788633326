"""What is posted to a body's closed log: agendas as members read them, and minutes.

These shapes are apart from the public ones, which have no place for what is closed.
"""

from govapp.record.shapes.base import Frozen, Release
from govapp.record.shapes.meetings import Agenda, Item, Minutes, MinutesSection


class MembersItem(Item):
    """One line of business with all that its members may know of it."""

    closed_title: str = ""
    items: tuple["MembersItem", ...] = ()


class MembersAgenda(Agenda):
    """One version of an agenda, its closed items and files included."""

    items: tuple[MembersItem, ...] = ()


class ClosedSection(MinutesSection):
    """What the minutes of a closed session say of an item.

    `above` are the keys of the items above it, down to it.
    """

    above: tuple[str, ...] = ()


class ClosedMinutes(Minutes):
    """The minutes of a meeting's closed session, as its members read them."""

    sections: tuple[ClosedSection, ...] = ()


class Released(Frozen):
    """What of a closed item, known by its key, was released to everyone.

    `documents` names files by their documents' keys; `has_minutes` says that the text
    of the closed minutes on it was.
    """

    key: str
    documents: tuple[str, ...] = ()
    has_minutes: bool = False
    release: Release
