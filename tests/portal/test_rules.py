"""The matrix of access against a table written by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.permissions import Role
from govapp.portal import rules
from govapp.portal.rules import Cell, Standing, Thing

# F all of it, L all of it and it is written down, S the public stub, T that it was
# withdrawn, 0 as if it did not exist, - no request comes to ask for it (which is 0,
# too). Written by hand from the matrix of the threat model (5), never made from the
# code; tests/matrix/test_policy.py shows each by what addresses answer.
ORACLE = """
               visitor other former guest joint recused member secretary administrator
book           0       0     0      F     F     -       F      0         0
open_item      F       -     -      F     F     F       F      -         -
closed_item    S       -     -      L     S     S       L      -         -
public_file    F       -     -      F     F     -       F      -         -
members_file   0       0     0      -     0     0       F      0         0
closed_file    0       0     0      L     0     0       L      0         0
staff_file     0       0     0      0     0     0       0      0         0
withdrawn      T       -     -      T     T     -       T      -         -
minutes_draft  -       -     -      0     F     -       F      -         -
closed_minutes -       -     -      0     0     -       L      -         -
own_note       -       -     -      F     F     -       F      -         -
others_note    -       -     -      0     0     -       0      -         -
"""
LETTERS = {
    "F": Cell.FULL,
    "L": Cell.LOGGED,
    "S": Cell.STUB,
    "T": Cell.TOMBSTONE,
    "0": Cell.NOTHING,
    "-": Cell.NOTHING,
}


def read_oracle() -> dict[tuple[str, str], Cell]:
    header, *rows = [line.split() for line in ORACLE.strip().splitlines()]
    return {
        (standing, thing): LETTERS[letter]
        for thing, *letters in rows
        for standing, letter in zip(header, letters, strict=True)
    }


def list_wrong() -> list[tuple[str, str]]:
    return [
        (standing, thing)
        for (standing, thing), cell in read_oracle().items()
        if rules.decide(Standing(standing), Thing(thing)) is not cell
    ]


def test_every_cell_is_what_the_table_says() -> None:
    assert list_wrong() == []
    assert set(read_oracle()) == {(s, t) for s in Standing for t in Thing}
    assert set(rules.POLICY) <= set(read_oracle())


def test_flipping_any_cell_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for place, cell in rules.POLICY.items():
        for other in set(Cell) - {cell}:
            with monkeypatch.context() as flipped:
                flipped.setitem(rules.POLICY, place, other)
                assert list_wrong() == [place]


@pytest.mark.parametrize(
    ("serving", "served", "grants", "standing"),
    [
        ({1}, set(), set(), "member"),
        ({1}, {1}, {(Role.SECRETARY, 1)}, "member"),
        ({2}, {1}, set(), "joint"),
        ({3}, {1}, set(), "former"),
        ({3}, set(), set(), "other"),
        (set(), set(), {(Role.SECRETARY, 1)}, "secretary"),
        (set(), set(), {(Role.SECRETARY, 2)}, "visitor"),
        (set(), set(), {(Role.ADMINISTRATOR, None)}, "administrator"),
        (set(), set(), {(Role.MEMBER, 1)}, "visitor"),
    ],
)
def test_what_somebody_is_to_a_meeting_of_bodies_1_and_2(
    serving: set[int],
    served: set[int],
    grants: set[tuple[Role, int | None]],
    standing: str,
) -> None:
    found = rules.stand(
        host=1, bodies=(1, 2), serving=serving, served=served, grants=grants
    )
    assert found == standing


def test_an_administrator_in_an_emergency_is_a_guest() -> None:
    found = rules.stand(
        host=1,
        bodies=(1,),
        serving=set(),
        served={1},
        grants={(Role.ADMINISTRATOR, None)},
        is_invited=True,
    )
    assert found is Standing.GUEST


@given(
    needed=st.integers(1, 9), coming=st.integers(0, 9), undecided=st.integers(0, 9),
    absent=st.integers(0, 9),
)  # fmt: skip
def test_the_outlook_is_what_the_answers_still_allow(
    needed: int, coming: int, undecided: int, absent: int
) -> None:
    members = coming + undecided + absent
    verdict = rules.foresee(
        needed=needed, members=members, coming=coming, undecided=undecided
    )
    can_be = [coming + more >= needed for more in range(undecided + 1)]
    if members < needed:
        assert verdict == "short"
    else:
        assert verdict == ("yes" if all(can_be) else "open" if any(can_be) else "no")
