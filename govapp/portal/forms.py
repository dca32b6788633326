"""The forms of members."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from govapp.meetings.models import MinutesSection
from govapp.portal.queries.releases import Releasable
from govapp.portal.rules import EVERY
from govapp.web.fields import (
    Choice,
    Clock,
    Day,
    Several,
    line,
    options,
    prose,
    reason,
)
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


class EditTextForm(EditForm):
    """A note as it was kept, without the passage it is about."""

    text = _text()


class EditNoteForm(EditTextForm):
    """The same with the passage."""

    quote = _quote()


class PlaceForm(DeskForm):
    """On which page one stopped."""

    page = IntegerField(validators=[NumberRange(1, 1_000_000)])


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


class GuestForm(DeskForm):
    """Who is let into a closed session, to which items, from when until when."""

    name = line(_("Name"), required=_("Give their name."), most=200)
    email = line(
        _("E-mail address"),
        required=_("Give their e-mail address."),
        most=320,
        description=_("Who has no account yet is sent an invitation to open one."),
        render_kw={"type": "email"},
    )
    kind = RadioField(
        _("Takes part as"),
        choices=options([("counsel", _("Counsel")), ("guest", _("Guest"))]),
        default="guest",
    )
    item_keys = Several(_("May read"), coerce=str)
    from_day = Day(_("From"), [InputRequired(_("Give the day."))])
    from_time = Clock(_("From, time"), [InputRequired(_("Give the time."))])
    until_day = Day(_("Until"), [InputRequired(_("Give the day."))])
    until_time = Clock(_("Until, time"), [InputRequired(_("Give the time."))])

    def __init__(self, items: Iterable[tuple[str, str]], **first: Any) -> None:
        """Offer these closed items, by their keys."""
        super().__init__(data=first)
        every = (EVERY, _("Every closed item, those added later too"))
        self.item_keys.offer([every, *items])

    def values(self) -> dict[str, Any]:
        """Return what was typed, the days and times as wall times."""
        typed = super().values()
        for end in ("from", "until"):
            day, time = typed.pop(f"{end}_day"), typed.pop(f"{end}_time")
            typed[f"{end}_local"] = datetime.combine(day, time)
        return typed


class EmergencyForm(DeskForm):
    """Of which meeting somebody must read what is closed, and why."""

    number = line(
        _("Number of the meeting"),
        required=_("Give the number of the meeting."),
        most=20,
        description=_("As it stands in the address of its page, such as 2026-014."),
    )
    reason = prose(
        _("Reason"),
        required=_("Say why."),
        most=2000,
        description=_(
            "Its secretaries and all administrators read it, and it stays in the "
            "audit trail. Name nothing that is closed."
        ),
    )


class ReleaseForm(DeskForm):
    """What of a closed item everyone is to read, by whose authority and why."""

    documents = Several(_("Documents"), coerce=str)
    has_minutes = BooleanField(_("What the minutes of the closed session say of it"))
    authority = line(
        _("Authority"),
        required=_("Say who decided it, and when."),
        description=_("The vote of the body, or the rule that opens it; all read it."),
    )
    reason = reason(_("Reason"))

    def __init__(self, item: Releasable) -> None:
        """Offer what is there to be released."""
        super().__init__()
        self.documents.offer((file.id, file.label) for file in item.files)
        if not item.files:
            del self.documents
        if not item.sections:
            del self.has_minutes

    def values(self) -> dict[str, Any]:
        """Return what was chosen; nothing where there was no choice."""
        return {"documents": [], "has_minutes": False, **super().values()}
