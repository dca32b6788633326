"""The field that the forms of bodies, seats and members have of their own."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from govapp.committees import rules
from govapp.web.fields import line

HINT = _("Such as 2026-12-16, or 2026-12 or 2026 when no more is known.")
NEEDED = _("Give a date, at least the year.")


def partial_date(
    label: str, *, required: bool = False, hint: str = HINT
) -> StringField:
    """Return a field for a date as precise as it is known."""
    needed = NEEDED if required else None
    return line(label, _is_date, required=needed, description=hint)


def _is_date(_form: BaseForm, field: StringField) -> None:
    if not rules.is_partial_date(field.data or ""):
        raise ValidationError(
            gettext("This is no date. Write 2026-12-16, 2026-12 or 2026.")
        )
