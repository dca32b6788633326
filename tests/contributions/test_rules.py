"""When a proposal is in time: to the minute, in the zone of its meeting."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.contributions import rules
from govapp.errors import RuleError

PACIFIC = "America/Los_Angeles"
ZONES = st.sampled_from([PACIFIC, "America/New_York", "Asia/Kolkata", "Europe/Berlin"])
STARTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001 hypothesis sets the zone
    datetime(2100, 1, 1),  # noqa: DTZ001 likewise
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2026-12-16T18:00Z", 16, "2026-12-01T01:00Z"),
        # Clocks go back on November 1: the deadline is in summer time.
        ("2026-11-04T18:00Z", 14, "2026-10-22T00:00Z"),
        # Clocks go forward on March 8: the deadline is in standard time.
        ("2026-03-18T17:00Z", 14, "2026-03-05T01:00Z"),
        ("2026-03-18T17:00Z", 0, "2026-03-19T00:00Z"),
    ],
)
def test_the_usual_deadline_is_five_by_the_clock_of_the_meeting(
    start: str, days: int, due: str
) -> None:
    found = rules.usual_deadline(datetime.fromisoformat(start), PACIFIC, days)
    assert found == datetime.fromisoformat(due)


@given(STARTS, ZONES, st.integers(0, 365))
def test_it_is_always_five_so_many_days_before(
    start: datetime, zone: str, days: int
) -> None:
    place = ZoneInfo(zone)
    local = rules.usual_deadline(start, zone, days).astimezone(place)
    assert local.time() == time(17)
    assert (start.astimezone(place).date() - local.date()).days == days


@pytest.mark.parametrize(
    ("seconds", "late"), [(-1, False), (0, False), (59, False), (60, True)]
)
def test_the_minute_of_the_deadline_still_counts(seconds: int, *, late: bool) -> None:
    due = datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert rules.is_late(due + timedelta(seconds=seconds), due) is late


@pytest.mark.parametrize(
    ("action", "standings"),
    [
        ("change", ["draft", "returned"]),
        ("submit", ["draft", "returned"]),
        ("take_back", ["submitted"]),
        ("decide", ["submitted"]),
    ],
)
def test_what_may_happen_to_a_proposal_where(action: str, standings: list[str]) -> None:
    for standing in ("draft", "submitted", "returned", "accepted", "merged"):
        if standing in standings:
            rules.check(action, standing)
        else:
            with pytest.raises(RuleError):
                rules.check(action, standing)
