"""The form of the organization's own page."""

from flask_babel import lazy_gettext as _
from wtforms.validators import Email, Optional

from govapp.web.fields import line, prose
from govapp.web.forms import EditForm


class OrganizationForm(EditForm):
    """Who the organization is, and how to reach it."""

    name = line(_("Name"), required=_("Give the organization's name."), most=200)
    short_name = line(_("Short name"), most=60)
    tagline = line(_("What it is, in one line"))
    about = prose(_("About"), description=_("An empty line begins a new paragraph."))
    credit = prose(_("Sources of what is shown"))
    email = line(
        _("E-mail address"),
        Optional(),
        Email(_("This is no e-mail address. Write it such as clerk@example.org.")),
        most=320,
    )
    phone = line(_("Phone"), most=60)
    address = prose(_("Address"))
    business_hours = prose(_("Business hours"))
    accessibility_contact = prose(
        _("Who helps with accessibility"),
        description=_("Whom to ask for a document in another form, and how."),
    )
