"""The recording of a meeting."""

from types import SimpleNamespace

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.errors import NotFoundError
from govapp.meetings.forms.recordings import RecordingForm
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules import states
from govapp.meetings.services import recordings as services
from govapp.meetings.services.drafts import posted_card
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.posting import describe_last, to_meeting
from govapp.permissions import Permission
from govapp.record.cards import MeetingCard
from govapp.web.access import requires
from govapp.web.forms import is_saved, render_form


@blueprint.route("/<int:meeting_id>/recording", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def recording(meeting: Meeting) -> ResponseReturnValue:
    """Link to the recording, and to each item's place in it."""
    card = _get_card(meeting)
    form = RecordingForm(card, tuple(card.agenda.walk()) if card.agenda else ())
    row = SimpleNamespace(card=card, row_version=card.recording_version)
    if is_saved(form, row, lambda: _post(form, meeting)):
        flash(describe_last(meeting), "success")
        return redirect(to_meeting(meeting), 303)
    return render_form("desk/meetings/recording.html", form, meeting=meeting)


def _get_card(meeting: Meeting) -> MeetingCard:
    """Return what everyone reads of a meeting; raises NotFoundError."""
    states.check("post_minutes", meeting.state)
    card = posted_card(meeting)
    if card is None:
        raise NotFoundError
    return card


def _post(form: RecordingForm, meeting: Meeting) -> None:
    services.post_recording(
        current_user,
        meeting,
        row_version=form.row_version.data or 0,
        places=form.typed(),
        recording=form.recording(),
    )
