"""Counting back: the worked examples, and what holds for every minute."""

from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govapp.notices.rules.calendars import Calendar, is_known, list_holidays
from govapp.notices.rules.counting import (
    TICK,
    business_days_before,
    count_back,
    end_of,
    hours_before,
    house_day,
)
from govapp.notices.rules.files import read_rule_sets

PACIFIC, EASTERN = "America/Los_Angeles", "America/New_York"
ZONES = (
    PACIFIC, EASTERN, "America/Phoenix", "UTC", "Asia/Kathmandu",
    # Half an hour of summer time; midnight skipped; midnight twice.
    "Australia/Lord_Howe", "Asia/Beirut", "America/Havana",
)  # fmt: skip
RULES = {
    rule.code: (rules, rule)
    for rules in read_rule_sets(
        files("govapp.notices").joinpath("rule_sets.yaml").read_text("utf-8"), "shipped"
    )
    for rule in rules.rules
}


def starting(local: str, zone: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("code", "zone", "start", "expected", "house"),
    [
        ("bk-regular-notice", PACIFIC, "2026-12-16T10:00",
         "2026-12-06T23:59:59-08:00", "2026-12-04"),
        ("bk-regular-notice", PACIFIC, "2027-01-27T10:00",
         "2027-01-17T23:59:59-08:00", "2027-01-15"),
        ("bk-special-notice", PACIFIC, "2026-07-06T10:00",
         "2026-07-04T10:00:00-07:00", "2026-07-02"),
        ("brown-regular-agenda", PACIFIC, "2027-03-15T09:00",
         "2027-03-12T08:00:00-08:00", "2027-03-12"),
        ("brown-regular-agenda", PACIFIC, "2026-11-02T09:00",
         "2026-10-30T09:00:00-07:00", "2026-10-30"),
        ("brown-special-notice", PACIFIC, "2026-11-01T18:00",
         "2026-10-31T18:00:00-07:00", "2026-10-30"),
        ("sun-announce", EASTERN, "2026-11-05T10:00",
         "2026-10-29T10:00:00-04:00", "2026-10-29"),
        ("corp-special-mail", PACIFIC, "2026-07-08T10:00",
         "2026-07-04T23:59:59-07:00", "2026-07-02"),
    ],
)  # fmt: skip
def test_the_worked_examples_of_the_laws(
    code: str, zone: str, start: str, expected: str, house: str
) -> None:
    rules, rule = RULES[code]
    calendar = Calendar((rules.calendar,))
    found = count_back(
        starting(start, zone),
        zone,
        amount=rule.amount,
        unit=rule.unit,
        anchor=rule.anchor,
        calendar=calendar,
    )
    local = found.at.astimezone(ZoneInfo(zone)).replace(microsecond=0)
    assert local.isoformat() == expected
    assert found.is_whole_day is expected.endswith(("23:59:59-08:00", "23:59:59-07:00"))
    assert house_day(found.at, zone, calendar).isoformat() == house


@pytest.mark.parametrize(
    ("start", "days", "expected", "skipped"),
    [
        ("2026-12-02T10:00", 5, "2026-11-23",
         "2026-11-26 2026-11-27 2026-11-28 2026-11-29"),
        ("2026-07-08T10:00", 4, "2026-07-01", "2026-07-03 2026-07-04 2026-07-05"),
    ],
)  # fmt: skip
def test_the_worked_examples_of_business_days(
    start: str, days: int, expected: str, skipped: str
) -> None:
    found = count_back(
        starting(start, PACIFIC),
        PACIFIC,
        amount=days,
        unit="business_days",
        calendar=Calendar(("US-CA",)),
    )
    assert found.at == end_of(date.fromisoformat(expected), PACIFIC)
    assert " ".join(day.isoformat() for day in found.skipped) == skipped


def test_an_hour_that_is_skipped_is_an_instant_all_the_same() -> None:
    start = starting("2026-03-11T02:30", PACIFIC)
    found = hours_before(start, PACIFIC, 72)
    # By the clock on the wall it would be 2:30, which did not exist; an hour before.
    assert found.astimezone(ZoneInfo(PACIFIC)).isoformat() == (
        "2026-03-08T01:30:00-08:00"
    )
    start = starting("2026-03-09T02:30", PACIFIC)
    assert hours_before(start, PACIFIC, 24) == datetime(2026, 3, 8, 9, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_counts_the_first_time() -> None:
    start = starting("2026-11-04T01:30", PACIFIC)
    found = hours_before(start, PACIFIC, 72)
    assert found == datetime(2026, 11, 1, 8, 30, tzinfo=UTC)


def test_own_closed_days_are_no_business_days() -> None:
    closed = frozenset({date(2026, 12, 24)})
    office = Calendar(("US-CA",), closed)
    assert office.last_open(date(2026, 12, 25)) == date(2026, 12, 23)
    assert Calendar(("US-CA",)).last_open(date(2026, 12, 25)) == date(2026, 12, 24)
    assert Calendar().last_open(date(2026, 12, 25)) == date(2026, 12, 25)
    assert Calendar().last_open(date(2026, 12, 27)) == date(2026, 12, 25)
    # Columbus Day is federal, the day after Thanksgiving is California's.
    both = Calendar(("US", "US-CA"))
    assert both.last_open(date(2026, 10, 12)) == date(2026, 10, 9)
    assert both.last_open(date(2026, 11, 27)) == date(2026, 11, 25)


def test_calendars_are_known_by_their_codes() -> None:
    assert all(map(is_known, ("US", "US-CA", "NP")))
    assert not any(map(is_known, ("XX", "US-QQ", "")))
    assert list_holidays("US-CA", date(2026, 11, 27)) == ("Day After Thanksgiving",)
    assert list_holidays("US-CA", date(2026, 11, 30)) == ()
    # Of the year after, yet kept in this one.
    assert not Calendar(("US-CA",)).is_open(date(2027, 12, 31))


def minutes_of(*days: str) -> st.SearchStrategy[datetime]:
    """Return every minute, as UTC has it, of some days and of those around them."""
    firsts = [datetime.fromisoformat(day).replace(tzinfo=UTC) for day in days]
    return st.builds(
        lambda first, minute: first + timedelta(minutes=minute),
        st.sampled_from(firsts),
        st.integers(-12 * 60, 48 * 60),
    )


# Both days on which clocks change, here and elsewhere; a leap day, a year's end.
starts = minutes_of(
    "2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04",
    "2028-02-29", "2028-03-01", "2026-12-31", "2027-01-01",
)  # fmt: skip
hours = st.sampled_from([1, 24, 48, 72, 168])


@given(start=starts, zone=st.sampled_from(ZONES), hours=hours)
def test_hours_are_the_earlier_of_elapsed_and_wall(
    start: datetime, zone: str, hours: int
) -> None:
    check_hours(start, zone, hours)


def check_hours(start: datetime, zone: str, hours: int) -> None:
    place = ZoneInfo(zone)
    found = hours_before(start, zone, hours)
    assert found <= start - timedelta(hours=hours)
    # Never more than the clocks were moved before it.
    assert start - timedelta(hours=hours) - found <= timedelta(hours=1)
    wall = start.astimezone(place).replace(tzinfo=None) - timedelta(hours=hours)
    shown = found.astimezone(place).replace(tzinfo=None)
    assert shown <= wall
    # It is a time that the clocks show.
    assert found.astimezone(place).astimezone(UTC) == found
    # And the last one: a moment later it would be too short, elapsed or by the wall.
    later = found + TICK
    late_wall = later.astimezone(place).replace(tzinfo=None)
    assert later > start - timedelta(hours=hours) or late_wall > wall


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", ["2026-03-08", "2026-11-01"])
def test_every_minute_of_the_days_on_which_clocks_change(day: str, zone: str) -> None:
    first = datetime.combine(date.fromisoformat(day), time(), ZoneInfo(zone))
    for minute in range(25 * 60):
        start = first.astimezone(UTC) + timedelta(minutes=minute)
        for hours in (1, 24, 72):
            check_hours(start, zone, hours)
            check_hours(start + timedelta(hours=hours), zone, hours)
        check_days(start, zone, 10)


@pytest.mark.parametrize("zone", ZONES[:5])
@pytest.mark.parametrize(
    "day", ["2028-02-28", "2028-02-29", "2028-03-01", "2026-12-31", "2027-01-01"]
)
def test_every_minute_around_leap_days_and_the_ends_of_years(
    day: str, zone: str
) -> None:
    first = datetime.combine(date.fromisoformat(day), time(), ZoneInfo(zone))
    for minute in range(24 * 60):
        start = first.astimezone(UTC) + timedelta(minutes=minute)
        check_hours(start, zone, 48)
        for days in (1, 10):
            check_days(start, zone, days)
        week = count_back(start, zone, amount=1, unit="weeks", anchor="meeting_date")
        assert week.at == end_of(first.date() - timedelta(days=7), zone)


def test_days_go_over_leap_days_and_the_ends_of_years() -> None:
    for start, days, expected in (
        ("2028-03-10T10:00", 10, "2028-02-29"),
        ("2027-03-10T10:00", 10, "2027-02-28"),
        ("2028-03-01T10:00", 1, "2028-02-29"),
        ("2028-02-29T10:00", 366, "2027-02-28"),
        ("2027-01-05T10:00", 10, "2026-12-26"),
        ("2100-03-01T10:00", 1, "2100-02-28"),
    ):
        found = count_back(
            starting(start, PACIFIC), PACIFIC, amount=days, unit="calendar_days"
        )
        assert found.at == end_of(date.fromisoformat(expected), PACIFIC), start
    # Over New Year, of which the day off is observed on Friday.
    found = count_back(
        starting("2028-01-05T10:00", PACIFIC),
        PACIFIC,
        amount=3,
        unit="business_days",
        calendar=Calendar(("US-CA",)),
    )
    assert found.at == end_of(date(2027, 12, 30), PACIFIC)
    assert [day.isoformat() for day in found.skipped] == [
        "2027-12-31", "2028-01-01", "2028-01-02",
    ]  # fmt: skip


@given(start=starts, zone=st.sampled_from(ZONES), days=st.integers(1, 400))
@example(start=datetime(2028, 3, 10, 18, tzinfo=UTC), zone=PACIFIC, days=10)
def test_days_leave_out_the_meeting_and_end_at_midnight(
    start: datetime, zone: str, days: int
) -> None:
    check_days(start, zone, days)


def check_days(start: datetime, zone: str, days: int) -> None:
    place = ZoneInfo(zone)
    found = count_back(start, zone, amount=days, unit="calendar_days")
    day = start.astimezone(place).date() - timedelta(days=days)
    assert found.is_whole_day
    assert found.at.astimezone(place).date() == day
    assert (found.at + TICK).astimezone(place).date() > day


@given(
    start=starts,
    zone=st.sampled_from(ZONES),
    days=st.integers(1, 40),
    closed=st.frozensets(st.dates(date(2026, 1, 1), date(2028, 3, 1)), max_size=30),
)
def test_the_house_day_is_never_later_and_business_days_are_counted(
    start: datetime, zone: str, days: int, closed: frozenset[date]
) -> None:
    place, calendar = ZoneInfo(zone), Calendar(("US-CA",), closed)
    day = start.astimezone(place).date()
    last, skipped = business_days_before(day, days, calendar)
    between = [last + timedelta(days=n) for n in range((day - last).days)]
    assert sum(map(calendar.is_open, between)) == days
    assert calendar.is_open(last)
    assert list(skipped) == [one for one in between if not calendar.is_open(one)]
    deadline = count_back(start, zone, amount=days, unit="calendar_days").at
    house = house_day(deadline, zone, calendar)
    assert house <= deadline.astimezone(place).date()
    assert calendar.is_open(house)


@given(start=starts, zone=st.sampled_from(ZONES))
def test_a_week_is_seven_days_by_the_clock_or_less(start: datetime, zone: str) -> None:
    by_start = count_back(start, zone, amount=1, unit="weeks")
    assert by_start.at == hours_before(start, zone, 168)
    by_date = count_back(start, zone, amount=1, unit="weeks", anchor="meeting_date")
    assert by_date == count_back(start, zone, amount=7, unit="calendar_days")
