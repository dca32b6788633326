"""Pulling an item from its consent block, and putting it back."""

from flask import flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.forms.agenda import PullForm
from govapp.meetings.models import AgendaItem
from govapp.meetings.queries import agendas
from govapp.meetings.services import consent as services
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.items import to_item
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, render_form


@blueprint.route("/<int:meeting_id>/items/<string:key>/pull", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def pull_item(item: AgendaItem) -> ResponseReturnValue:
    """Take an item out of its consent block, saying who wants that."""
    form = PullForm()
    if is_done(form, lambda: services.pull_item(current_user, item, **form.values())):
        flash(_("“%(title)s” is pulled from consent.", title=item.title), "success")
        return to_item(item)
    return render_form(
        "desk/meetings/item_pull.html", form, meeting=item.meeting, item=item
    )


@blueprint.route(
    "/<int:meeting_id>/items/<string:key>/put-back", methods=["GET", "POST"]
)
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def put_back(item: AgendaItem) -> ResponseReturnValue:
    """Put a pulled item back into its consent block, once confirmed."""
    form = DeskForm()
    if is_done(form, lambda: services.put_back(current_user, item)):
        flash(_("“%(title)s” is back in consent.", title=item.title), "success")
        return to_item(item)
    return render_form(
        "desk/meetings/item_put_back.html", form, meeting=item.meeting, item=item
    )
