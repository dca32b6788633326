"""Forms that bind a body's meetings by rules."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange

from govapp.notices.rules.files import LONGEST
from govapp.record.shapes.notices import RuleSet
from govapp.web.fields import NEEDED, Choice, Day, line, options
from govapp.web.filters import short_day
from govapp.web.forms import DeskForm


class AttachForm(DeskForm):
    """Rules that are to bind a body's meetings."""

    rules = RadioField(_("Rules"), [InputRequired(_("Choose the rules."))])
    start_on = Day(
        _("First day"),
        [InputRequired(_("Give a day."))],
        description=_("They bind the meetings of this day and later."),
    )

    def __init__(self, known: Iterable[RuleSet], **kwargs: Any) -> None:
        """Offer rule sets, each by its code and version."""
        super().__init__(**kwargs)
        self.known = {f"{one.code}@{one.effective_from}": one for one in known}
        self.rules.choices = options(
            (name, _name(one)) for name, one in self.known.items()
        )

    def chosen(self) -> dict[str, Any]:
        """Return the rules chosen and their first day."""
        return {
            "rules": self.known[self.rules.data],
            "start_on": self.start_on.data,
        }


def _name(rules: RuleSet) -> str:
    day = short_day(rules.effective_from)
    return gettext("%(title)s, in force from %(day)s", title=rules.title, day=day)


class HouseRuleForm(DeskForm):
    """A rule of the installation's own."""

    title = line(
        _("What it is called"),
        most=120,
        required=NEEDED,
        description=_("Everyone reads it, so say whose rule it is."),
    )
    citation = line(_("Where it is written"))
    kind = Choice(
        _("For"),
        [
            ("regular", _("Regular meetings")),
            ("special", _("Special meetings")),
            ("emergency", _("Emergency meetings")),
            ("any", _("Every meeting")),
        ],
    )
    what = Choice(
        _("What must be posted"),
        [
            ("notice_and_agenda", _("The notice with its agenda")),
            ("notice", _("The notice alone")),
        ],
    )
    amount = IntegerField(
        _("How long before"),
        [
            InputRequired(_("Give a number.")),
            NumberRange(1, LONGEST, _("Give a whole number from %(min)s to %(max)s.")),
        ],
    )
    unit = Choice(
        _("Counted in"),
        [
            ("calendar_days", _("Days")),
            ("business_days", _("Business days")),
            ("hours", _("Hours")),
            ("weeks", _("Weeks")),
        ],
    )
    start_on = Day(_("First day"), [InputRequired(_("Give a day."))])


class EndForm(DeskForm):
    """The last day on which rules bind."""

    end_on = Day(_("Last day"), [InputRequired(_("Give a day."))])
