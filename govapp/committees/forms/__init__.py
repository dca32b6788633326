"""The forms of the committees' desk."""

from govapp.committees.forms.bodies import (
    CreateBodyForm,
    DissolveForm,
    EditBodyForm,
    FactForm,
    LetterheadForm,
    MoveForm,
    RenameForm,
)
from govapp.committees.forms.members import (
    AppointForm,
    EditMembershipForm,
    EndMembershipForm,
    EndOfficeForm,
    OfficeForm,
)
from govapp.committees.forms.people import AddPersonForm, RenamePersonForm
from govapp.committees.forms.seats import AddSeatForm, EditSeatForm, RetireSeatForm

__all__ = [
    "AddPersonForm",
    "AddSeatForm",
    "AppointForm",
    "CreateBodyForm",
    "DissolveForm",
    "EditBodyForm",
    "EditMembershipForm",
    "EditSeatForm",
    "EndMembershipForm",
    "EndOfficeForm",
    "FactForm",
    "LetterheadForm",
    "MoveForm",
    "OfficeForm",
    "RenameForm",
    "RenamePersonForm",
    "RetireSeatForm",
]
