"""What a member is asked to read, and saying that one has."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.asking.queries.readings import Asked, get_asked
from govapp.asking.services import readings
from govapp.asking.views_member.blueprint import blueprint
from govapp.web.access import loads
from govapp.web.forms import DeskForm, is_done, render_form

ONE = "/acknowledgments/<int:request_id>"


@blueprint.route(ONE, methods=["GET", "POST"])
@loads(get_asked)
def reading(asked: Asked) -> ResponseReturnValue:
    """Show what is to be read; take the word of who has."""
    form = DeskForm()
    if is_done(form, lambda: readings.acknowledge(current_user, asked)):
        flash(_("The secretary knows. Thank you."), "success")
        return redirect("/my/", 303)
    return render_form("my/reading.html", form, asked=asked)
