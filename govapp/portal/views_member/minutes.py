"""Minutes before they are approved, which members review."""

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts.models import User
from govapp.errors import NotFoundError
from govapp.meetings.published.minutes import list_facts
from govapp.meetings.services.corrections import ask_correction
from govapp.portal.forms import CorrectionForm
from govapp.portal.queries.declared import get_self
from govapp.portal.queries.minutes import MyMinutes, get_mine
from govapp.portal.services import reading
from govapp.portal.views_member.blueprint import MEETING, blueprint, lead_to
from govapp.web.access import confirm_first, loads
from govapp.web.forms import is_done, render_form
from govapp.web.transactions import writing_down


def load_asked(user: User, number: str, kind: str) -> MyMinutes:
    """Return minutes of which something can be said; raises NotFoundError."""
    mine = get_mine(user, number, kind)
    if not mine.is_asked:
        raise NotFoundError
    return mine


@blueprint.get(f"{MEETING}/<any('minutes', 'closed-minutes'):kind>")
@loads(get_mine)
def minutes(mine: MyMinutes) -> ResponseReturnValue:
    """Show a draft that is in review, and what one said of the minutes so far."""
    if mine.closed:
        confirm_first()
    with writing_down():
        for section in mine.closed:
            reading.note_reading(
                current_user,
                meeting_id=mine.minutes.meeting_id,
                body_id=mine.minutes.body_id,
                what=mine.name_openly(section),
            )
    facts = list_facts(mine.shown) if mine.shown else {}
    return render_template("my/minutes.html", mine=mine, facts=facts)


@blueprint.route(
    f"{MEETING}/correction", methods=["GET", "POST"], defaults={"kind": "minutes"}
)
@blueprint.route(
    f"{MEETING}/closed-minutes/correction",
    methods=["GET", "POST"],
    defaults={"kind": "closed-minutes"},
)
@loads(load_asked)
def correct(mine: MyMinutes) -> ResponseReturnValue:
    """Comment on a draft, or ask for a correction of proposed minutes."""
    if mine.closed:
        confirm_first()
    form = CorrectionForm(mine.sections, at=request.args.get("item", ""))
    if is_done(
        form,
        lambda: ask_correction(
            current_user, mine.minutes, member=get_self(current_user), **form.values()
        ),
    ):
        return lead_to(
            f"meetings/{mine.book.card.number}/{mine.minutes.kind}", _told(mine)
        )
    return render_form("my/correction.html", form, mine=mine)


def _told(mine: MyMinutes) -> str:
    if mine.in_review:
        return _("The secretary has it. You find the answer here.")
    return _("The secretary has it. The body decides at approval.")
