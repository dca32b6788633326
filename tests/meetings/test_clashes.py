"""What speaks against a date, and how long a planned meeting takes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.meetings.rules import clashes, times
from govapp.meetings.rules.clashes import Concern, Sitting

PACIFIC = "America/Los_Angeles"
NAMES = {1: "Ada", 2: "Bo"}
DAY = date(2027, 3, 10)


def _sitting(key: str, hours: tuple[int, int], **values: object) -> Sitting:
    start, end = (datetime(2027, 3, 10, hour, tzinfo=UTC) for hour in hours)
    given = {"bodies": frozenset({ord(key)}), "day": DAY, **values}
    return Sitting(key=key, start_at=start, over_at=end, **given)  # type: ignore[arg-type]


BOARD = _sitting("b", (18, 21), place="Room 1, Folsom", people=frozenset({1, 2}))


@pytest.mark.parametrize(
    ("other", "concerns"),
    [
        (_sitting("c", (21, 23), place="Room 1, Folsom", people=frozenset({1})), ()),
        (_sitting("c", (15, 18), place="Room 1, Folsom", people=frozenset({1})), ()),
        (_sitting("c", (20, 23), place="Room 2", people=frozenset({3})), ()),
        (_sitting("c", (20, 23)), ()),
        (
            _sitting("c", (20, 23), people=frozenset({2, 1, 3})),
            (Concern("people", ("Ada", "Bo"), "c"),),
        ),
        (
            _sitting("c", (17, 23), place="ROOM 1  Folsom"),
            (Concern("room", other="c"),),
        ),
        (
            _sitting("c", (18, 21), place="room 1, folsom", people=frozenset({2})),
            (Concern("people", ("Bo",), "c"), Concern("room", other="c")),
        ),
        (
            _sitting("c", (1, 2), bodies=frozenset({ord("b"), 7})),
            (Concern("double", other="c"),),
        ),
        (
            _sitting("c", (18, 21), bodies=BOARD.bodies, people=BOARD.people),
            (Concern("double", other="c"),),
        ),
        (
            _sitting("c", (1, 2), bodies=BOARD.bodies, day=date(2027, 3, 11)),
            (),
        ),
        (BOARD, ()),
    ],
)
def test_how_two_meetings_clash(other: Sitting, concerns: tuple[Concern, ...]) -> None:
    assert clashes.find_clashes(BOARD, [other], NAMES) == concerns


def test_clashes_come_in_the_order_of_their_weight() -> None:
    others = [
        _sitting("c", (18, 21), place="Room 1 Folsom"),
        _sitting("d", (19, 20), people=frozenset({1})),
        _sitting("e", (1, 2), bodies=BOARD.bodies),
    ]
    found = clashes.find_clashes(BOARD, others, NAMES)
    assert [each.against for each in found] == ["double", "people", "room"]


def test_a_concern_is_told_from_another_by_its_key() -> None:
    keys = {
        Concern("holiday", ("Labor Day",)).key,
        Concern("holiday", ("Labor Day", "Picnic")).key,
        Concern("people", ("Ada",), "c").key,
        Concern("people", ("Ada",), "d").key,
    }
    assert len(keys) == 4


MOMENTS = st.datetimes(datetime(2027, 1, 1), datetime(2027, 1, 3))  # noqa: DTZ001
SITTINGS = st.builds(
    lambda key, start, minutes, place, people, body: Sitting(
        key=key,
        bodies=frozenset({body}),
        day=start.date(),
        start_at=start.replace(tzinfo=UTC),
        over_at=start.replace(tzinfo=UTC) + timedelta(minutes=minutes),
        place=place,
        people=people,
    ),
    st.text(max_size=3),
    MOMENTS,
    st.integers(1, 3000),
    st.sampled_from(["", " ", "A", "a", "B"]),
    st.frozensets(st.sampled_from([1, 2])),
    st.integers(1, 2),
)


@given(SITTINGS, SITTINGS)
def test_two_meetings_clash_with_each_other_or_not_at_all(
    one: Sitting, other: Sitting
) -> None:
    forth = clashes.find_clashes(one, [other], NAMES)
    back = clashes.find_clashes(other, [one], NAMES)
    assert [(each.against, each.names) for each in forth] == [
        (each.against, each.names) for each in back
    ]


@pytest.mark.parametrize(
    ("day", "start", "minutes", "expected"),
    [
        ("2027-03-10", "10:00", 180, "03-10T10:00 03-10T13:00 18:00 21:00"),
        ("2027-07-10", "10:00", 0, "07-10T10:00 - 17:00 07:00"),
        ("2027-07-10", None, 0, "07-10T00:00 - 07:00 07:00"),
        # Three hours across the change of clocks, in spring and in autumn.
        ("2027-03-14", "01:00", 180, "03-14T01:00 03-14T05:00 09:00 12:00"),
        ("2026-11-01", "00:30", 180, "11-01T00:30 11-01T02:30 07:30 10:30"),
        # Overnight, and into the leap day.
        ("2028-02-28", "22:00", 180, "02-28T22:00 02-29T01:00 06:00 09:00"),
        ("2199-12-31", None, 0, "12-31T00:00 - 08:00 08:00"),
    ],
)
def test_when_a_meeting_takes_place(
    day: str, start: str | None, minutes: int, expected: str
) -> None:
    clock = time.fromisoformat(start) if start else None
    span = times.span(date.fromisoformat(day), clock, minutes, PACIFIC)
    assert span
    end = f"{span.end:%m-%dT%H:%M}" if span.end else "-"
    told = f"{span.start:%m-%dT%H:%M} {end} {span.start_at:%H:%M} {span.over_at:%H:%M}"
    assert told == expected
    assert span.is_all_day is (start is None)


def test_a_time_that_does_not_exist_has_no_span() -> None:
    assert times.span(date(2027, 3, 14), time(2, 30), 60, PACIFIC) is None
    assert times.span(date(2027, 3, 14), time(2, 30), 60, "America/Phoenix")


@pytest.mark.parametrize(
    ("start", "minutes", "expected"),
    [
        ("01:30", 15, (False, False, "08:30", "08:45")),
        ("01:30", 60, (False, True, "08:30", "09:30")),
        ("00:30", 45, (None, False, "07:30", "08:15")),
        ("00:30", 135, (None, True, "07:30", "09:45")),
    ],
)
def test_of_a_time_that_comes_twice_the_first_is_meant(
    start: str, minutes: int, expected: tuple[bool | None, bool, str, str]
) -> None:
    span = times.span(date(2026, 11, 1), time.fromisoformat(start), minutes, PACIFIC)
    assert span
    assert span.end_at
    found = f"{span.start_at:%H:%M}", f"{span.end_at:%H:%M}"
    assert (span.start_later, span.end_later, *found) == expected


ZONES = st.sampled_from([PACIFIC, "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"])


@given(
    st.dates(date(1990, 1, 1), date(2080, 1, 1)), st.times(), st.integers(0, 600), ZONES
)
def test_a_span_is_what_scheduling_understands(
    day: date, start: time, minutes: int, zone: str
) -> None:
    start = start.replace(second=0, microsecond=0, fold=0)
    span = times.span(day, start, minutes, zone)
    if span is None:
        assert times.instants(datetime.combine(day, start), zone) == ()
        return
    assert span.start_at < span.over_at
    assert span.start_at == times.instant(
        span.start, zone, later=span.start_later, field="start"
    )
    if minutes:
        assert span.end
        assert span.end_at == span.start_at + timedelta(minutes=minutes)
        assert span.end_at == times.instant(
            span.end, zone, later=span.end_later, field="end"
        )
