"""Releasing what is closed: one person asks for it, another confirms."""

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.portal.forms import ReleaseForm
from govapp.portal.models import ReleaseRequest
from govapp.portal.queries import releases as queries
from govapp.portal.queries.releases import Releasable
from govapp.portal.services import releasing as services
from govapp.portal.views_desk.blueprint import blueprint
from govapp.web.access import confirmed, requires
from govapp.web.forms import DeskForm, is_done, render_form

REQUEST = "/<int:meeting_id>/releases/<int:request_id>"


@blueprint.get("/<int:meeting_id>/releases")
@requires(Permission.MEETING_POST, load=get_meeting)
def releases(meeting: Meeting) -> ResponseReturnValue:
    """Show what is closed and may be released, and what waits to be confirmed."""
    return render_template(
        "desk/portal/releases.html",
        meeting=meeting,
        items=queries.list_releasable(meeting),
        requests=queries.list_requests(meeting),
        is_waiting=services.is_waiting,
    )


@blueprint.route("/<int:meeting_id>/releases/ask/<string:key>", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.MEETING_POST, load=queries.get_releasable)
def ask_release(item: Releasable) -> ResponseReturnValue:
    """Ask to release something of a closed item."""
    form = ReleaseForm(item)
    if is_done(form, lambda: services.ask_release(current_user, item, **form.values())):
        flash(_("It waits until another person confirms it."), "success")
        return _to_releases(item.meeting.id)
    return render_form(
        "desk/portal/release_ask.html", form, meeting=item.meeting, item=item
    )


@blueprint.route(f"{REQUEST}/confirm", methods=["GET", "POST"])
@confirmed("POST")
@requires(Permission.MEETING_POST, load=queries.get_request)
def confirm_release(asked: ReleaseRequest) -> ResponseReturnValue:
    """Post to everyone what somebody else asked to release."""
    form, store = DeskForm(), current_app.extensions["govapp.files"]
    if is_done(
        form, lambda: services.confirm_release(current_user, asked, store=store)
    ):
        flash(_("It is released: everyone can read it."), "success")
        return _to_releases(asked.meeting_id)
    return render_form("desk/portal/release_confirm.html", form, **_show(asked))


@blueprint.route(f"{REQUEST}/withdraw", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=queries.get_request)
def withdraw_release(asked: ReleaseRequest) -> ResponseReturnValue:
    """Let go of a request that nobody has confirmed."""
    form = DeskForm()
    if is_done(form, lambda: services.withdraw_release(current_user, asked)):
        flash(_("Nothing is released."), "success")
        return _to_releases(asked.meeting_id)
    return render_form("desk/portal/release_withdraw.html", form, **_show(asked))


def _show(asked: ReleaseRequest) -> dict[str, object]:
    item = queries.get_releasable(asked.meeting_id, asked.item_key)
    return {"meeting": asked.meeting, "asked": asked, "item": item}


def _to_releases(meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for(".releases", meeting_id=meeting_id), 303)
