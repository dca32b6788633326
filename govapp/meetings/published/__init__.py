"""What visitors may see of meetings, read from the projection and the record alone."""

from govapp.meetings.published.archive import (
    Search,
    count_years,
    list_years,
    search_meetings,
)
from govapp.meetings.published.cards import (
    find_following,
    find_item,
    get_agenda,
    get_card,
    get_minutes,
    is_held,
    list_agendas,
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
from govapp.meetings.published.matters import (
    Listed,
    MatterSearch,
    get_matter,
    list_stops,
    search_matters,
)
from govapp.meetings.published.outcomes import get_outcome
from govapp.meetings.published.page import describe
from govapp.meetings.published.postings import (
    describe_postings,
    list_alarms,
    list_postings,
)
from govapp.meetings.published.tallies import add_up, list_voted
from govapp.meetings.published.timing import item_times, plan_agenda
from govapp.meetings.published.voting import (
    Attended,
    Counts,
    Wanted,
    choose,
    count_votes,
    list_attended,
    list_choices,
    list_voting_years,
)

__all__ = [
    "Attended",
    "Counts",
    "Entry",
    "Listed",
    "MatterSearch",
    "Search",
    "Wanted",
    "add_up",
    "choose",
    "count_votes",
    "count_years",
    "describe",
    "describe_postings",
    "find_following",
    "find_item",
    "get_agenda",
    "get_card",
    "get_matter",
    "get_minutes",
    "get_outcome",
    "is_held",
    "item_times",
    "list_agendas",
    "list_alarms",
    "list_attended",
    "list_choices",
    "list_dates",
    "list_lines",
    "list_neighbors",
    "list_past",
    "list_postings",
    "list_segments",
    "list_stops",
    "list_upcoming",
    "list_voted",
    "list_voting_years",
    "list_years",
    "make_reading",
    "next_by_body",
    "plan_agenda",
    "search_matters",
    "search_meetings",
]
