"""Wall times and instants, on the days when clocks change and on all others."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.errors import RuleError
from govapp.meetings.rules import times

PACIFIC = "America/Los_Angeles"
GAP = "2027-03-14T02:30"
TWICE = "2026-11-01T01:30"
# Clocks go forward on the first of these days and back on the second.
CHANGES = {
    PACIFIC: (date(2027, 3, 14), date(2026, 11, 1)),
    "Europe/Berlin": (date(2027, 3, 28), date(2026, 10, 25)),
    "Australia/Lord_Howe": (date(2026, 10, 4), date(2027, 4, 4)),
    "Asia/Beirut": (date(2027, 3, 28), date(2026, 10, 25)),
}


@pytest.mark.parametrize(
    ("local", "zone", "expected"),
    [
        (GAP, PACIFIC, []),
        (TWICE, PACIFIC, ["2026-11-01T08:30", "2026-11-01T09:30"]),
        ("2026-12-16T10:00", PACIFIC, ["2026-12-16T18:00"]),
        ("2026-07-16T10:00", PACIFIC, ["2026-07-16T17:00"]),
        ("2027-03-14T01:59", PACIFIC, ["2027-03-14T09:59"]),
        ("2027-03-14T03:00", PACIFIC, ["2027-03-14T10:00"]),
        (GAP, "Asia/Kathmandu", ["2027-03-13T20:45"]),
        (TWICE, "Asia/Kathmandu", ["2026-10-31T19:45"]),
        (GAP, "UTC", [GAP]),
        (TWICE, "UTC", [TWICE]),
        (GAP, "America/Phoenix", ["2027-03-14T09:30"]),
        (TWICE, "America/Phoenix", ["2026-11-01T08:30"]),
    ],
)
def test_a_wall_time_names_none_one_or_two_instants(
    local: str, zone: str, expected: list[str]
) -> None:
    found = times.instants(datetime.fromisoformat(local), zone)

    assert [f"{moment:%Y-%m-%dT%H:%M}" for moment in found] == expected


@pytest.mark.parametrize(
    ("local", "field", "told"),
    [
        (GAP, "start", "2:30 a.m. does not exist on this day: clocks go forward"),
        (TWICE, "start_later", "1:30 a.m. comes twice on this day, when clocks go"),
        ("1899-12-31T10:00", "date", "Give a year between 1900 and 2199."),
        ("2200-01-01T10:00", "date", "Give a year between 1900 and 2199."),
    ],
)
def test_a_time_that_is_none_or_two_is_refused(
    local: str, field: str, told: str
) -> None:
    moment = datetime.fromisoformat(local)
    with pytest.raises(RuleError) as refused:
        times.instant(moment, PACIFIC, later=None, field="start")

    assert str(refused.value).startswith(told)
    assert refused.value.field == field


@pytest.mark.parametrize(("later", "hour"), [(False, 8), (True, 9)])
def test_the_choice_decides_which_of_two_instants_is_meant(
    later: bool,  # noqa: FBT001
    hour: int,
) -> None:
    moment = datetime.fromisoformat(TWICE)

    chosen = times.instant(moment, PACIFIC, later=later, field="start")

    assert chosen == datetime(2026, 11, 1, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("zone", CHANGES)
@pytest.mark.parametrize("which", [0, 1])
@given(minute=st.integers(0, 26 * 60))
def test_every_instant_of_the_days_of_change_round_trips(
    zone: str, which: int, minute: int
) -> None:
    place, day = ZoneInfo(zone), CHANGES[zone][which]
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    offset = place.utcoffset(midnight.replace(tzinfo=None)) or timedelta()
    moment = midnight - offset + timedelta(minutes=minute)
    wall = moment.astimezone(place)

    found = times.instants(wall.replace(tzinfo=None, fold=0), zone)

    assert moment in found
    assert (
        times.instant(
            wall.replace(tzinfo=None, fold=0),
            zone,
            later=bool(wall.fold),
            field="start",
        )
        == moment
    )


def test_a_day_begins_where_its_midnight_is_skipped() -> None:
    beginning = times.day_start(datetime(2027, 3, 28, 15, 0), "Asia/Beirut")  # noqa: DTZ001

    assert beginning == datetime(2027, 3, 27, 22, 0, tzinfo=UTC)
