"""Forms about a seat."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from govapp.committees.forms.fields import partial_date
from govapp.web.fields import NEEDED, Count, line
from govapp.web.forms import DeskForm, EditForm


class SeatFields:
    """What a seat is."""

    label = line(_("Name of the seat"), most=80, required=NEEDED)
    is_voting = BooleanField(_("Has a vote"), default=True)
    appointing_authority = line(_("Appointed by"), most=200)
    term_years = Count(_("Length of a term, in years"), most=99)
    created_on = partial_date(_("Exists since"))


class AddSeatForm(SeatFields, DeskForm):
    """A new seat."""


class EditSeatForm(SeatFields, EditForm):
    """A seat."""


class RetireSeatForm(DeskForm):
    """The end of a seat."""

    ended_on = partial_date(_("Last day of the seat"), required=True)
