"""The fields that forms share: answers are tidied as they come."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup
from wtforms import (
    DateField,
    Field,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # stubs lag
from wtforms.form import BaseForm
from wtforms.validators import (
    DataRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget
from wtforms.widgets import ColorInput as ColorWidget

LINE = 300
ADDRESS = 1000
TEXT = 20_000
NEEDED = _("Fill this in.")
# The site's own color of headings, and what WCAG 2.2 asks of text (1.4.3).
INK, CONTRAST = "#14304a", 4.5
COLOR = re.compile("#[0-9a-f]{6}")
Choices = Iterable[tuple[Any, str]]


def tidy(typed: str | None) -> str:
    """Take out control characters and space around; end lines as the record does."""
    lines = (typed or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c >= " " or c in "\n\t").strip()


def tidy_line(typed: str | None) -> str:
    """Tidy what stands on one line."""
    return " ".join(tidy(typed).split())


def line(
    label: str,
    *checks: Any,
    required: str | None = None,
    most: int = LINE,
    **rest: Any,
) -> StringField:
    """Return a field for one line of text; `required` says what is missing."""
    asked = _ask(required, checks, most)
    return StringField(label, asked, filters=[tidy_line], **rest)


def prose(
    label: str, *, required: str | None = None, most: int = TEXT, **rest: Any
) -> TextAreaField:
    """Return a field for some lines of text; `required` says what is missing."""
    asked = _ask(required, (), most)
    return TextAreaField(label, asked, filters=[tidy], **rest)


def _ask(required: str | None, checks: Iterable[Any], most: int) -> list[Any]:
    # What was sent may be space alone, so it is the tidied text that must be there.
    first = [] if required is None else [DataRequired(required)]
    length = Length(max=most, message=_("Use at most %(max)d characters."))
    return [*first, *checks, length]


def lines(label: str, *, most: int, **rest: Any) -> TextAreaField:
    """Return a field for up to so many lines, none of them empty."""

    def check(_form: BaseForm, field: Field) -> None:
        if len(field.data.splitlines()) > most:
            told = gettext("Use at most %(max)s lines.", max=most)
            raise ValidationError(told)

    length = Length(max=LINE * most, message=_("Use at most %(max)d characters."))
    return TextAreaField(label, [check, length], filters=[_tidy_lines], **rest)


def _tidy_lines(typed: str | None) -> str:
    found = (tidy_line(each) for each in tidy(typed).splitlines())
    return "\n".join(filter(None, found))


def color(label: str, **rest: Any) -> StringField:
    """Return a field for a color that can be read on white; "" is the site's own."""
    return StringField(
        label,
        [is_readable],
        filters=[lambda typed: "" if typed in {None, INK} else typed.lower()],
        widget=ColorInput(),
        **rest,
    )


class ColorInput(ColorWidget):
    """A choice of color, which always has one."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        """Show the site's own color where there is no other."""
        return super().__call__(field, value=field.data or INK, **kwargs)


def is_readable(_form: BaseForm, field: Field) -> None:
    """Refuse what is no color, or too light for text; raises ValidationError."""
    if field.data and not COLOR.fullmatch(field.data):
        raise ValidationError(gettext("Give a color such as #14304a."))
    found = contrast_on_white(field.data) if field.data else CONTRAST
    if found < CONTRAST:
        raise ValidationError(
            gettext(
                "It is too light to be read: its contrast on white is %(ratio)s to 1, "
                "and at least %(needed)s to 1 is needed. Choose a darker one.",
                ratio=f"{found:.1f}",
                needed=CONTRAST,
            )
        )


def contrast_on_white(color: str) -> float:
    """Return the contrast of #rrggbb on white (WCAG 2.2, "relative luminance")."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in channels
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def address(label: str, **rest: Any) -> StringField:
    """Return a field for a web address."""
    kw = {"type": "url", "placeholder": "https://"}
    return line(label, is_web_address, most=ADDRESS, render_kw=kw, **rest)


def reason(label: str, **rest: Any) -> TextAreaField:
    """Return a field that must say why."""
    return prose(label, required=_("Say why; everyone will read it."), **rest)


def is_web_address(_form: BaseForm, field: Field) -> None:
    """Refuse what is no web address; raises ValidationError."""
    try:
        parts = urlsplit(field.data)
        is_one = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_one = False
    if field.data and (not is_one or " " in field.data):
        raise ValidationError(
            gettext("Give a web address that begins with https:// or http://.")
        )


class Count(IntegerField):
    """A small number, left empty when it is not known."""

    def __init__(self, label: str, *, most: int = 999, **rest: Any) -> None:
        """Set up."""
        told = _("Give a whole number from %(min)s to %(max)s.")
        checks = [Optional(), NumberRange(min=0, max=most, message=told)]
        super().__init__(label, checks, filters=[lambda data: data or 0], **rest)

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else str(self.data or "")


class Day(DateField):
    """A date; empty is none."""

    data: date | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent; raises ValueError saying what to give."""
        self.data = None
        try:
            super().process_formdata(valuelist if any(valuelist) else [])
        except ValueError as error:
            raise ValueError(gettext("Give a date that exists.")) from error


class Clock(TimeField):
    """A time of day; empty is none."""

    data: time | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent; raises ValueError saying what to give."""
        self.data = None
        try:
            super().process_formdata(valuelist if any(valuelist) else [])
        except ValueError as error:
            told = gettext("Give a time such as 10:00 AM.")
            raise ValueError(told) from error


class Choice(SelectField):
    """One of a few; `offer` sets them where they depend on the data."""

    def __init__(self, label: str, choices: Choices = (), **rest: Any) -> None:
        """Set up."""
        super().__init__(label, choices=options(choices), **rest)

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen."""
        self.choices = options(choices)


class Several(SelectMultipleField):
    """Any of a few; `offer` sets them. By default they are known by a number."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: str, *, coerce: type = int, **rest: Any) -> None:
        """Set up."""
        super().__init__(label, coerce=coerce, choices=[], **rest)

    def offer(self, choices: Choices) -> None:
        """Set what can be chosen."""
        self.choices = options(choices)


def options(choices: Choices) -> list[SelectChoice]:
    """Return values and their words as fields take them."""
    return [SelectChoice(value=value, label=label) for value, label in choices]
