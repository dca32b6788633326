"""Telling everyone: posting the notice, moving, postponing and cancelling."""

from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.meetings.content import build_notice
from govapp.meetings.forms.schedule import NoticeForm, ReasonForm, RescheduleForm
from govapp.meetings.forms.times import read_times
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.receipts import count_followers
from govapp.meetings.rules import states
from govapp.meetings.services import drafts, posting
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.posting import post_or_ask
from govapp.permissions import Permission
from govapp.record.shapes.base import Kind
from govapp.web.access import requires


@blueprint.route("/<int:meeting_id>/notice", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def notice(meeting: Meeting) -> ResponseReturnValue:
    """Post when and where the meeting takes place, or what of that changed."""
    states.check("post_notice", meeting.state)
    is_changed = posting.notice_changed(meeting)
    form = NoticeForm(data={"is_tentative": meeting.is_tentative and is_changed})
    return post_or_ask(
        "desk/meetings/notice.html",
        form,
        meeting,
        lambda: _post_notice(form, meeting),
        seen=str(meeting.row_version),
        is_changed=is_changed,
        card=drafts.posted_card(meeting),
        shown=build_notice(meeting, number="", is_postponed=False),
        followers=count_followers(meeting, (Kind.NOTICE, "")),
    )


def _post_notice(form: NoticeForm, meeting: Meeting) -> int:
    is_tentative = bool(form.is_tentative.data)
    return posting.post_notice(current_user, meeting, is_tentative=is_tentative)


@blueprint.route("/<int:meeting_id>/reschedule", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def reschedule(meeting: Meeting) -> ResponseReturnValue:
    """Move the meeting to another time."""
    states.check("reschedule", meeting.state)
    form = RescheduleForm(hosts=[meeting.host], data=read_times(meeting))
    return post_or_ask(
        "desk/meetings/reschedule.html",
        form,
        meeting,
        lambda: posting.reschedule_meeting(
            current_user, meeting, reason=form.reason.data or "", **form.when()
        ),
        seen=str(meeting.row_version),
        followers=count_followers(meeting, (Kind.NOTICE, "rescheduled")),
    )


@blueprint.route("/<int:meeting_id>/postpone", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def postpone(meeting: Meeting) -> ResponseReturnValue:
    """Say that the meeting has no time for now."""
    states.check("postpone", meeting.state)
    form = ReasonForm()
    return post_or_ask(
        "desk/meetings/postpone.html",
        form,
        meeting,
        lambda: posting.postpone_meeting(
            current_user, meeting, reason=form.reason.data or ""
        ),
        seen=str(meeting.row_version),
        followers=count_followers(meeting, (Kind.NOTICE, "postponed")),
    )


@blueprint.route("/<int:meeting_id>/cancel", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_meeting)
def cancel(meeting: Meeting) -> ResponseReturnValue:
    """Say that the meeting will not take place."""
    states.check("cancel", meeting.state)
    form = ReasonForm()
    return post_or_ask(
        "desk/meetings/cancel.html",
        form,
        meeting,
        lambda: posting.cancel_meeting(
            current_user, meeting, reason=form.reason.data or ""
        ),
        seen=str(meeting.row_version),
        followers=count_followers(meeting, (Kind.CANCELLATION, "cancelled")),
    )
