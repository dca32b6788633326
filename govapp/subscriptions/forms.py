"""What somebody wants to be told, and at which address."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import EmailField, Field, Form, RadioField, SelectMultipleField
from wtforms.validators import DataRequired, Length, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from govapp.errors import RuleError
from govapp.subscriptions.models import EMAIL
from govapp.subscriptions.rules import Pace, Topic
from govapp.subscriptions.services import check_address
from govapp.web.fields import options, tidy_line

ALL = "all"
TOPICS = {
    ALL: _("Everything that is posted"),
    Topic.SCHEDULED: _("Meetings: announced, or their details changed"),
    Topic.AGENDA: _("Agendas"),
    Topic.REVISED: _("Revised agendas"),
    Topic.SUPPLEMENTAL: _("Supplemental documents"),
    Topic.CANCELLED: _("Meetings cancelled, moved or postponed"),
    Topic.MINUTES: _("Minutes"),
}

PACES = {
    Pace.AT_ONCE: _("At once"),
    Pace.DAILY: _("In one mail a day, at 8 a.m."),
    Pace.WEEKLY: _("In one mail a week, on Monday at 8 a.m."),
}


class Choices(SelectMultipleField):
    """Any of a few that are known by a name, at least one of them."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    @property
    def chosen(self) -> Sequence[str]:
        """What is chosen by name, which is all where nothing is.

        Whoever names some beside all, which the form begins with, means these.
        """
        return [name for name in self.data or [] if name != ALL]


def _is_chosen(_form: Form, field: Field) -> None:
    if not field.data:
        raise ValidationError(gettext("Choose at least one."))


class ChoiceForm(Form):
    """Bodies, topics and pace."""

    bodies = Choices(_("Which bodies"), [_is_chosen], default=[ALL])
    topics = Choices(_("What to be told"), [_is_chosen], default=[ALL])
    pace = RadioField(
        _("How soon"), choices=options(list(PACES.items())), default=Pace.AT_ONCE
    )

    def offer(self, bodies: Mapping[str, str]) -> None:
        """Set the bodies, by their slugs, that can be chosen."""
        every = {ALL: gettext("All bodies, also those to come")}
        self.bodies.choices = options(list({**every, **bodies}.items()))
        self.topics.choices = options(list(TOPICS.items()))

    def show(self, bodies: Sequence[str], topics: Sequence[str], pace: str) -> None:
        """Show what is chosen already."""
        self.pace.data = pace
        self.bodies.data = list(bodies) or [ALL]
        self.topics.data = list(topics) or [ALL]

    @property
    def chosen(self) -> dict[str, Any]:
        """What is chosen, as services take it."""
        return {
            "bodies": self.bodies.chosen,
            "topics": self.topics.chosen,
            "pace": self.pace.data,
        }


def _is_address(_form: Form, field: Field) -> None:
    try:
        check_address(field.data)
    except RuleError as error:
        raise ValidationError(gettext(error.message)) from error


class FollowForm(ChoiceForm):
    """An address besides."""

    email = EmailField(
        _("E-mail address"),
        [
            DataRequired(_("Enter an e-mail address.")),
            Length(max=EMAIL, message=_("Use at most %(max)d characters.")),
            _is_address,
        ],
        filters=[tidy_line],
        render_kw={"autocomplete": "email"},
    )
