"""The items of an agenda: each button of its rows."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.forms.agenda import MoveForm, make_add_form, make_item_form
from govapp.meetings.models import AgendaItem
from govapp.meetings.queries import agendas
from govapp.meetings.queries.approvals import list_awaiting
from govapp.meetings.queries.matters import list_offered
from govapp.meetings.queries.outline import count_items
from govapp.meetings.rules import tree
from govapp.meetings.rules.pages import ROWS
from govapp.meetings.services import agenda as services
from govapp.meetings.services.lateness import is_late, law_of
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.undo import flash_done
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, is_saved, render_form


def to_item(item: AgendaItem, anchor: str = "") -> ResponseReturnValue:
    """Lead back to the page of an item, to its row or another place there."""
    is_long = count_items(item.meeting) > ROWS
    address = url_for(
        ".agenda",
        meeting_id=item.meeting_id,
        at=item.key if is_long else None,
        _anchor=anchor or f"item-{item.key}",
    )
    return redirect(address, 303)


def to_added(item: AgendaItem, anchor: str = "") -> ResponseReturnValue:
    """Lead on after an item was added: one that is late must say on what basis."""
    if is_late(item):
        address = url_for(".state_basis", meeting_id=item.meeting_id, key=item.key)
        return redirect(address, 303)
    return to_item(item, anchor)


@blueprint.route("/<int:meeting_id>/items/<string:key>/add", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def add_beneath(parent: AgendaItem) -> ResponseReturnValue:
    """Add an item beneath another."""
    form = make_add_form(parent.meeting)
    if form.validate_on_submit():
        item = services.add_item(
            current_user, parent.meeting, parent=parent, **form.values()
        )
        return to_added(item)
    return render_form(
        "desk/meetings/item_add.html", form, meeting=parent.meeting, item=parent
    )


@blueprint.route("/<int:meeting_id>/items/<string:key>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def edit_item(item: AgendaItem) -> ResponseReturnValue:
    """Change what an item says."""
    meeting = item.meeting
    offered = list_offered(meeting.host, item.matter_id)
    form = make_item_form(item, offered, list_awaiting(meeting))
    if is_saved(
        form, item, lambda: services.edit_item(current_user, item, **form.details())
    ):
        flash(_("“%(title)s” is saved.", title=item.title), "success")
        return to_item(item)
    context = {"meeting": item.meeting, "item": item, "law": law_of(item.meeting)}
    return render_form("desk/meetings/item_edit.html", form, **context)


@blueprint.post("/<int:meeting_id>/items/<string:key>/up")
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def move_up(item: AgendaItem) -> ResponseReturnValue:
    """Move an item up by one."""
    services.move_item_by(current_user, item, steps=-1)
    return to_item(item)


@blueprint.post("/<int:meeting_id>/items/<string:key>/down")
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def move_down(item: AgendaItem) -> ResponseReturnValue:
    """Move an item down by one."""
    services.move_item_by(current_user, item, steps=1)
    return to_item(item)


@blueprint.route("/<int:meeting_id>/items/<string:key>/move", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def move_item(item: AgendaItem) -> ResponseReturnValue:
    """Move an item beneath another, or to another place in its list."""
    form = _move_form(item)
    if is_done(
        form, lambda: services.move_item(current_user, item, **_target(item, form))
    ):
        return to_item(item)
    return render_form(
        "desk/meetings/item_move.html", form, meeting=item.meeting, item=item
    )


@blueprint.route("/<int:meeting_id>/items/<string:key>/remove", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def remove_item(item: AgendaItem) -> ResponseReturnValue:
    """Take an item and what stands beneath it off the agenda, once confirmed."""
    form = DeskForm()
    if form.validate_on_submit():
        services.remove_item(current_user, item)
        flash_done(_("“%(title)s” is off the agenda.", title=item.title), item.meeting)
        return redirect(url_for(".agenda", meeting_id=item.meeting_id), 303)
    return render_form(
        "desk/meetings/item_remove.html",
        form,
        meeting=item.meeting,
        item=item,
        beneath=_list_beneath(item)[1:],
    )


def _list_beneath(item: AgendaItem) -> list[AgendaItem]:
    """Return an item and all beneath it."""
    items = agendas.list_items(item.meeting)
    parents = {each.id: each.parent_id for each in items}
    found = [each for each in items if tree.is_beneath(each.id, item.id, parents)]
    return sorted(found, key=lambda each: each is not item)


def _move_form(item: AgendaItem) -> MoveForm:
    items = agendas.list_items(item.meeting)
    parent = next((each.key for each in items if each.id == item.parent_id), "")
    siblings = [each for each in items if each.parent_id == item.parent_id]
    form = MoveForm(parent=parent, position=siblings.index(item) + 1)
    inside = {each.key for each in _list_beneath(item)}
    places = agendas.list_places(item.meeting)
    parents = [place for place in places if place[0] not in inside]
    form.offer(parents, len(items))
    return form


def _target(item: AgendaItem, form: MoveForm) -> dict[str, Any]:
    key = form.parent.data
    parent = agendas.get_item(item.meeting_id, key) if key else None
    return {"parent": parent, "position": form.position.data - 1}
