"""The ledger of what bodies asked for."""

from collections.abc import Iterator

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.actions import queries, services
from govapp.actions.forms import ActionForm, AskForm, CloseForm
from govapp.actions.models import ActionItem
from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import get_tree
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires
from govapp.web.forms import is_done, is_saved, render_form
from govapp.web.numbers import number

blueprint = desk_blueprint("actions_desk", __name__, "/desk")


@blueprint.get("/committees/<string:slug>/actions")
@requires(Permission.MINUTES_EDIT, load=get_body)
def ledger(body: Body) -> ResponseReturnValue:
    """Show what a body asked for: what is open, or what came of the rest."""
    is_open = request.args.get("state") != "closed"
    found = queries.paginate_actions(
        body, is_open=is_open, page=request.args.get("page", 1, type=number)
    )
    return render_template(
        "desk/actions/ledger.html",
        body=body,
        found=found,
        is_open=is_open,
        today=clock.today(body.time_zone),
    )


@blueprint.route("/meetings/<int:meeting_id>/actions/add", methods=["GET", "POST"])
@requires(Permission.MINUTES_EDIT, load=get_meeting)
def ask(meeting: Meeting) -> ResponseReturnValue:
    """Write down what a meeting asks somebody to do."""
    form = AskForm(item_key=request.args.get("item", ""))
    form.item_key.offer([("", _("None")), *_name_items(meeting)])
    if is_done(
        form, lambda: services.ask_action(current_user, meeting, **form.values())
    ):
        flash(_("Written down."), "success")
        return _to_ledger(meeting.host)
    return render_form("desk/actions/ask.html", form, meeting=meeting)


@blueprint.route("/actions/<int:action_id>", methods=["GET", "POST"])
@requires(Permission.MINUTES_EDIT, load=queries.get_action)
def edit(action: ActionItem) -> ResponseReturnValue:
    """Change what is to be done."""
    form = ActionForm(obj=action)
    if is_saved(
        form,
        action,
        lambda: services.edit_action(current_user, action, **form.values()),
    ):
        flash(_("Saved."), "success")
        return _to_ledger(action.body)
    return render_form("desk/actions/edit.html", form, action=action)


@blueprint.route("/actions/<int:action_id>/close", methods=["GET", "POST"])
@requires(Permission.MINUTES_EDIT, load=queries.get_action)
def close(action: ActionItem) -> ResponseReturnValue:
    """Say what came of it."""
    form = CloseForm(obj=action)
    if is_saved(
        form,
        action,
        lambda: services.close_action(current_user, action, **form.values()),
    ):
        flash(_("Saved."), "success")
        return _to_ledger(action.body)
    return render_form("desk/actions/close.html", form, action=action)


@blueprint.post("/actions/<int:action_id>/reopen")
@requires(Permission.MINUTES_EDIT, load=queries.get_action)
def reopen(action: ActionItem) -> ResponseReturnValue:
    """Say that it is to be done after all."""
    services.reopen_action(current_user, action)
    flash(_("It is open again."), "success")
    return _to_ledger(action.body)


def _name_items(meeting: Meeting) -> Iterator[tuple[str, str]]:
    for top in get_tree(meeting):
        for node in top.walk():
            yield node.item.key, f"{node.number} {node.item.title}".strip()


def _to_ledger(body: Body) -> ResponseReturnValue:
    return redirect(url_for(".ledger", slug=body.slug), 303)
