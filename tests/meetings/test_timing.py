"""When items are planned to begin: pure rules."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.meetings.rules.timing import Plan, Planned, plan


@dataclass(frozen=True)
class Part:
    key: str
    minutes: int = 0
    parts: tuple["Part", ...] = ()
    is_withdrawn: bool = False
    is_closed: bool = False


def _plan(*parts: Part) -> Plan:
    return plan(
        parts,
        lambda part: Planned(
            part.key, part.minutes, part.parts, part.is_withdrawn, part.is_closed
        ),
    )


def test_items_follow_one_another_and_an_item_covers_its_parts() -> None:
    found = _plan(
        Part("a", 5),
        Part("b", 45, (Part("b1", 15), Part("b2", 15))),
        Part("heading", 0, (Part("c", 10), Part("d", 20))),
        Part("short", 5, (Part("e", 30),)),
        Part("end"),
    )
    assert found.begins == {
        "a": 0, "b": 5, "b1": 5, "b2": 20, "heading": 50, "c": 50, "d": 60,
        "short": 80, "e": 80, "end": 110,
    }  # fmt: skip
    assert found.minutes == 110


def test_what_is_withdrawn_takes_no_time_with_all_beneath_it() -> None:
    gone = Part("a", 30, (Part("a1", 20),), is_withdrawn=True)
    assert _plan(gone, Part("b", 5)).begins == {"a": 0, "a1": 0, "b": 0}


def test_what_is_beneath_a_closed_item_shows_in_no_time() -> None:
    closed = Part("a", 30, (Part("a1", 20), Part("a2", 90)), is_closed=True)
    hidden = Part("a", 30, is_closed=True)
    assert _plan(closed, Part("b")).begins["b"] == 30
    assert _plan(closed).minutes == _plan(hidden).minutes == 30


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # Clocks go forward from 2:00 to 3:00, and back from 2:00 to 1:00.
        (datetime(2027, 3, 14, 9, 30, tzinfo=UTC), ["1:30 PST", "3:15 PDT"]),
        (datetime(2026, 11, 1, 8, 30, tzinfo=UTC), ["1:30 PDT", "1:15 PST"]),
    ],
)
def test_clocks_that_change_meanwhile_are_followed(
    day: datetime, expected: list[str]
) -> None:
    starts = _plan(Part("a", 45), Part("b", 10)).starts(day)
    zone = ZoneInfo("America/Los_Angeles")
    told = [at.astimezone(zone) for at in starts.values()]
    assert [f"{at.hour}:{at:%M} {at.tzname()}" for at in told] == expected


@pytest.mark.parametrize(
    ("planned", "ends", "late"),
    [(60, None, 0), (60, 60, 0), (61, 60, 1), (90, 60, 30), (0, 60, 0)],
)
def test_an_overrun_is_told_in_minutes(
    planned: int, ends: int | None, late: int
) -> None:
    start = datetime(2026, 12, 16, 18, tzinfo=UTC)
    end = None if ends is None else start + timedelta(minutes=ends)
    assert _plan(Part("a", planned)).overrun(start, end) == late


@given(
    st.recursive(
        st.builds(lambda minutes: ("", minutes, ()), st.integers(0, 600)),
        lambda below: st.tuples(
            st.just(""), st.integers(0, 600), st.lists(below, max_size=4).map(tuple)
        ),
        max_leaves=30,
    )
)
def test_nothing_begins_before_what_stands_before_it(tree: object) -> None:
    counter = iter(range(10_000))

    def make(node: object) -> Part:
        assert isinstance(node, tuple)
        key = f"{next(counter):04d}"
        return Part(key, node[1], tuple(make(each) for each in node[2]))

    found = _plan(make(tree))
    order = [found.begins[key] for key in sorted(found.begins)]
    assert order == sorted(order)
    assert found.minutes >= max(order)
