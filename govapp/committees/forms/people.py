"""Forms about people."""

from flask_babel import lazy_gettext as _

from govapp.web.fields import NEEDED, line
from govapp.web.forms import DeskForm, EditForm


class AddPersonForm(DeskForm):
    """Somebody who can be appointed."""

    name = line(_("Name"), most=200, required=NEEDED)
    slug = line(
        _("Address"),
        most=80,
        description=_(
            "The last part of the web address, which never changes. Left empty, it is "
            "made of the name."
        ),
    )


class RenamePersonForm(EditForm):
    """How a person is called."""

    name = line(_("Name"), most=200, required=NEEDED)
