"""What visitors may see of bodies and people, read from the projection alone."""

from govapp.committees.published.bodies import (
    Branch,
    Page,
    find_agenda_number,
    find_card,
    get_card,
    get_page,
    list_bodies,
    list_dissolved,
    list_tree,
)
from govapp.committees.published.described import describe_body, describe_person
from govapp.committees.published.people import PersonPage, find_person
from govapp.committees.published.roster import (
    Place,
    RosterOn,
    Vacancy,
    list_reported,
    name_on,
    parse_day,
    roster_on,
)

__all__ = [
    "Branch",
    "Page",
    "PersonPage",
    "Place",
    "RosterOn",
    "Vacancy",
    "describe_body",
    "describe_person",
    "find_agenda_number",
    "find_card",
    "find_person",
    "get_card",
    "get_page",
    "list_bodies",
    "list_dissolved",
    "list_reported",
    "list_tree",
    "name_on",
    "parse_day",
    "roster_on",
]
