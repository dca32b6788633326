"""Proposing, approving and withdrawing a meeting's minutes."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
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
from govapp.meetings.services.minutes_log import draft_minutes
from govapp.meetings.views_desk.blueprint import minutes_route
from govapp.meetings.views_desk.posting import post_or_ask
from govapp.permissions import Permission
from govapp.web.access import requires


@minutes_route("/preview")
@requires(Permission.MINUTES_EDIT, load=get_minutes)
def preview_minutes(minutes: Minutes) -> ResponseReturnValue:
    """Show the minutes as everyone would read them."""
    return render_template(
        "desk/meetings/preview_minutes.html",
        meeting=minutes.meeting,
        minutes=minutes,
        **_show(minutes, minutes.state),
    )


@minutes_route("/propose", "POST")
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
        told=_tell(minutes),
        minutes=minutes,
        **_show(minutes, "proposed"),
    )


@minutes_route("/approve", "POST")
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
        told=_tell(minutes),
        minutes=minutes,
        is_changed=services.minutes_changed(minutes),
        is_correcting=minutes.state == MinutesState.CORRECTING,
        **_show(minutes, "approved"),
    )


@minutes_route("/withdraw", "POST")
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
        told=_tell(minutes),
        minutes=minutes,
    )


def _show(minutes: Minutes, state: str) -> dict[str, Any]:
    """Return what everyone would read of the minutes, as their template asks for it."""
    shown = draft_minutes(minutes, state=state)
    return {"shown": shown, "facts": list_facts(shown)}


def _tell(minutes: Minutes) -> str:
    """Say of minutes of a closed session where they stand now."""
    if not minutes.is_closed:
        return ""
    return _("Done. It stands in the body's closed log, for its members alone.")


def _offer_meetings(minutes: Minutes) -> ApproveForm:
    """Offer the later meetings, first those that have these minutes before them."""
    former = minutes.meeting
    later = list_later(former)
    if minutes.is_closed:
        held = [each for each in later if services.had_closed_session(each)]
        return ApproveForm(later=held, named=())
    return ApproveForm(later=later, named=list_approving(former))
