"""The forms of the ledger."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from govapp.web.fields import Choice, Day, line, options, prose
from govapp.web.forms import DeskForm, EditForm

KINDS = [
    ("action", _("Action item: somebody takes it on")),
    ("direction", _("Direction of the body")),
]


def _kind() -> Choice:
    return Choice(_("Kind"), KINDS)


def _text() -> Any:
    return prose(_("What is to be done"), required=_("Say what is to be done."))


def _owner() -> Any:
    return line(_("Who does it"), required=_("Say who does it."), most=200)


def _due_on() -> Day:
    return Day(_("Due on"), description=_("Left empty, it has no date."))


class AskForm(DeskForm):
    """Something to be done."""

    item_key = Choice(_("On which item"))
    kind = _kind()
    text = _text()
    owner = _owner()
    due_on = _due_on()


class ActionForm(EditForm):
    """What is to be done, by whom and by when."""

    kind = _kind()
    text = _text()
    owner = _owner()
    due_on = _due_on()


class CloseForm(EditForm):
    """What came of it."""

    state = RadioField(
        _("What came of it"),
        [InputRequired(_("Choose what came of it."))],
        choices=options([("done", _("Done")), ("dropped", _("Dropped"))]),
    )
    closed_on = Day(_("On"), [InputRequired(_("Give the day."))])
    answer = prose(_("What was done, or why it is dropped"))
