"""What members ask about a meeting's items, and the staff's answers."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.asking.forms import AnswerForm
from govapp.asking.models import Question
from govapp.asking.queries.questions import get_question, list_questions
from govapp.asking.services.questions import answer_question
from govapp.asking.views_desk.blueprint import blueprint
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.portal.queries.posted import list_posted
from govapp.web.access import requires
from govapp.web.forms import is_saved, render_form

ALL = "/meetings/<int:meeting_id>/questions"


@blueprint.get(ALL)
@requires(Permission.MEETING_EDIT, load=get_meeting)
def questions(meeting: Meeting) -> ResponseReturnValue:
    """List what members ask about a meeting."""
    return render_template(
        "desk/asking/questions.html",
        meeting=meeting,
        questions=list_questions(meeting),
    )


@blueprint.route(f"{ALL}/<int:question_id>", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_question)
def answer(question: Question) -> ResponseReturnValue:
    """Answer one, for all members."""
    form = AnswerForm(question, list_posted(question.meeting.host))
    if is_saved(
        form,
        question,
        lambda: answer_question(current_user, question, **form.values()),
    ):
        flash(_("All members have the answer; the mails are on their way."), "success")
        return redirect(url_for(".questions", meeting_id=question.meeting_id), 303)
    return render_form("desk/asking/answer.html", form, question=question)
