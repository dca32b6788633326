"""Forms about reports out of closed session."""

from flask_babel import lazy_gettext as _

from govapp.web.fields import prose
from govapp.web.forms import EditForm


class ReportForm(EditForm):
    """What is reported."""

    text = prose(
        _("Report"),
        required=_("Write what is reported, even that there is nothing to report."),
        description=_("Everyone will read this on the item."),
    )


class WaiveForm(EditForm):
    """Why nothing is."""

    reason = prose(
        _("Reason"),
        required=_("Say why no report is made."),
        description=_("It stays at the desk and in the audit trail."),
    )
