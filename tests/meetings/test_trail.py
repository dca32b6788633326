"""Every action that the audit trail of a meeting can hold has words."""

import re
from pathlib import Path

import pytest
from flask import Flask

import govapp
from govapp.meetings.views_desk.trail import WORDS, doing
from govapp.record.shapes.base import Kind
from govapp.sittings.rules.journal import KINDS

SOURCES = Path(govapp.__file__).parent
# What is about a meeting begins with one of these.
ABOUT = (
    "action|agenda|attendance|conflict|file|import|item|meeting|minutes|notice|report"
)
ACTION = re.compile(rf'"((?:{ABOUT})\.[a-z_]+)"')
OF_OTHERS = {Kind.ORGANIZATION, Kind.BODY, Kind.ROSTER, Kind.KEY, Kind.MATTER}


def test_every_action_of_the_sources_has_words() -> None:
    found = {
        action
        for path in (*SOURCES.rglob("services/*.py"), *SOURCES.rglob("services.py"))
        for action in ACTION.findall(path.read_text(encoding="utf-8"))
    }

    assert len(found) > 20
    assert found <= WORDS.keys()


@pytest.mark.parametrize("kind", sorted(set(Kind) - OF_OTHERS))
def test_every_posting_has_words(kind: Kind) -> None:
    assert f"{kind}.posted" in WORDS


def test_what_is_recorded_in_the_room_has_words(app: Flask) -> None:
    with app.test_request_context():
        assert {doing(f"sitting.{kind}") for kind in KINDS} == {"recorded in the room"}
        assert doing("sitting.posted") == "posted how the sitting stands"
        assert doing("unheard.of") == "unheard.of"
