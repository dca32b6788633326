"""Forms of agenda templates."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from govapp.web.fields import Choice, line
from govapp.web.forms import DeskForm, EditForm

NAME = 200
UNNAMED = _("Give the template a name.")


class KeepForm(DeskForm):
    """What an agenda's items are kept as."""

    name = line(
        _("Name"),
        required=UNNAMED,
        most=NAME,
        description=_("Such as Regular meeting. It must be new among the body's."),
    )


class TemplateForm(EditForm):
    """A template's name, and whether new meetings begin with it."""

    name = line(_("Name"), required=UNNAMED, most=NAME)
    is_standing = BooleanField(
        _("Standing items: new meetings of the body begin with them"),
        description=_(
            "One template of a body at most; ticked here, it replaces another."
        ),
    )


class BeginForm(DeskForm):
    """The template with which an agenda begins."""

    template = Choice(_("Template"), coerce=int)
