"""The form that says when the office is closed."""

from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from govapp.web.fields import Day, line
from govapp.web.forms import DeskForm


class ClosedDayForm(DeskForm):
    """One day, or several in a row."""

    name = line(_("Why"), required=_("Say why."), most=200)
    first_on = Day(_("First day"), [InputRequired(_("Give the day."))])
    last_on = Day(_("Last day"), description=_("Left empty, it is one day."))
