"""The form of a new token."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from govapp.web.fields import Choice, Several, line
from govapp.web.forms import DeskForm

SCOPES = (
    ("agenda", _("Draft the agenda")),
    ("files", _("Attach files for everyone")),
    ("post", _("Post the agenda")),
)
DAYS = ((30, _("30 days")), (90, _("90 days")), (366, _("A year")))


class TokenForm(DeskForm):
    """Which system it is, what it may do, and for how long."""

    label = line(_("Which system"), required=_("Say which system it is."), most=60)
    scopes = Several(
        _("What it may do"),
        coerce=str,
        validators=[DataRequired(_("Choose what it may do."))],
    )
    days = Choice(_("How long"), DAYS, coerce=int, default=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set up."""
        super().__init__(*args, **kwargs)
        self.scopes.offer(SCOPES)
