"""The form of the rules by which a body decides."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from govapp.web.fields import Choice, Count
from govapp.web.forms import EditForm

QUORUMS = (
    ("majority_seats", _("More than half of the seats authorized")),
    ("majority_filled", _("More than half of the seats that are filled")),
    ("two_thirds_seats", _("Two thirds of the seats authorized")),
    ("fixed", _("A number of members")),
)
DECISIONS = (
    ("majority_cast", _("More yes than no")),
    ("majority_present", _("More than half of the members present")),
    ("majority_seats", _("More than half of all seats")),
    ("two_thirds_cast", _("Two thirds of the votes cast")),
)


class RulesForm(EditForm):
    """What a body asks for where nothing else is said of a motion."""

    quorum_rule = Choice(_("Quorum"), QUORUMS)
    quorum_fixed = Count(_("Members needed, where it is a number"), most=99)
    decision_rule = Choice(_("A motion passes with"), DECISIONS)
    needs_second = BooleanField(_("A motion needs a second"))
    chair_votes = BooleanField(
        _("Who presides votes like any member"),
        description=_("Otherwise only where that changes the result."),
    )
    counts_recused = BooleanField(
        _("Who is recused counts as present"),
        description=_("Ask counsel: most bodies do not count them."),
    )
