"""The forms of what is asked between meetings."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

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
        self.document.offer(
            [
                (each.file.id, f"{each.file.label} ({short_day(each.day)})")
                for each in posted
            ]
        )


class AskAgainForm(EditForm):
    """By when they are to read a newer version."""

    due_on = _due_on()
