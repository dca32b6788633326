"""What every desk form shares: its key, its row version, and the merge page."""

import uuid
from typing import Any

from flask import Response, make_response, render_template, request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField
from wtforms.widgets import HiddenInput

from govapp.errors import RuleError


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
        message = gettext(error.message, **error.values)
        if field is None:
            self.form_errors.append(message)
        else:
            field.errors = [*field.errors, message]

    def renew(self) -> None:
        """Take a new key: what was sent under the old one was refused."""
        self.idempotency_key.data = str(uuid.uuid4())


class EditForm(DeskForm):
    """A form over a row that others may edit too."""

    row_version = IntegerField(widget=HiddenInput())

    def merge(self, saved: dict[str, Any], row_version: int) -> None:
        """Keep what was typed and show beside it what somebody else saved."""
        # A number field shows again what was sent, as long as it knows it.
        self.row_version.data, self.row_version.raw_data = row_version, None
        self.theirs = {
            name: _word(self._fields[name], value)
            for name, value in saved.items()
            if name in self._fields and self._fields[name].data != value
        }


def _word(field: Field, value: object) -> str:
    """Say a value as the form shows it."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    for choice, label, *_rest in getattr(field, "choices", None) or ():
        if choice == value:
            return str(label)
    return "" if value is None else str(value)


def render_form(template: str, form: DeskForm, **context: Any) -> Response:
    """Render a form's page: 200 when asked for, 422 when what was sent is refused."""
    status = 200
    if request.method == "POST":
        status = 409 if form.theirs else 422
        form.renew()
    return make_response(render_template(template, form=form, **context), status)
