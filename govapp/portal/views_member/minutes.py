"""Proposed minutes, which members review."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts.models import User
from govapp.errors import NotFoundError
from govapp.meetings.models import Minutes
from govapp.meetings.models.minutes import MinutesState
from govapp.meetings.queries.minutes import find_minutes
from govapp.meetings.services.corrections import ask_correction
from govapp.portal.forms import CorrectionForm
from govapp.portal.queries.books import get_book
from govapp.portal.queries.declared import get_self
from govapp.portal.views_member.blueprint import MEETING, blueprint, lead_to
from govapp.web.access import loads
from govapp.web.forms import is_done, render_form


def load_minutes(user: User, number: str) -> Minutes:
    """Return minutes that are proposed; raises NotFoundError."""
    minutes = find_minutes(get_book(user, number).meeting)
    if minutes is None or minutes.state != MinutesState.PROPOSED:
        raise NotFoundError
    return minutes


@blueprint.route(f"{MEETING}/correction", methods=["GET", "POST"])
@loads(load_minutes)
def correct(minutes: Minutes) -> ResponseReturnValue:
    """Ask for a correction of proposed minutes."""
    form = CorrectionForm(minutes)
    if is_done(
        form,
        lambda: ask_correction(
            current_user,
            minutes,
            asked_by=get_self(current_user).name,
            **form.values(),
        ),
    ):
        return lead_to("", _("The secretary has it. The body decides at approval."))
    return render_form("my/correction.html", form, minutes=minutes)
