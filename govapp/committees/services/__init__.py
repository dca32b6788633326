"""What may be done to bodies and to who sits on them: one verb of the field each."""

from govapp.committees.services.bodies import (
    add_fact,
    create_body,
    dissolve_body,
    edit_body,
    move_body,
    remove_fact,
    rename_body,
    set_letterhead,
)
from govapp.committees.services.members import (
    appoint_member,
    edit_membership,
    end_membership,
)
from govapp.committees.services.offices import end_office, give_office
from govapp.committees.services.people import add_person, rename_person
from govapp.committees.services.posting import post_body, post_changes, post_roster
from govapp.committees.services.seats import add_seat, edit_seat, retire_seat

__all__ = [
    "add_fact",
    "add_person",
    "add_seat",
    "appoint_member",
    "create_body",
    "dissolve_body",
    "edit_body",
    "edit_membership",
    "edit_seat",
    "end_membership",
    "end_office",
    "give_office",
    "move_body",
    "post_body",
    "post_changes",
    "post_roster",
    "remove_fact",
    "rename_body",
    "rename_person",
    "retire_seat",
    "set_letterhead",
]
