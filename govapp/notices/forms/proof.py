"""The form that states an exception."""

from flask_babel import lazy_gettext as _

from govapp.web.fields import prose, reason
from govapp.web.forms import DeskForm


class ExceptionForm(DeskForm):
    """Why notice was short, and what allows it."""

    reason = reason(_("Reason"))
    motion = prose(
        _("The motion that allows it"),
        required=_("Name the motion that allows it."),
        most=2000,
        description=_("Its text, who moved it, and how the vote went."),
    )
