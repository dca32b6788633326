"""The forms of members."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired

from govapp.meetings.models import MinutesSection
from govapp.web.fields import Choice, line, options, prose
from govapp.web.forms import DeskForm, EditForm


def _text() -> Any:
    return prose(_("Note"), required=_("Write something."))


def _quote() -> Any:
    return prose(
        _("Passage it is about"),
        most=2000,
        description=_("Copied from the item or a document, if you like."),
    )


class NoteForm(DeskForm):
    """A note, and the passage it is about."""

    text = _text()
    quote = _quote()


class EditNoteForm(EditForm):
    """The same, as it was kept."""

    text = _text()
    quote = _quote()


class AttendForm(DeskForm):
    """Whether one comes."""

    answer = RadioField(
        _("Do you take part?"),
        [InputRequired(_("Choose an answer."))],
        choices=options(
            [
                ("in_person", _("I come in person")),
                ("remote", _("I take part from elsewhere")),
                ("absent", _("I do not come")),
            ]
        ),
    )
    place = line(
        _("From where"),
        description=_("Needed only from elsewhere: the notice may have to name it."),
    )


class ConflictForm(DeskForm):
    """A conflict of interest on an item."""

    kind = RadioField(
        _("Conflict of interest"),
        choices=options(
            [
                ("", _("None")),
                ("recusal", _("I recuse myself: I take no part in this item")),
                ("disclosure", _("I disclose it, and take part")),
            ]
        ),
        default="",
    )
    statement = prose(
        _("Public statement"),
        most=2000,
        description=_("Everyone will read it once it is on record at the meeting."),
    )


class CorrectionForm(DeskForm):
    """A comment on a draft of minutes, or a correction of proposed ones."""

    item_key = Choice(_("On which item"))
    text = prose(_("What is to be corrected"), required=_("Say what is wrong."))

    def __init__(self, parts: Iterable[MinutesSection], *, at: str) -> None:
        """Offer these parts of the minutes, and choose the one whose key is given."""
        super().__init__(data={"item_key": at})
        sections = [
            (section.item_key, f"{section.number} {section.title}".strip())
            for section in parts
        ]
        self.item_key.offer([("", _("The minutes as a whole")), *sections])
