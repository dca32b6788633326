"""What is posted to a body's closed log: an agenda as its members read it.

These shapes are apart from the public ones, which have no place for what is closed.
"""

from govapp.record.shapes.meetings import Agenda, Item


class MembersItem(Item):
    """One line of business with all that its members may know of it."""

    closed_title: str = ""
    items: tuple["MembersItem", ...] = ()


class MembersAgenda(Agenda):
    """One version of an agenda, its closed items and files included."""

    items: tuple[MembersItem, ...] = ()
