"""Fields tidy what was typed and say in plain words what is wrong with it."""

from collections.abc import Iterator
from datetime import date, time

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from govapp.web.fields import (
    Choice,
    Clock,
    Count,
    Day,
    Several,
    address,
    line,
    prose,
    reason,
)

pytestmark = pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)


class EveryForm(Form):
    """One field of each sort."""

    title = line("Title", required="Give it a title.", most=10)
    note = prose("Note", required="Write a note.", most=10)
    site = address("Site")
    why = reason("Why")
    count = Count("Count", most=99)
    day = Day("Day")
    clock = Clock("Clock")
    kind = Choice("Kind", [("board", "Board"), ("other", "Other body")])
    bodies = Several("Bodies")


FILLED = {"title": "A title", "note": "A note", "why": "Because.", "kind": "board"}


@pytest.fixture
def asked(app: Flask) -> Iterator[type[EveryForm]]:
    """Return the form where messages can be said."""
    with app.test_request_context():
        yield EveryForm


@pytest.mark.parametrize("typed", ["", " ", "\t", "\u00a0", "\x00", "\r\n", " \r\n\t "])
@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("title", "Give it a title."),
        ("note", "Write a note."),
        ("why", "Say why; everyone will read it."),
    ],
)
def test_space_is_no_answer(
    asked: type[EveryForm], name: str, told: str, typed: str
) -> None:
    form = asked(MultiDict({**FILLED, name: typed}))
    assert not form.validate()
    assert {name: [str(error) for error in form[name].errors]} == {name: [told]}
    assert list(form.errors) == [name]


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("title", "x" * 11, "Use at most 10 characters."),
        ("note", "x" * 11, "Use at most 10 characters."),
        ("site", "ftp://example.org", "Give a web address that begins with https://"),
        ("site", "javascript:alert(1)", "Give a web address that begins with https://"),
        ("site", "JavaScript://a/%0Aalert(1)", "Give a web address that begins with"),
        ("site", "https://", "Give a web address that begins with https://"),
        ("site", "https://[", "Give a web address that begins with https://"),
        ("count", "-1", "Give a whole number from 0 to 99."),
        ("count", "100", "Give a whole number from 0 to 99."),
        ("day", "2026-02-30", "Give a date that exists."),
        ("clock", "25:00", "Give a time such as 10:00 AM."),
    ],
)
def test_what_is_wrong_is_said(
    asked: type[EveryForm], name: str, typed: str, told: str
) -> None:
    form = asked(MultiDict({**FILLED, name: typed}))
    assert not form.validate()
    assert str(form[name].errors[0]).startswith(told)
    assert list(form.errors) == [name]


def test_what_was_typed_is_tidied(asked: type[EveryForm]) -> None:
    form = asked(
        MultiDict(
            {
                **FILLED,
                "title": " A \x00\x1b  b\r\n",
                "note": " one\r\n\x00two\r ",
                "site": " https://example.org/b?x=1 ",
                "day": "2026-12-16",
                "clock": "10:30",
                "count": "",
                "kind": "other",
            }
        )
    )
    assert form.validate(), form.errors
    assert form.data == {
        "title": "A b",
        "note": "one\ntwo",
        "site": "https://example.org/b?x=1",
        "why": "Because.",
        "count": 0,
        "day": date(2026, 12, 16),
        "clock": time(10, 30),
        "kind": "other",
        "bodies": [],
    }


def test_only_what_is_offered_can_be_chosen(asked: type[EveryForm]) -> None:
    form = asked(MultiDict([*FILLED.items(), ("bodies", "1"), ("bodies", "3")]))
    form.bodies.offer([(1, "Board"), (2, "Committee")])
    form.kind.offer([("other", "Other body")])
    assert not form.validate()
    assert list(form.errors) == ["kind", "bodies"]
    form.bodies.offer([(1, "Board"), (3, "Committee")])
    form.kind.offer([("board", "Board")])
    assert form.validate()
    assert form.bodies.data == [1, 3]


def test_what_is_sent_empty_has_no_value_any_more(asked: type[EveryForm]) -> None:
    known = {"day": date(2026, 12, 16), "clock": time(10, 30), "count": 3}
    sent = MultiDict({**FILLED, "day": "", "clock": "", "count": ""})
    form = asked(sent, data=known)
    assert form.validate()
    assert [form.day.data, form.clock.data, form.count.data] == [None, None, 0]
    assert asked(None, data=known).day.data == known["day"]
