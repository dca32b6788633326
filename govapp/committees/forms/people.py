"""Forms about people."""

from flask_babel import lazy_gettext as _

from govapp.committees.forms.fields import line
from govapp.web.forms import DeskForm, EditForm


class AddPersonForm(DeskForm):
    """Somebody who can be appointed."""

    name = line(_("Name"), 200, required=True)
    slug = line(
        _("Address"),
        80,
        description=_(
            "The last part of the web address, which never changes. Left empty, it is "
            "made of the name."
        ),
    )


class RenamePersonForm(EditForm):
    """How a person is called."""

    name = line(_("Name"), 200, required=True)
