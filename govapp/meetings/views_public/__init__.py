"""The public pages of meetings: read-only, from the record alone."""

from govapp.meetings.views_public import (
    agendas,
    archive,
    calendar,
    detail,
    matters,
    minutes,
    postings,
)
from govapp.meetings.views_public.blueprint import blueprint

__all__ = [
    "agendas",
    "archive",
    "blueprint",
    "calendar",
    "detail",
    "matters",
    "minutes",
    "postings",
]
