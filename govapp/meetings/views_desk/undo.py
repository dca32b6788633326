"""Undoing what was done at the builder, the last first."""

from dataclasses import dataclass

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.errors import NotFoundError, RuleError
from govapp.meetings.models import AgendaChange, Meeting
from govapp.meetings.queries import changes
from govapp.meetings.services import undo as services
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.permissions import Permission
from govapp.web.access import may, requires
from govapp.web.errors import say

SHOWN = 10


@dataclass(frozen=True)
class Act:
    """Something done to an agenda, in words, and whether it may be undone here."""

    change: AgendaChange
    words: str
    is_open: bool


@dataclass(frozen=True)
class Undoing:
    """An act, and the agenda on whose page it is undone."""

    change: AgendaChange
    meeting_id: int

    @property
    def body_id(self) -> int:
        """The body whose agenda that is."""
        return next(
            meeting.body_id
            for meeting in self.change.meetings
            if meeting.id == self.meeting_id
        )


def get_undoing(meeting_id: int, change_id: int) -> Undoing:
    """Return something done to this agenda; raises NotFoundError."""
    return Undoing(changes.get_change(meeting_id, change_id), meeting_id)


@blueprint.post("/<int:meeting_id>/changes/<int:change_id>/undo")
@requires(Permission.MEETING_EDIT, load=get_undoing)
def undo(asked: Undoing) -> ResponseReturnValue:
    """Undo something done to this agenda, unless more was done to the same since."""
    if not _may_undo(asked.change):
        raise NotFoundError
    told = describe(asked.change)
    try:
        services.undo_change(current_user, asked.change)
    except RuleError as error:
        flash(say(error), "error")
    else:
        flash(_("Undone: %(what)s", what=told), "success")
    return redirect(url_for(".agenda", meeting_id=asked.meeting_id), 303)


def list_acts(meeting: Meeting) -> list[Act]:
    """Return what was done to an agenda since it was posted, the last first."""
    return [
        Act(change, describe(change), _may_undo(change))
        for change in changes.list_changes(meeting, SHOWN)
    ]


def flash_done(told: str, meeting: Meeting) -> None:
    """Say what was done, with a button that undoes it."""
    change = changes.list_changes(meeting, 1)[0]
    address = url_for(".undo", meeting_id=meeting.id, change_id=change.id)
    flash({"text": told, "undo": address}, "success")  # type: ignore[arg-type]


def describe(change: AgendaChange) -> str:
    """Say what was done."""
    words = {
        "accept_proposal": _("“%(title)s” accepted", title=change.title),
        "add_approval": _("“%(title)s” added", title=change.title),
        "add_item": _("“%(title)s” added", title=change.title),
        "begin_with_template": _("Items of a template added"),
        "attach_file": _("File “%(title)s” added", title=change.title),
        "carry_item": _("“%(title)s” carried", title=change.title),
        "copy_agenda": _("Items copied from another meeting"),
        "dismiss_item": _("“%(title)s” dismissed", title=change.title),
        "edit_file": _("File “%(title)s” changed", title=change.title),
        "edit_note": _("Note above the agenda changed"),
        "merge_proposal": _("Proposal merged into “%(title)s”", title=change.title),
        "move_file_by": _("File “%(title)s” moved", title=change.title),
        "move_item": _("“%(title)s” moved", title=change.title),
        "move_item_by": _("“%(title)s” moved", title=change.title),
        "open_matter_for": _("Matter begun from “%(title)s”", title=change.title),
        "pull_item": _("“%(title)s” pulled from consent", title=change.title),
        "put_back": _("“%(title)s” put back into consent", title=change.title),
        "put_off_item": _("“%(title)s” put off", title=change.title),
        "remove_file": _("File “%(title)s” removed", title=change.title),
        "remove_item": _("“%(title)s” removed", title=change.title),
        "take_import": _("Items imported from Word"),
    }
    return words.get(change.verb) or _("“%(title)s” changed", title=change.title)


def _may_undo(change: AgendaChange) -> bool:
    return all(may(Permission.MEETING_EDIT, meeting) for meeting in change.meetings)
