"""The forms of matters."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import ValidationError

from govapp.meetings.models import Matter
from govapp.meetings.published.matter_words import matter_kinds
from govapp.meetings.rules.matters import LONGEST
from govapp.web.fields import Choice, address, line, prose, reason
from govapp.web.forms import DeskForm, EditForm

TITLE, SUMMARY = 1000, 200_000


class Details:
    """What a matter says."""

    title = line(_("Title"), required=_("Give the matter a title."), most=TITLE)
    kind = Choice(_("Kind"))
    file_number = line(
        _("File number"),
        most=LONGEST,
        description=_(
            "Type one that another system gave. Left empty, the matter gets the next "
            "number of the year when it is posted."
        ),
    )
    initiative_url = address(
        _("Initiative’s address"),
        description=_("The web page on which the initiative itself is described."),
    )
    summary = prose(
        _("Summary"), most=SUMMARY, description=_("What it is about, for everyone.")
    )

    def validate_initiative_url(self, field: StringField) -> None:
        """Refuse an address that is not encrypted."""
        if field.data and not field.data.startswith("https://"):
            raise ValidationError(
                gettext("Give a web address that begins with https://.")
            )


class BeginForm(Details, DeskForm):
    """A new matter of the body that meets."""

    def __init__(self, **rest: str) -> None:
        """Set up with the kinds of matters."""
        super().__init__(**rest)
        self.kind.offer(matter_kinds().items())


class OpenForm(BeginForm):
    """A new matter, and who is in control of it."""

    body_id = Choice(_("In control"), coerce=int)


class MatterForm(Details, EditForm):
    """A matter as it stands at the desk."""

    body_id = Choice(_("In control"), coerce=int)

    def __init__(self, *, obj: Matter, **rest: None) -> None:
        """Set up; once it is posted a matter keeps its file number."""
        super().__init__(obj=obj, **rest)
        self.kind.offer(matter_kinds().items())
        if obj.posted_sha256:
            del self.file_number


class CloseForm(DeskForm):
    """How a matter ended."""

    closing = reason(
        _("How it ended"),
        description=_("Such as: Approved by the board on December 16, 2026."),
    )
