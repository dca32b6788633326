"""What visitors may see of meetings, read from the projection and the record alone."""

from govapp.meetings.published.archive import (
    Search,
    list_years,
    search_meetings,
)
from govapp.meetings.published.cards import (
    find_following,
    find_item,
    find_section,
    get_agenda,
    get_card,
    get_minutes,
    is_held,
    list_agendas,
    list_decided,
    list_neighbors,
    list_segments,
    make_reading,
)
from govapp.meetings.published.dates import (
    Entry,
    list_dates,
    list_lines,
    list_past,
    list_upcoming,
    next_by_body,
)
from govapp.meetings.published.page import describe
from govapp.meetings.published.timing import item_times, plan_agenda

__all__ = [
    "Entry",
    "Search",
    "describe",
    "find_following",
    "find_item",
    "find_section",
    "get_agenda",
    "get_card",
    "get_minutes",
    "is_held",
    "item_times",
    "list_agendas",
    "list_dates",
    "list_decided",
    "list_lines",
    "list_neighbors",
    "list_past",
    "list_segments",
    "list_upcoming",
    "list_years",
    "make_reading",
    "next_by_body",
    "plan_agenda",
    "search_meetings",
]
