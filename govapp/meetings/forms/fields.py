"""Fields whose answers are tidied as they come, and refused in plain words."""

from datetime import date, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, StringField, TextAreaField, TimeField
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, ValidationError

LINE = 300
ADDRESS = 1000
TEXT = 20_000


def tidy(text: str | None) -> str:
    """Take out control characters and space around; end lines as the record does."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c >= " " or c in "\n\t").strip()


def tidy_line(text: str | None) -> str:
    """Tidy what stands on one line."""
    return " ".join(tidy(text).split())


def line(label: str, *checks: Any, most: int = LINE, **rest: Any) -> StringField:
    """Return a field for one line of text."""
    return StringField(
        label,
        [*checks, Length(max=most, message=_("Use at most %(max)d characters."))],
        filters=[tidy_line],
        **rest,
    )


def text(label: str, *checks: Any, most: int = TEXT, **rest: Any) -> TextAreaField:
    """Return a field for some lines of text."""
    return TextAreaField(
        label,
        [*checks, Length(max=most, message=_("Use at most %(max)d characters."))],
        filters=[tidy],
        **rest,
    )


def address(label: str, **rest: Any) -> StringField:
    """Return a field for a web address."""
    kw = {"type": "url", "placeholder": "https://"}
    return line(label, is_web_address, most=ADDRESS, render_kw=kw, **rest)


def reason(label: str, **rest: Any) -> TextAreaField:
    """Return a field that must say why."""
    return text(label, InputRequired(_("Say why; everyone will read it.")), **rest)


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


class Day(DateField):
    """A date; empty is none."""

    data: date | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent; raises ValueError saying what to give."""
        try:
            super().process_formdata(valuelist if any(valuelist) else [])
        except ValueError as error:
            raise ValueError(gettext("Give a date that exists.")) from error


class Clock(TimeField):
    """A time of day; empty is none."""

    data: time | None

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was sent; raises ValueError saying what to give."""
        try:
            super().process_formdata(valuelist if any(valuelist) else [])
        except ValueError as error:
            told = gettext("Give a time such as 10:00 AM.")
            raise ValueError(told) from error


ZONES = {name.casefold(): name for name in available_timezones()}


def zone_name(text: str | None) -> str:
    """Write a zone's name as the zone database does; others stay as they are."""
    name = tidy_line(text).replace(" ", "_")
    return ZONES.get(name.casefold(), name)
