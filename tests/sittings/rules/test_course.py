"""From the call to order to adjournment."""

from typing import Any

import pytest

from tests.sittings.acting import Journal, bench


def test_a_sitting_runs_its_course() -> None:
    journal = Journal()
    seen = [journal.room.state]
    for kind, data in (
        ("recess", {}),
        ("resume", {}),
        ("close", {"items": ["k9"]}),
        ("take_up", {"item": "k91", "path": ["k9"]}),
        ("resume", {}),
        ("adjourn", {}),
    ):
        journal(kind, **data)
        seen.append(journal.room.state)
    assert seen == [
        "in_session", "recessed", "in_session", "closed_session", "closed_session",
        "in_session", "adjourned",
    ]  # fmt: skip
    assert [(p.kind, bool(p.until), p.items) for p in journal.room.pauses] == [
        ("recess", True, ()),
        ("closed_session", True, ("k9",)),
    ]
    assert journal.room.closed_taken == {0}


def test_adjourning_in_recess_ends_it() -> None:
    journal = Journal()
    journal("recess")
    journal("adjourn", at=50)
    assert journal.room.pauses[0].until == journal.room.adjourned
    assert journal.room.adjourned == "2026-12-16T18:50:00Z"


@pytest.mark.parametrize(
    ("before", "why", "act"),
    [
        ([], "called to order already", ("order", {"benches": [bench().model_dump()]})),
        ([], "neither in recess", ("resume", {})),
        (["recess"], "in recess", ("take_up", {"item": "k1"})),
        (["recess"], "in recess", ("recess", {})),
        (["recess"], "in recess", ("move", {"body": "board", "text": "x"})),
        (["close"], "Return to open", ("recess", {})),
        (["close"], "Return to open", ("adjourn", {})),
        (["close"], "closed already", ("close", {"items": ["k9"]})),
        (["close"], "not announced", ("take_up", {"item": "k1"})),
        ([], "belongs into closed", ("take_up", {"item": "k91", "is_inside": True})),
        ([], "Choose the items", ("close", {"items": []})),
        (["adjourn"], "adjourned", ("adjourn", {})),
        (["adjourn"], "adjourned", ("take_up", {"item": "k1"})),
        ([], "who is present can preside", ("preside", {"person": "zoe"})),
        ([], "earlier than", ("adjourn", {"at": 3})),
        ([], "no such entry", ("dance", {})),
    ],
)
def test_what_is_out_of_turn_is_refused(
    before: list[str], why: str, act: tuple[str, dict[str, Any]]
) -> None:
    journal = Journal()
    for kind in before:
        more: dict[str, Any] = {"items": ["k9"]} if kind == "close" else {}
        journal(kind, **more)
    journal.refused(why, act[0], **act[1])


def test_nothing_happens_before_the_call_to_order() -> None:
    journal = Journal()
    journal("strike", seq=6, reason="Not there")
    for seq in (5, 4, 3, 2, 1):
        journal("strike", seq=seq, reason="Wrong meeting")
    assert journal.room.state == "not_begun"
    for kind in ("adjourn", "recess"):
        journal.refused("not been called to order", kind)
    journal.refused("not been called to order", "take_up", item="k1")


def test_a_body_without_members_cannot_be_called_to_order() -> None:
    with pytest.raises(Exception, match="No voting member serves"):
        Journal(bench(people=()))


def test_the_chair_may_be_vacated_and_taken_again() -> None:
    journal = Journal()
    journal("preside", person="")
    assert not journal.room.presiding
    journal("preside", person="eve")
    assert journal.room.presiding
    assert journal.room.presiding.name == "Eve"
