"""What may be done with a meeting now: (words, address) in the order of the work."""

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _

from govapp.meetings.models import Meeting, Minutes
from govapp.meetings.rules import states
from govapp.meetings.services.drafts import Draft
from govapp.meetings.services.posting import notice_changed
from govapp.meetings.services.standing import has_come, is_over

Doing = tuple[str, str]
# A choice is open or not; its words, and the view that does it.
Choice = tuple[bool, str, str]


def list_next(draft: Draft, minutes: Minutes | None) -> list[Doing]:
    """Return what comes next, the most pressing first."""
    meeting = draft.meeting
    state = meeting.state
    is_posted, has_items = state != "draft", bool(draft.nodes)
    is_held = is_over(meeting) and states.may("post_minutes", state)
    may_post = states.may("post_agenda", state) and has_items and draft.is_changed
    return _offer(
        meeting,
        [
            (
                has_come(meeting) and not is_over(meeting) and states.may("sit", state),
                _("Open the meeting room"),
                "sittings_desk.room",
            ),
            (
                is_held and state != "completed",
                _("Go on with the minutes") if minutes else _("Begin the minutes"),
                "minutes",
            ),
            (state == "completed", _("Minutes"), "minutes"),
            (state == "postponed", _("Set a new time"), "reschedule"),
            (
                meeting.is_tentative
                and states.may("post_agenda", state)
                and not notice_changed(meeting),
                _("Confirm the date"),
                "notice",
            ),
            (
                is_posted and states.may("edit", state) and notice_changed(meeting),
                _("Post the changes"),
                "notice",
            ),
            (not is_posted, _("Post the notice"), "notice"),
            (may_post and is_posted, _("Check and post the agenda"), "post"),
            (
                states.may("edit", state) and not is_held,
                _("Edit the agenda") if has_items else _("Build the agenda"),
                "agenda",
            ),
        ],
    )


def list_changes(meeting: Meeting) -> list[Doing]:
    """Return everything that may be done, whenever it is wanted."""
    state = meeting.state
    return _offer(
        meeting,
        [
            (states.may("edit", state), _("Edit the details"), "edit"),
            (states.may("edit", state), _("Change the bodies"), "bodies"),
            (state == "draft", _("Change the time"), "times"),
            (states.may("edit", state), _("Agenda"), "agenda"),
            (states.may("edit", state), _("Files"), "meeting_files"),
            (
                states.may("edit", state) or bool(meeting.agenda_version),
                _("PDF, packet and Word"),
                "renditions_desk.index",
            ),
            (
                states.may("sit", state) and has_come(meeting),
                _("Meeting room"),
                "sittings_desk.room",
            ),
            (states.may("post_minutes", state), _("Minutes"), "minutes"),
            (
                states.may("post_minutes", state),
                _("Reports out of closed session"),
                "reports",
            ),
            (states.may("post_minutes", state), _("Recording"), "recording"),
            (
                states.may("post_minutes", state),
                _("Write down what is to be done"),
                "actions_desk.ask",
            ),
            (
                states.may("reschedule", state),
                _("Move to another time"),
                "reschedule",
            ),
            (
                states.may("postpone", state),
                _("Postpone without a new date"),
                "postpone",
            ),
            (states.may("cancel", state), _("Cancel the meeting"), "cancel"),
        ],
    )


def _offer(meeting: Meeting, choices: Iterable[Choice]) -> list[Doing]:
    return [
        (words, url_for(_endpoint(view), meeting_id=meeting.id))
        for is_open, words, view in choices
        if is_open
    ]


def _endpoint(view: str) -> str:
    return view if "." in view else f"meetings_desk.{view}"
