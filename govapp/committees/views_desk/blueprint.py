"""What the desk's pages of bodies share: their blueprint and how a form ends."""

from collections.abc import Callable
from typing import Any, Protocol

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from govapp.committees.models import Body
from govapp.errors import RuleError, StaleError
from govapp.web.access import desk_blueprint
from govapp.web.forms import DeskForm, EditForm

blueprint = desk_blueprint("committees_desk", __name__, "/desk/committees")


class Versioned(Protocol):
    """A row that knows how often it was saved."""

    row_version: Any


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
        saved = type(form)(formdata=None, obj=row)
        form.merge(saved.values(), row.row_version)
        return False


def to_body(body: Body, told: str) -> ResponseReturnValue:
    """Lead to a body's page, which says what happened."""
    flash(told, "success")
    return redirect(url_for("committees_desk.detail", slug=body.slug), 303)
