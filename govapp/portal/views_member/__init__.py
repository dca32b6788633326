"""The pages of members."""

from govapp.portal.views_member import (
    book,
    calendar,
    copies,
    declaring,
    kept,
    minutes,
    notes,
    reading,
    searching,
)
from govapp.portal.views_member.blueprint import blueprint

__all__ = [
    "blueprint",
    "book",
    "calendar",
    "copies",
    "declaring",
    "kept",
    "minutes",
    "notes",
    "reading",
    "searching",
]
