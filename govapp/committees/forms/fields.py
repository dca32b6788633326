"""Fields that the forms of bodies, seats and people share."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.form import BaseForm
from wtforms.validators import (
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from govapp.committees import rules

DATE = _("Such as 2026-12-16, or 2026-12 or 2026 when no more is known.")
TEXT = 20_000


def tidy(value: str | None) -> str:
    """Take out control characters and space around."""
    lines = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c >= " " or c in "\n\t").strip()


def _checks(most: int, *, required: bool) -> list[Any]:
    length = Length(max=most, message=_("Use at most %(max)d characters."))
    return [InputRequired(_("Fill this in.")), length] if required else [length]


def line(label: str, most: int, *, required: bool = False, **rest: Any) -> StringField:
    """Return a field for a line of text."""
    checks = _checks(most, required=required)
    return StringField(label, checks, filters=[tidy], **rest)


def prose(label: str, *, required: bool = False, **rest: Any) -> TextAreaField:
    """Return a field for some lines of text."""
    checks = _checks(TEXT, required=required)
    return TextAreaField(label, checks, filters=[tidy], **rest)


def partial_date(
    label: str, *, required: bool = False, hint: str = DATE
) -> StringField:
    """Return a field for a date as precise as it is known."""
    first = [InputRequired(_("Give a date, at least the year."))] if required else []
    return StringField(label, [*first, _is_date], filters=[tidy], description=hint)


def _is_date(_form: BaseForm, field: StringField) -> None:
    if not rules.is_partial_date(field.data or ""):
        raise ValidationError(
            gettext("This is no date. Write 2026-12-16, 2026-12 or 2026.")
        )


class CountField(IntegerField):
    """A small number, left empty when it is not known."""

    def __init__(self, label: str, *, most: int = 999, **rest: Any) -> None:
        """Set up."""
        told = _("Give a whole number from %(min)s to %(max)s.")
        checks = [Optional(), NumberRange(min=0, max=most, message=told)]
        super().__init__(label, checks, filters=[lambda data: data or 0], **rest)

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else str(self.data or "")


Choices = Iterable[tuple[str, str]]


class ChoiceField(SelectField):
    """One of a few; `offer` sets them where they depend on the data."""

    def __init__(self, label: str, choices: Choices = (), **rest: Any) -> None:
        """Set up."""
        super().__init__(label, choices=_choices(choices), **rest)

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen."""
        self.choices = _choices(choices)


def _choices(choices: Choices) -> list[SelectChoice]:
    return [SelectChoice(value=value, label=label) for value, label in choices]
