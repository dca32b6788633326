"""Forms about a body."""

from zoneinfo import available_timezones

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField
from wtforms.validators import ValidationError

from govapp.committees.forms.fields import partial_date
from govapp.web.fields import NEEDED, Choice, Count, color, line, lines, prose
from govapp.web.forms import DeskForm, EditForm

KINDS = (
    ("board", _("Board")),
    ("committee", _("Committee")),
    ("subcommittee", _("Subcommittee")),
    ("advisory", _("Advisory body")),
    ("other", _("Other body")),
)
HOLIDAYS = (
    ("federal", _("Federal holidays")),
    ("california", _("California’s holidays")),
    ("both", _("Federal and California’s holidays")),
    ("none", _("None")),
)


class Naming:
    """What a new body is called and where it belongs."""

    name = line(_("Name"), most=200, required=NEEDED)
    slug = line(
        _("Address"),
        most=80,
        description=_(
            "The last part of its web address, which never changes. Left empty, it is "
            "made of the name."
        ),
    )
    parent = Choice(_("Belongs to"))


class Details:
    """What a body is known by beside its name and its place."""

    kind = Choice(_("Kind"), KINDS)
    short_name = line(_("Short name"), most=80)
    purpose = prose(_("Purpose"))
    seats_authorized = Count(_("Seats authorized"))
    term_years = Count(_("Length of a term, in years"), most=99)
    established_on = partial_date(_("Established"))
    member_title = line(
        _("What a member is called"),
        most=60,
        required=NEEDED,
        default="Member",
        description=_("Such as Member, Governor or Commissioner."),
    )
    contact = prose(_("Contact"))
    time_zone = line(
        _("Time zone"),
        most=60,
        required=NEEDED,
        default="America/Los_Angeles",
        description=_("Such as America/Los_Angeles."),
    )
    holidays = Choice(
        _("Holidays it keeps"),
        HOLIDAYS,
        description=_("The year planner warns of meetings on these days."),
    )
    position = Count(_("Place in the list of bodies"))
    kept_days = Count(
        _("Days after a meeting that its book stays on members' devices"),
        most=366,
        default=30,
        description=_("For members who keep a book to read it without a network."),
    )
    marks_closed = BooleanField(
        _("Watermark closed papers with the reader’s name and the time"),
        description=_("On each page of a PDF that a member opens, and of the packet."),
    )
    is_dormant = BooleanField(_("Dormant: it stands, but does not meet at present"))

    def validate_time_zone(self, field: StringField) -> None:
        """Refuse what names no zone."""
        if field.data not in available_timezones():
            raise ValidationError(gettext("There is no such time zone."))


class CreateBodyForm(Naming, Details, DeskForm):
    """A new body."""


class EditBodyForm(Details, EditForm):
    """What a body is known by."""


class LetterheadForm(EditForm):
    """How the papers of a body begin."""

    letterhead_names = lines(
        _("Name"),
        most=3,
        description=_("Up to 3 lines, the first in bold. Empty: the organization’s."),
    )
    letterhead_lines = lines(
        _("Address and contact"),
        most=4,
        description=_("Up to 4 lines. Empty: the organization’s address and contact."),
    )
    accent = color(
        _("Color of headings"),
        description=_("Dark enough to be read on white, and not the color of alerts."),
    )


class RenameForm(DeskForm):
    """A new name."""

    name = line(_("New name"), most=200, required=NEEDED)
    changed_on = partial_date(_("In use from"), required=True)


class MoveForm(DeskForm):
    """A new place."""

    parent = Choice(_("Belongs to"))
    changed_on = partial_date(_("From"), required=True)


class DissolveForm(DeskForm):
    """The end of a body."""

    dissolved_on = partial_date(_("Dissolved on"), required=True)
    successor = Choice(_("Followed by"))


class FactForm(DeskForm):
    """A statement with its source."""

    text = prose(_("What is known"), required=NEEDED)
    source = prose(_("Where it was read"), description=_("An address or a name."))
