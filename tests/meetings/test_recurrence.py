"""The days of a rule: cases, and what holds in every year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.meetings.rules import recurrence
from govapp.meetings.rules.recurrence import (
    EVERY_MONTH,
    FROM_FEBRUARY,
    FROM_JANUARY,
    LAST,
    ORDINALS,
    Lack,
    Rule,
)

TUESDAY, WEDNESDAY, THURSDAY = 1, 2, 3
YEARS = st.integers(1900, 2199)
RULES = st.builds(
    Rule,
    kind=st.sampled_from(["month", "quarter"]),
    ordinals=st.sets(st.sampled_from(ORDINALS), min_size=1).map(tuple),
    weekday=st.integers(0, 6),
    months=st.sets(st.integers(1, 12), min_size=1).map(tuple),
)


def _monthly(ordinal: int, weekday: int, months: tuple[int, ...]) -> Rule:
    return Rule("month", (ordinal,), weekday, months)


def _days(rule: Rule, year: int) -> list[str]:
    return [f"{day:%m-%d}" for day in recurrence.list_days(rule, year).values()]


@pytest.mark.parametrize(
    ("rule", "year", "days"),
    [
        (_monthly(2, WEDNESDAY, (1, 2, 3)), 2027, ["01-13", "02-10", "03-10"]),
        (_monthly(2, WEDNESDAY, (3, 1)), 2027, ["01-13", "03-10"]),
        (_monthly(LAST, THURSDAY, FROM_JANUARY), 2027,
         ["01-28", "03-25", "05-27", "07-29", "09-30", "11-25"]),
        (_monthly(LAST, THURSDAY, FROM_FEBRUARY), 2027,
         ["02-25", "04-29", "06-24", "08-26", "10-28", "12-30"]),
        (Rule("quarter", (1,), TUESDAY), 2027, ["01-05", "04-06", "07-06", "10-05"]),
        (Rule("quarter", (LAST,), TUESDAY), 2027,
         ["03-30", "06-29", "09-28", "12-28"]),
        (Rule("quarter", (5,), TUESDAY), 2027, ["02-02", "05-04", "08-03", "11-02"]),
        # A leap year's 29th, and the fifth weekday that only it has.
        (_monthly(LAST, TUESDAY, (2,)), 2028, ["02-29"]),
        (_monthly(5, TUESDAY, (2,)), 2028, ["02-29"]),
        (_monthly(5, TUESDAY, (2,)), 2027, []),
        (Rule("month", (1, 3), TUESDAY, (6,)), 2027, ["06-01", "06-15"]),
        # The fourth is the last here, and counts once.
        (Rule("month", (4, LAST), WEDNESDAY, (2,)), 2027, ["02-24"]),
        (Rule("dates", dates=(date(2027, 5, 4), date(2027, 2, 1))), 2027,
         ["02-01", "05-04"]),
        (Rule("before", days_before=1), 2027, []),
    ],
)  # fmt: skip
def test_the_days_of_a_rule(rule: Rule, year: int, days: list[str]) -> None:
    assert _days(rule, year) == days


def test_dates_before_others_go_with_them() -> None:
    rule = Rule("before", days_before=1)
    others = {"s1-m03-2": date(2028, 3, 1), "x7": date(2028, 1, 1)}
    assert recurrence.list_days(rule, 2028, others) == {
        "before-x7": date(2027, 12, 31),
        "before-s1-m03-2": date(2028, 2, 29),
    }
    assert recurrence.list_days(Rule("before"), 2028, others) == {
        "before-x7": date(2028, 1, 1),
        "before-s1-m03-2": date(2028, 3, 1),
    }


def test_keys_stay_when_the_weekday_changes() -> None:
    keys = [
        list(recurrence.list_days(Rule("month", (2,), day, EVERY_MONTH), 2027))
        for day in range(7)
    ]
    assert keys == [[f"m{month:02d}-2" for month in EVERY_MONTH]] * 7


def test_a_month_without_the_day_is_said() -> None:
    rule = _monthly(5, WEDNESDAY, (2, 3, 4))
    assert _days(rule, 2027) == ["03-31"]
    assert recurrence.list_lacks(rule, 2027) == (Lack(2, 5), Lack(4, 5))
    assert recurrence.list_lacks(_monthly(LAST, WEDNESDAY, EVERY_MONTH), 2027) == ()
    assert recurrence.list_lacks(Rule("dates"), 2027) == ()


@given(RULES, YEARS)
def test_each_day_is_what_the_rule_says(rule: Rule, year: int) -> None:
    days = list(recurrence.list_days(rule, year).values())
    assert days == sorted(set(days))
    for day in days:
        assert (day.year, day.weekday()) == (year, rule.weekday)
        if rule.kind == "month":
            assert day.month in rule.months
            nth = (day.day - 1) // 7 + 1
            is_last = (day + timedelta(weeks=1)).month != day.month
            assert nth in rule.ordinals or (is_last and LAST in rule.ordinals)


@given(RULES, YEARS)
def test_days_and_lacks_together_are_all_that_was_asked_for(
    rule: Rule, year: int
) -> None:
    periods = 4 if rule.kind == "quarter" else len(rule.months)
    found = {key: day for key, _, _, day in recurrence._weekdays(rule, year)}  # noqa: SLF001
    lacks = recurrence.list_lacks(rule, year)
    assert len(found) == periods * len(rule.ordinals)
    assert sum(day is None for day in found.values()) == len(lacks)
    assert set(recurrence.list_days(rule, year).values()) == set(found.values()) - {
        None
    }
    assert {lack.ordinal for lack in lacks} <= {5}
    if rule.kind == "quarter":
        assert lacks == ()


@given(st.dictionaries(st.text("sx-m0123", min_size=1), st.dates()), st.integers(0, 99))
def test_each_date_before_is_as_many_days_before(
    others: dict[str, date], count: int
) -> None:
    others = {key: max(day, date(1901, 1, 1)) for key, day in others.items()}
    days = recurrence.list_days(Rule("before", days_before=count), 2027, others)
    assert set(days.values()) == {
        day - timedelta(days=count) for day in others.values()
    }
    for key, day in days.items():
        assert others[key.removeprefix("before-")] - day == timedelta(days=count)


@pytest.mark.parametrize(
    ("body", "before", "links", "circles"),
    [
        (1, 2, [], False),
        (1, 1, [], True),
        (1, 2, [(2, 1)], True),
        (1, 2, [(2, 3), (3, 1)], True),
        (1, 2, [(2, 3), (3, 4)], False),
        (1, 2, [(2, 3), (3, 2)], False),
        (1, 2, [(1, 3)], False),
    ],
)
def test_no_body_waits_for_itself(
    body: int, before: int, links: list[tuple[int, int]], *, circles: bool
) -> None:
    assert recurrence.goes_in_circles(body, before, links) is circles
