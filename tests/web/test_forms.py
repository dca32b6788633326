"""How a form of the desk ends: done, refused, or beside what somebody else saved."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from flask import Flask
from wtforms import BooleanField, RadioField

from govapp.errors import RuleError, StaleError
from govapp.web.fields import Choice, Count, line, options
from govapp.web.forms import EditForm, is_done, is_saved

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
KINDS = [("board", "Board"), ("committee", "Committee")]
SENT = {
    "name": "Board",
    "kind": "board",
    "count": "3",
    "is_later": "first",
    "row_version": "1",
}


@dataclass
class Row:
    """A row as a service would have it."""

    name: str = "Board"
    kind: str = "board"
    count: int = 3
    is_dormant: bool = False
    is_later: bool = False
    row_version: int = 1


class RowForm(EditForm):
    """A form over it."""

    name = line("Name", required="Give it a name.")
    kind = Choice("Kind", KINDS)
    count = Count("Count")
    is_dormant = BooleanField("Dormant")
    is_later = RadioField(
        "Which of the two",
        choices=options([("first", "10:00 PDT"), ("second", "10:00 PST")]),
        coerce=lambda value: value in {"second", True},
        validate_choice=False,
    )


Send = Callable[..., RowForm]


@pytest.fixture
def send(app: Flask) -> Iterator[Send]:
    """Return what makes the form as it comes when somebody sends it."""
    app.config["WTF_CSRF_ENABLED"] = False
    with ExitStack() as requests:

        def make(row: Row, **typed: str) -> RowForm:
            data = {**SENT, **typed}
            requests.enter_context(app.test_request_context(method="POST", data=data))
            return RowForm(obj=row)

        yield make


def _refuse(error: Exception) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


def test_what_is_valid_is_done_with_what_was_typed(send: Send) -> None:
    form, done = send(Row(), name=" New  name "), []
    assert is_done(form, lambda: done.append(form.values()))
    (values,) = done
    assert values == {
        "name": "New name",
        "kind": "board",
        "count": 3,
        "is_dormant": False,
        "is_later": False,
        "row_version": 1,
    }


def test_what_is_not_valid_is_not_done(send: Send) -> None:
    assert not is_done(send(Row(), name=" "), _refuse(AssertionError()))


def test_a_refusal_stands_beside_its_field_or_above_the_form(send: Send) -> None:
    form = send(Row())
    told = "%(name)s is taken."
    assert not is_done(form, _refuse(RuleError(told, "name", name="Board")))
    assert form.name.errors == ["Board is taken."]
    assert not is_done(form, _refuse(RuleError("It is 100% over.")))
    assert form.form_errors == ["It is 100% over."]


def test_what_somebody_else_saved_is_said_in_words(send: Send) -> None:
    row = Row("Audit", "committee", count=4, is_dormant=True, is_later=True)
    row.row_version = 2
    form = send(row, name="Mine")
    assert not is_saved(form, row, _refuse(StaleError()))
    assert form.theirs == {
        "name": "Audit",
        "kind": "Committee",
        "count": "4",
        "is_dormant": "Yes",
        "is_later": "10:00 PST",
    }
    assert (form.name.data, form.row_version.data) == ("Mine", 2)


def test_where_nothing_here_was_changed_it_says_what_happened(send: Send) -> None:
    row = Row(row_version=2)
    form = send(row)
    assert not is_saved(form, row, _refuse(StaleError()))
    assert form.theirs == {}
    (told,) = form.form_errors
    assert told.startswith("Somebody else saved something else here")
    assert form.row_version.data == 2


def test_what_both_have_alike_is_not_said(send: Send) -> None:
    row = Row(is_dormant=False, row_version=2)
    form = send(row, is_dormant="y", count="4")
    assert not is_saved(form, row, _refuse(StaleError()))
    assert form.theirs == {"is_dormant": "No", "count": "3"}


def test_a_version_that_is_none_counts_as_none(send: Send) -> None:
    form = send(Row(), row_version="")
    assert form.values()["row_version"] == 0
