"""Proposing, approving and withdrawing a meeting's minutes."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.meetings.forms.minutes import ApproveForm
from govapp.meetings.forms.schedule import PostForm, ReasonForm
from govapp.meetings.models import Minutes
from govapp.meetings.models.minutes import MinutesState
from govapp.meetings.published.minutes import list_facts
from govapp.meetings.queries.approvals import list_approving
from govapp.meetings.queries.desk import list_later
from govapp.meetings.queries.minutes import get_minutes
from govapp.meetings.services import minutes as services
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.posting import post_or_ask
from govapp.permissions import Permission
from govapp.web.access import requires


@blueprint.get("/<int:meeting_id>/minutes/preview")
@requires(Permission.MINUTES_EDIT, load=get_minutes)
def preview_minutes(minutes: Minutes) -> ResponseReturnValue:
    """Show the minutes as everyone would read them."""
    return render_template(
        "desk/meetings/preview_minutes.html",
        meeting=minutes.meeting,
        **_show(minutes, minutes.state),
    )


@blueprint.route("/<int:meeting_id>/minutes/propose", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_minutes)
def propose_minutes(minutes: Minutes) -> ResponseReturnValue:
    """Post the minutes as proposed."""
    services.check_open(minutes)
    form = PostForm()
    return post_or_ask(
        "desk/meetings/propose_minutes.html",
        form,
        minutes.meeting,
        lambda: services.propose_minutes(current_user, minutes, seen=form.seen.data),
        seen=services.digest_minutes(minutes),
        minutes=minutes,
        **_show(minutes, "proposed"),
    )


@blueprint.route("/<int:meeting_id>/minutes/approve", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_minutes)
def approve_minutes(minutes: Minutes) -> ResponseReturnValue:
    """Post the minutes as approved at a later meeting."""
    services.check_approvable(minutes)
    form = _offer_meetings(minutes)
    return post_or_ask(
        "desk/meetings/approve_minutes.html",
        form,
        minutes.meeting,
        lambda: services.approve_minutes(
            current_user, minutes, at=form.chosen, seen=form.seen.data
        ),
        seen=services.digest_minutes(minutes),
        is_changed=services.minutes_changed(minutes),
        is_correcting=minutes.state == MinutesState.CORRECTING,
        **_show(minutes, "approved"),
    )


@blueprint.route("/<int:meeting_id>/minutes/withdraw", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_minutes)
def withdraw_minutes(minutes: Minutes) -> ResponseReturnValue:
    """Take proposed minutes back."""
    services.check_proposed(minutes)
    form = ReasonForm()
    return post_or_ask(
        "desk/meetings/withdraw_minutes.html",
        form,
        minutes.meeting,
        lambda: services.withdraw_minutes(
            current_user,
            minutes,
            reason=form.reason.data or "",
            seen=form.seen.data,
        ),
        seen=services.digest_minutes(minutes),
    )


def _show(minutes: Minutes, state: str) -> dict[str, Any]:
    """Return what everyone would read of the minutes, as their template asks for it."""
    shown = services.draft_minutes(minutes, state=state)
    return {"shown": shown, "facts": list_facts(shown)}


def _offer_meetings(minutes: Minutes) -> ApproveForm:
    """Offer the later meetings, first those that have these minutes before them."""
    former = minutes.meeting
    return ApproveForm(later=list_later(former), named=list_approving(former))
