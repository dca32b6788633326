"""The forms of what is asked between meetings."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from govapp.asking.models import Question
from govapp.portal.queries.posted import PostedFile
from govapp.web.fields import Choice, Day, line, prose
from govapp.web.filters import short_day
from govapp.web.forms import DeskForm, EditForm


def _due_on() -> Day:
    return Day(
        _("By"),
        [InputRequired(_("Give the day."))],
        description=_("Whoever has not read it is reminded on the day before."),
    )


class AskReadingForm(DeskForm):
    """What members are to read, and by when."""

    document = Choice(_("Document"))
    title = line(
        _("What it is called"),
        description=_("Left empty, it is called as the file is."),
    )
    note = prose(_("What the members should know"), most=2000)
    due_on = _due_on()

    def __init__(self, posted: Iterable[PostedFile]) -> None:
        """Offer these files."""
        super().__init__()
        self.document.offer(_name_files(posted))


class AskAgainForm(EditForm):
    """By when they are to read a newer version."""

    due_on = _due_on()


class QuestionForm(DeskForm):
    """What a member asks."""

    text = prose(_("Your question"), required=_("Ask something."), most=4000)


class AnswerForm(EditForm):
    """The question as all members read it, and the answer."""

    wording = prose(
        _("The question, as all members read it"),
        required=_("Say what was asked."),
        most=4000,
    )
    answer = prose(_("Answer"), required=_("Write the answer."))
    document = Choice(_("A file that goes with it"))

    def __init__(self, question: Question, posted: Iterable[PostedFile]) -> None:
        """Begin with what was asked, and what was answered so far."""
        chosen = question.document.key if question.document else ""
        super().__init__(
            data={
                "wording": question.wording or question.text,
                "answer": question.answer,
                "document": chosen,
                "row_version": question.row_version,
            }
        )
        self.document.offer([("", _("None")), *_name_files(posted)])

    def read(self, row: Any) -> dict[str, Any]:
        """Return what the row holds now."""
        return {
            "wording": row.wording or row.text,
            "answer": row.answer,
            "document": row.document.key if row.document else "",
        }


def _name_files(posted: Iterable[PostedFile]) -> list[tuple[str, str]]:
    return [
        (each.file.id, f"{each.file.label} ({short_day(each.day)})") for each in posted
    ]
