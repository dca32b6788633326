"""Guests of a closed session: whom the secretary lets in, and until when."""

from datetime import date, time
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.portal.forms import GuestForm
from govapp.portal.models import Guest
from govapp.portal.queries.guests import get_guest, list_closed_items, list_guests
from govapp.portal.services import guests as services
from govapp.portal.views_desk.blueprint import blueprint
from govapp.web.access import confirmed, requires
from govapp.web.forms import DeskForm, is_done, render_form


@blueprint.get("/<int:meeting_id>/guests")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def guests(meeting: Meeting) -> ResponseReturnValue:
    """Show who is let into a meeting's closed session."""
    return render_template(
        "desk/portal/guests.html",
        meeting=meeting,
        guests=list_guests(meeting),
        items=dict(list_closed_items(meeting)),
        is_over=services.is_over,
    )


@blueprint.route("/<int:meeting_id>/guests/invite", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.MEETING_POST, load=get_meeting)
def invite_guest(meeting: Meeting) -> ResponseReturnValue:
    """Let somebody in."""
    form = GuestForm(list_closed_items(meeting), **_suggest(meeting))
    if is_done(
        form, lambda: services.invite_guest(current_user, meeting, **form.values())
    ):
        flash(_("They are invited, and a mail tells them so."), "success")
        return _to_guests(meeting.id)
    return render_form("desk/portal/guest_invite.html", form, meeting=meeting)


@blueprint.route("/<int:meeting_id>/guests/<int:guest_id>/end", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_guest)
def end_guest(guest: Guest) -> ResponseReturnValue:
    """Shut the door on somebody at once."""
    form = DeskForm()
    if is_done(form, lambda: services.end_guest(current_user, guest)):
        flash(_("They can read nothing of it any more."), "success")
        return _to_guests(guest.meeting_id)
    return render_form(
        "desk/portal/guest_end.html", form, meeting=guest.meeting, guest=guest
    )


def _suggest(meeting: Meeting) -> dict[str, Any]:
    """Suggest to let a guest in until the day of the meeting is over."""
    return {
        "from_day": clock.today(meeting.time_zone),
        "from_time": time(),
        "until_day": date.fromisoformat(meeting.start_local[:10]),
        "until_time": time(23, 59),
    }


def _to_guests(meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for(".guests", meeting_id=meeting_id), 303)
