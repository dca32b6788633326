"""Forms about memberships and offices."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import InputRequired

from govapp.committees.forms.fields import partial_date
from govapp.web.fields import Choice, prose
from govapp.web.forms import DeskForm, EditForm

KINDS = (
    ("member", _("Member")),
    ("alternate", _("Alternate")),
    ("ex_officio", _("Ex officio member")),
    ("adviser", _("Adviser")),
)
REASONS = (
    ("term_expired", _("The term ended")),
    ("resigned", _("Resigned")),
    ("removed", _("Removed")),
    ("deceased", _("Died")),
    ("superseded", _("Succeeded by another")),
)
OFFICES = (
    ("chair", _("Chair")),
    ("vice_chair", _("Vice chair")),
    ("secretary", _("Secretary")),
)


def _label(value: object) -> str:
    """Return a seat's name, whether it comes from a row or from the form."""
    return str(getattr(value, "label", value) or "")


class Appointee:
    """Whose place it is."""

    person = Choice(_("Person"), validators=[InputRequired(_("Choose a person."))])


class Terms:
    """What a membership says beside whose it is."""

    seat = Choice(_("Seat"), coerce=_label)
    kind = Choice(_("Sits as"), KINDS)
    is_voting = BooleanField(_("Has a vote"), default=True)
    start_on = partial_date(_("First day"))
    term_end_on = partial_date(_("The term ends"))
    ended_on = partial_date(
        _("Last day"), hint=_("Leave empty while the membership goes on.")
    )
    source = prose(_("Source"), description=_("Where this was read, if anywhere."))
    note = prose(_("Note"), description=_("Everyone can read it."))

    def offer_seats(self, labels: Iterable[str]) -> None:
        """Set which seats can be chosen."""
        self.seat.offer(
            [("", _("Not tied to a seat")), *((label, label) for label in labels)]
        )


class AppointForm(Appointee, Terms, DeskForm):
    """A person's new place."""

    is_reported = BooleanField(
        _("This is dated history from a source, not today's roster")
    )


class EditMembershipForm(Terms, EditForm):
    """A membership, to be corrected."""

    end_reason = Choice(
        _("Why it ended"),
        [
            ("", _("It has not ended")),
            *REASONS,
            ("body_dissolved", _("The body was dissolved")),
        ],
    )
    is_holdover = BooleanField(_("Serves on after the term until a successor does"))


class EndMembershipForm(DeskForm):
    """The end of a membership."""

    ended_on = partial_date(_("Last day"), required=True)
    end_reason = Choice(_("Why it ends"), REASONS)


class OfficeForm(DeskForm):
    """An office for a member."""

    office = Choice(_("Office"), OFFICES)
    is_acting = BooleanField(_("Acting, beside or in place of the one elected"))
    start_on = partial_date(_("First day in office"))
    end_on = partial_date(
        _("Last day in office"), hint=_("Leave empty while it goes on.")
    )


class EndOfficeForm(DeskForm):
    """The end of an office."""

    end_on = partial_date(_("Last day in office"), required=True)
