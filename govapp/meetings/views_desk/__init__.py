"""The secretary's pages of meetings."""

from govapp.meetings.views_desk import (
    agenda,
    body_agendas,
    changes,
    closed_days,
    consent,
    files,
    home,
    imports,
    items,
    late,
    minutes,
    minutes_posting,
    preview,
    releases,
    schedule,
    undo,
)
from govapp.meetings.views_desk.blueprint import blueprint

__all__ = [
    "agenda",
    "blueprint",
    "body_agendas",
    "changes",
    "closed_days",
    "consent",
    "files",
    "home",
    "imports",
    "items",
    "late",
    "minutes",
    "minutes_posting",
    "preview",
    "releases",
    "schedule",
    "undo",
]
