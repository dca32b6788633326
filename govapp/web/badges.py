"""The words, icons and colours of states, by the state's name."""

from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class Badge(NamedTuple):
    """A state as a word and an icon; `kind` chooses the colour."""

    word: LazyString
    icon: str
    kind: str


BADGES: dict[str, Badge] = {
    "tentative": Badge(_("Tentative"), "event", "changed"),
    "dropped": Badge(_("Dropped"), "do_not_disturb", ""),
    "impossible": Badge(_("Impossible"), "error", "late"),
    "kept": Badge(_("Kept"), "check_circle", "met"),
    "open": Badge(_("Decide"), "warning", "changed"),
    "scheduled": Badge(_("Scheduled"), "event", ""),
    "noticed": Badge(_("Agenda posted"), "campaign", "met"),
    "agenda_posted": Badge(_("Agenda posted"), "campaign", "met"),
    "revised": Badge(_("Revised"), "update", "changed"),
    "supplemental": Badge(_("Supplemental"), "add", "changed"),
    "cancelled": Badge(_("Cancelled"), "cancel", "late"),
    "rescheduled": Badge(_("Moved"), "fast_forward", "changed"),
    "moved": Badge(_("Moved"), "fast_forward", "changed"),
    "postponed": Badge(_("Postponed"), "hourglass_empty", "changed"),
    "in_session": Badge(_("In session"), "groups", "live"),
    "recessed": Badge(_("In recess"), "hourglass_empty", "live"),
    "closed_session": Badge(_("In closed session"), "lock", "live"),
    "adjourned": Badge(_("Adjourned"), "check_circle", ""),
    "completed": Badge(_("Completed"), "check_circle", ""),
    "minutes_proposed": Badge(_("Minutes proposed"), "edit", "changed"),
    "minutes_approved": Badge(_("Minutes approved"), "verified", "met"),
    "draft": Badge(_("Draft"), "edit", ""),
    "in_review": Badge(_("In review"), "people", "changed"),
    "proposed": Badge(_("Proposed"), "edit", "changed"),
    "submitted": Badge(_("Submitted"), "send", "changed"),
    "returned": Badge(_("Returned"), "undo", "late"),
    "merged": Badge(_("Merged"), "check_circle", "met"),
    "approved": Badge(_("Approved"), "verified", "met"),
    "correcting": Badge(_("Being corrected"), "edit", "changed"),
    "accepted": Badge(_("Accepted"), "check_circle", "met"),
    "rejected": Badge(_("Not accepted"), "cancel", ""),
    "taken_up": Badge(_("Taken up"), "check_circle", "met"),
    "not_taken_up": Badge(_("Not taken up"), "cancel", ""),
    "posted": Badge(_("Posted"), "campaign", "met"),
    "public": Badge(_("Public"), "public", ""),
    "members": Badge(_("Members only"), "people", "changed"),
    "closed": Badge(_("Closed"), "lock", "closed"),
    "staff": Badge(_("Staff only"), "visibility_off", "changed"),
    "withdrawn": Badge(_("Withdrawn"), "undo", "late"),
    "vacant": Badge(_("Vacant"), "radio_button_unchecked", ""),
    "dissolved": Badge(_("Dissolved"), "do_not_disturb", ""),
    "demonstration": Badge(_("Demonstration"), "info", ""),
    "joint": Badge(_("Joint meeting"), "groups", ""),
    "late": Badge(_("Late"), "warning", "late"),
    "overdue": Badge(_("Overdue"), "warning", "late"),
    "due": Badge(_("Due"), "schedule", "changed"),
    "excepted": Badge(_("Exception"), "info", "changed"),
    "spared": Badge(_("Not needed"), "info", ""),
    "met": Badge(_("Met"), "check_circle", "met"),
    "waiting": Badge(_("Waiting"), "hourglass_empty", ""),
    "running": Badge(_("Under way"), "autorenew", "live"),
    "done": Badge(_("Done"), "check_circle", "met"),
    "failed": Badge(_("Failed"), "error", "late"),
    "added": Badge(_("Added"), "add", "met"),
    "removed": Badge(_("Removed"), "delete", "late"),
    "pulled": Badge(_("Pulled from consent"), "undo", "changed"),
    "put_back": Badge(_("Put back into consent"), "autorenew", "changed"),
    "reworded": Badge(_("Reworded"), "edit", "changed"),
    "continued": Badge(_("Continued"), "fast_forward", "changed"),
    "deferred": Badge(_("Deferred"), "hourglass_empty", "changed"),
    "not_reached": Badge(_("Not reached"), "hourglass_empty", "changed"),
    "restored": Badge(_("Restored"), "autorenew", "met"),
    "files": Badge(_("Documents"), "attach_file", "changed"),
}
