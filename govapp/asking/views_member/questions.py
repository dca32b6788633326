"""A member's question to the staff about an item."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts.models import User
from govapp.asking.forms import QuestionForm
from govapp.asking.queries.questions import Talk, get_talk
from govapp.asking.services.questions import ask_question
from govapp.asking.views_member.blueprint import blueprint
from govapp.portal import rules
from govapp.portal.queries.declared import get_self
from govapp.web.access import confirm_first, loads
from govapp.web.forms import is_done, render_form


def load_talk(user: User, number: str, key: str) -> Talk:
    """Return what was asked on an item that somebody takes part in."""
    talk = get_talk(user, number, key)
    if talk.is_closed:
        confirm_first()
    return talk


@blueprint.route(
    "/meetings/<string:number>/items/<string:key>/question", methods=["GET", "POST"]
)
@loads(load_talk)
def question(talk: Talk) -> ResponseReturnValue:
    """Ask the staff about an item."""
    form = QuestionForm()
    if is_done(form, lambda: _ask(talk, form.text.data or "")):
        flash(_("The staff have it. The answer comes to all members."), "success")
        item = f"/my/meetings/{talk.book.card.number}/items/{talk.item.key}"
        return redirect(item, 303)
    return render_form("my/question.html", form, talk=talk)


def _ask(talk: Talk, text: str) -> None:
    ask_question(
        current_user,
        talk.book.meeting,
        person=get_self(current_user),
        item_key=talk.item.key,
        label=rules.name_openly(talk.path),
        is_closed=talk.is_closed,
        text=text,
    )
