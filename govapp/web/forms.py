"""What every desk form shares: its key, its row version, and the merge page."""

import uuid
from collections.abc import Callable
from typing import Any, Protocol

from flask import Response, make_response, render_template, request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField, SelectField
from wtforms.widgets import HiddenInput

from govapp.errors import RuleError, StaleError
from govapp.web.errors import say


class Versioned(Protocol):
    """A row that knows how often it was saved."""

    row_version: Any


class DeskForm(FlaskForm):  # type: ignore[misc]  # it ships no types
    """A form of the desk; sent twice, it counts once."""

    idempotency_key = HiddenField(default=lambda: str(uuid.uuid4()))
    theirs: dict[str, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Set up; nobody else has saved anything yet."""
        super().__init__(*args, **kwargs)
        self.theirs = {}

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field, without what only the form needs."""
        own = {"csrf_token", "idempotency_key", "row_version", "submit"}
        return {name: value for name, value in self.data.items() if name not in own}

    def refuse(self, error: RuleError) -> None:
        """Show a rule's refusal beside the field it is about, or above the form."""
        field = self._fields.get(error.field or "")
        if field is None:
            self.form_errors.append(say(error))
        else:
            field.errors = [*field.errors, say(error)]

    def renew(self) -> None:
        """Take a new key: what was sent under the old one was refused."""
        self.idempotency_key.data = str(uuid.uuid4())


class EditForm(DeskForm):
    """A form over a row that others may edit too."""

    row_version = IntegerField(widget=HiddenInput())

    def values(self) -> dict[str, Any]:
        """Return what was typed, and which version of the row it was typed over."""
        return {**super().values(), "row_version": self.row_version.data or 0}

    def read(self, row: Any) -> dict[str, Any]:  # each form has its kind of row
        """Return what a row holds, as the fields would."""
        values: dict[str, Any] = type(self)(formdata=None, obj=row).values()
        return values

    def merge(self, row: Versioned) -> None:
        """Keep what was typed and show beside it what somebody else saved."""
        # A number field shows again what was sent, as long as it knows it.
        self.row_version.data, self.row_version.raw_data = row.row_version, None
        self.theirs = {
            name: _word(self._fields[name], value)
            for name, value in self.read(row).items()
            if self._fields[name].data != value
        }
        if not self.theirs:
            told = gettext(
                "Somebody else saved something else here while you were writing. What "
                "stands in these fields is yours: save it again."
            )
            self.form_errors.append(told)


def _word(field: Field, value: object) -> str:
    """Say a value as the form shows it."""
    if isinstance(value, list):
        return ", ".join(_word(field, each) for each in value)
    if isinstance(field, SelectField):
        for choice, label, *_rest in field.iter_choices():
            if field.coerce(choice) == value:
                return str(label)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    return "" if value is None else str(value)


def is_done(form: DeskForm, act: Callable[[], object]) -> bool:
    """Do what a form asks; False where it is not sent, not valid or refused."""
    if not form.validate_on_submit():
        return False
    try:
        act()
    except RuleError as error:
        form.refuse(error)
        return False
    return True


def is_saved(form: EditForm, row: Versioned, act: Callable[[], object]) -> bool:
    """Do likewise over a row; where it was saved meanwhile, show both texts."""
    try:
        return is_done(form, act)
    except StaleError:
        form.merge(row)
        return False


def render_form(template: str, form: DeskForm, **context: Any) -> Response:
    """Render a form's page: 200 when asked for, 422 when what was sent is refused."""
    status = 200
    if request.method == "POST":
        status = 409 if form.theirs else 422
        form.renew()
    return make_response(render_template(template, form=form, **context), status)
