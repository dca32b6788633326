"""The form of the organization's own page."""

from flask_babel import lazy_gettext as _
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional

from govapp.web.forms import EditForm

TEXT = 20_000
TOO_LONG = _("Use at most %(max)d characters.")


def _tidy(text: str | None) -> str:
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c >= " " or c in "\n\t").strip()


def _line(label: str, most: int, *checks: object) -> StringField:
    length = Length(max=most, message=TOO_LONG)
    return StringField(label, [*checks, length], filters=[_tidy])


def _text(label: str, description: str = "") -> TextAreaField:
    length = Length(max=TEXT, message=TOO_LONG)
    return TextAreaField(label, [length], filters=[_tidy], description=description)


class OrganizationForm(EditForm):
    """Who the organization is, and how to reach it."""

    name = _line(_("Name"), 200, DataRequired(_("Give the organization's name.")))
    short_name = _line(_("Short name"), 60)
    tagline = _line(_("What it is, in one line"), 300)
    about = _text(_("About"), _("An empty line begins a new paragraph."))
    credit = _text(_("Sources of what is shown"))
    email = _line(
        _("E-mail address"),
        320,
        Optional(),
        Email(_("This is no e-mail address. Write it such as clerk@example.org.")),
    )
    phone = _line(_("Phone"), 60)
    address = _text(_("Address"))
    business_hours = _text(_("Business hours"))
    accessibility_contact = _text(
        _("Who helps with accessibility"),
        _("Whom to ask for a document in another form, and how."),
    )
