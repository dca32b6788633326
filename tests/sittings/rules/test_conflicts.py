"""Conflicts of interest, and items out of the consent block."""

from typing import Any

import pytest

from tests.sittings.acting import Journal


def test_a_conflict_is_kept_with_when_they_left_and_came_back() -> None:
    journal = Journal()
    journal("conflict", person="bob", item="k1", statement="Owns land.", has_left=True)
    journal("return", person="bob", item="k1")
    (found,) = journal.room.conflicts
    assert (found.person.name, found.kind, found.statement) == (
        "Bob", "recusal", "Owns land."
    )  # fmt: skip
    assert found.left < found.returned
    journal.refused("has not left", "return", person="bob", item="k1")


def test_who_discloses_takes_part() -> None:
    journal = Journal()
    journal(
        "conflict",
        person="bob",
        item="k1",
        kind="disclosure",
        statement="Worked there.",
    )
    journal.vote(journal.move(item="k1"), "pass", bob="yes")


@pytest.mark.parametrize(
    ("why", "data"),
    [
        ("not a voting member", {"person": "zoe"}),
        ("Choose the item", {"item": ""}),
        ("Write the reason", {"statement": ""}),
        ("declared this already", {"person": "cat"}),
    ],
)
def test_what_may_not_be_is_refused(why: str, data: dict[str, Any]) -> None:
    journal = Journal()
    given: dict[str, Any] = {"person": "bob", "item": "k1", "statement": "Owns land."}
    journal("conflict", **{**given, "person": "cat"})
    journal.refused(why, "conflict", **{**given, **data})


def test_who_is_recused_in_one_body_is_in_the_other() -> None:
    journal = Journal()
    journal("conflict", person="bob", item="k1", statement="Owns land.")
    assert journal.room.is_recused("bob", "k1")
    assert not journal.room.is_recused("bob", "k2")
    assert not journal.room.is_recused("bob", "")


def test_an_item_is_pulled_once() -> None:
    journal = Journal()
    journal("pull", item="k1", by="Bob", reason="A question")
    journal.refused("pulled already", "pull", item="k1", by="Cat")
    journal.refused("Say who", "pull", item="k2", by="")
    assert [(p.item, p.by) for p in journal.room.pulled] == [("k1", "Bob")]
