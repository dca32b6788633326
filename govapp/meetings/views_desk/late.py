"""Saying on what basis an item is added after the notice."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.forms.agenda import LateForm
from govapp.meetings.models import AgendaItem
from govapp.meetings.queries import agendas
from govapp.meetings.services import lateness as services
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.items import to_item
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_saved, render_form


@blueprint.route("/<int:meeting_id>/items/<string:key>/late", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def state_basis(item: AgendaItem) -> ResponseReturnValue:
    """Say on what basis an item is added after the notice."""
    form = LateForm(obj=item)
    law = services.law_of(item.meeting)
    form.late_basis.offer([(basis.code, basis.words) for basis in law.late])
    if is_saved(
        form, item, lambda: services.state_basis(current_user, item, **form.values())
    ):
        flash(_("The basis of “%(title)s” is saved.", title=item.title), "success")
        return to_item(item)
    return render_form(
        "desk/meetings/item_late.html", form, meeting=item.meeting, item=item, law=law
    )
