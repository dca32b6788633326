"""Business across meetings: carried on, waiting, taken in or dismissed."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.content import meeting_title
from govapp.meetings.forms.carrying import CarryForm, DismissForm
from govapp.meetings.models import AgendaItem
from govapp.meetings.queries import agendas, business
from govapp.meetings.queries.business import Waiting
from govapp.meetings.services import carrying as services
from govapp.meetings.services.standing import is_over
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.bodies import list_hosts
from govapp.meetings.views_desk.items import to_added, to_item
from govapp.meetings.views_desk.undo import flash_done
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.filters import day
from govapp.web.forms import is_done, render_form

TARGETS = 100


@blueprint.route("/<int:meeting_id>/items/<string:key>/carry", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def carry_item(item: AgendaItem) -> ResponseReturnValue:
    """Let an item go on at another meeting, or wait for one."""
    hosts = [body.id for body in list_hosts(Permission.MEETING_EDIT)]
    targets = business.list_targets(item.meeting, hosts, TARGETS)
    form = CarryForm(item, targets, is_over=is_over(item.meeting))
    if is_done(form, lambda: _carry(item, form)):
        return to_item(item)
    return render_form(
        "desk/meetings/item_carry.html", form, meeting=item.meeting, item=item
    )


@blueprint.post("/<int:meeting_id>/waiting/<string:key>/take")
@requires(Permission.MEETING_EDIT, load=business.get_waiting)
def take_in(waiting: Waiting) -> ResponseReturnValue:
    """Take in what waits for this agenda."""
    item = services.carry_item(current_user, waiting.item, to=waiting.meeting)
    flash_done(_("“%(title)s” is taken in.", title=item.title), waiting.meeting)
    return to_added(item)


@blueprint.route(
    "/<int:meeting_id>/waiting/<string:key>/dismiss", methods=["GET", "POST"]
)
@requires(Permission.MEETING_EDIT, load=business.get_waiting)
def dismiss(waiting: Waiting) -> ResponseReturnValue:
    """Let business that waits be offered no longer, saying why."""
    form, item = DismissForm(), waiting.item
    if is_done(
        form, lambda: services.dismiss_item(current_user, item, **form.values())
    ):
        flash(_("“%(title)s” waits no longer.", title=item.title), "success")
        return redirect(url_for(".agenda", meeting_id=waiting.meeting.id), 303)
    return render_form(
        "desk/meetings/waiting_dismiss.html",
        form,
        meeting=waiting.meeting,
        waiting=waiting,
    )


def _carry(item: AgendaItem, form: CarryForm) -> None:
    """Carry an item to the meeting chosen, or let it wait; raises RuleError."""
    if form.target is None:
        services.put_off_item(current_user, item, why=form.why)
        told = _("“%(title)s” waits for a later meeting.", title=item.title)
        if form.why is None:
            told = _("“%(title)s” waits no longer.", title=item.title)
    else:
        services.carry_item(current_user, item, to=form.target)
        told = _(
            "“%(title)s” goes on at %(meeting)s, %(day)s.",
            title=item.title,
            meeting=meeting_title(form.target),
            day=day(form.target.start_local),
        )
    flash(told, "success")
