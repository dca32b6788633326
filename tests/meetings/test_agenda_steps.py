import pytest

from govapp.meetings.rules.steps import NAMES, Missing, Standing, list_steps


def states(standing: Standing) -> str:
    return " ".join(f"{step.name}:{step.state}" for step in list_steps(standing))


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing("draft"), "due current todo todo todo todo"),
        (Standing("scheduled"), "done current todo todo todo todo"),
        (Standing("draft", items=3), "due done current todo todo todo"),
        (Standing("scheduled", items=3), "done done current todo todo todo"),
        (
            Standing("scheduled", items=3, without_basis=1),
            "done current todo todo todo todo",
        ),
        (
            Standing("scheduled", items=3, without_document=1),
            "done current todo todo todo todo",
        ),
        (
            Standing(
                "noticed", items=3, without_document=1, posted=1, is_changed=False
            ),
            "done done done current todo todo",
        ),
        (Standing("noticed", items=3, posted=1), "done done current todo todo todo"),
        (Standing("scheduled", is_tentative=True), "due current todo todo todo todo"),
        (
            Standing(
                "noticed", items=3, posted=1, is_changed=False, is_notice_changed=True
            ),
            "due done done current todo todo",
        ),
        (
            Standing("noticed", is_over=True, items=3, posted=1, is_changed=False),
            "done done done done current todo",
        ),
        (
            Standing(
                "completed",
                is_over=True,
                items=3,
                posted=1,
                is_changed=False,
                minutes="approved",
            ),
            "done done done done done done",
        ),
        (
            Standing("cancelled", items=3, posted=1, is_changed=False),
            "done done done late todo todo",
        ),
        (
            Standing("postponed", is_over=True, items=3, posted=1, is_changed=False),
            "done done done due todo todo",
        ),
    ],
)
def test_states_of_the_steps(standing: Standing, expected: str) -> None:
    pairs = zip(NAMES, expected.split(), strict=True)
    assert states(standing) == " ".join(f"{name}:{state}" for name, state in pairs)


@pytest.mark.parametrize(
    ("standing", "step", "missing"),
    [
        (Standing("draft"), "plan", (Missing("unposted_notice"),)),
        (
            Standing("noticed", is_notice_changed=True),
            "plan",
            (Missing("changed_notice"),),
        ),
        (Standing("draft"), "agenda", (Missing("items"),)),
        (
            Standing("draft", items=5, without_document=3, without_basis=1),
            "agenda",
            (Missing("basis", 1), Missing("document", 3)),
        ),
        (Standing("draft", items=5), "post", (Missing("posting"),)),
        (Standing("noticed", items=5, posted=2), "post", (Missing("changes", 2),)),
        (Standing("noticed", posted=2, is_changed=False), "post", ()),
        (Standing("cancelled"), "meet", (Missing("cancelled"),)),
        (Standing("noticed", is_over=True), "minutes", (Missing("minutes_unbegun"),)),
        (
            Standing("noticed", is_over=True, minutes="proposed"),
            "minutes",
            (Missing("minutes_proposed"),),
        ),
        (Standing("completed", is_over=True, minutes="approved"), "minutes", ()),
        (Standing("noticed"), "minutes", ()),
    ],
)
def test_what_a_step_misses(
    standing: Standing, step: str, missing: tuple[Missing, ...]
) -> None:
    found = {each.name: each.missing for each in list_steps(standing)}
    assert found[step] == missing
