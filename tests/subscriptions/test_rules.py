"""When somebody is told: pure rules, held to by properties."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.record.cards import Line
from govapp.record.shapes.base import BodyRef, Kind
from govapp.subscriptions.rules import (
    HOLD,
    LEAD,
    Pace,
    Topic,
    find_digest,
    find_due,
    is_told,
    takes_back,
)

ZONES = ["America/Los_Angeles", "America/Phoenix", "UTC", "Asia/Kathmandu"]
DIGESTS = [Pace.DAILY, Pace.WEEKLY]
BODIES = ["board", "audit"]
instants = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 hypothesis adds the zone
    datetime(2036, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
# What is posted of a meeting: kind, label, and what a withdrawal takes back.
ACTS = [
    (Kind.NOTICE, "", ""),
    (Kind.NOTICE, "changed", ""),
    (Kind.NOTICE, "rescheduled", ""),
    (Kind.NOTICE, "postponed", ""),
    (Kind.AGENDA, "", ""),
    (Kind.AGENDA, "revised", ""),
    (Kind.AGENDA, "supplemental", ""),
    (Kind.MINUTES, "", ""),
    (Kind.CANCELLATION, "cancelled", ""),
    (Kind.WITHDRAWAL, "", "agenda"),
]


def _line(act: tuple[str, str, str], start: datetime, body: str = "board") -> Line:
    kind, label, what = act
    return Line(
        seq=1,
        kind=kind,
        label=label,
        what=what,
        version=1,
        posted_at="",
        number="2031-001",
        title="Meeting",
        bodies=(BodyRef(slug=body, name=body),),
        start_local=start.replace(tzinfo=None).isoformat(),
        time_zone="UTC",
    )


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        # Los Angeles, Saturday in PST; the clocks go forward that night.
        ("2031-03-08T15:59:59Z", "2031-03-08T16:00:00Z", "2031-03-10T15:00:00Z"),
        ("2031-03-08T16:00:00Z", "2031-03-09T15:00:00Z", "2031-03-10T15:00:00Z"),
        ("2031-03-10T15:00:00Z", "2031-03-11T15:00:00Z", "2031-03-17T15:00:00Z"),
        # They go back on Sunday, November 2.
        ("2031-11-01T15:00:00Z", "2031-11-02T16:00:00Z", "2031-11-03T16:00:00Z"),
        # A leap day, and the end of a year.
        ("2028-02-28T16:00:00Z", "2028-02-29T16:00:00Z", "2028-03-06T16:00:00Z"),
        ("2031-12-31T16:00:00Z", "2032-01-01T16:00:00Z", "2032-01-05T16:00:00Z"),
    ],
)
def test_digests_are_sent_at_eight_and_on_monday(
    now: str, daily: str, weekly: str
) -> None:
    moment = datetime.fromisoformat(now)
    for pace, sent_at in ((Pace.DAILY, daily), (Pace.WEEKLY, weekly)):
        found = find_digest(pace, moment, "America/Los_Angeles")
        assert found == datetime.fromisoformat(sent_at)


@given(instants, st.sampled_from(DIGESTS), st.sampled_from(ZONES))
def test_a_digest_is_the_next_at_its_hour(now: datetime, pace: Pace, zone: str) -> None:
    sent_at = find_digest(pace, now, zone)
    local = sent_at.astimezone(ZoneInfo(zone))
    assert (local.time(), sent_at > now) == (time(8), True)
    days = 7 if pace == Pace.WEEKLY else 1
    assert sent_at - now <= timedelta(days=days, hours=1)
    assert pace == Pace.DAILY or local.weekday() == 0


@given(
    instants,
    st.timedeltas(timedelta(days=-10), timedelta(days=30)),
    st.sampled_from(ACTS),
    st.sampled_from(Pace),
    st.sampled_from(ZONES),
)
def test_nothing_is_held_back_beyond_its_use(
    now: datetime, ahead: timedelta, act: tuple[str, str, str], pace: Pace, zone: str
) -> None:
    line = _line(act, now + ahead)
    due = find_due(line, pace, now, zone)
    at_once = now + HOLD
    if pace == Pace.AT_ONCE or takes_back(line):
        assert due == at_once
    elif ahead >= timedelta():
        # A day before the meeting at the latest, or else without delay.
        assert due == at_once or due + LEAD <= now + ahead
    assert due in {at_once, *(find_digest(each, now, zone) for each in DIGESTS)}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(ACTS), st.timedeltas(timedelta(minutes=1), timedelta(9))
        ),
        max_size=12,
    ),
    st.tuples(
        st.lists(st.sampled_from(BODIES), unique=True),
        st.lists(st.sampled_from([str(topic) for topic in Topic]), unique=True),
    ),
    st.sampled_from(Pace),
    instants,
    st.timedeltas(timedelta(), timedelta(days=60)),
)
def test_nobody_who_was_told_of_a_meeting_fails_to_hear_that_it_is_off(
    acts: list[tuple[tuple[str, str, str], timedelta]],
    choice: tuple[list[str], list[str]],
    pace: Pace,
    now: datetime,
    ahead: timedelta,
) -> None:
    start, told, off = now + ahead, list[datetime](), list[datetime]()
    for act, wait in [*acts, (ACTS[-2], timedelta(minutes=1))]:
        now += wait
        line = _line(act, start)
        if is_told(*choice, line, was_told=bool(told)):
            due = find_due(line, pace, now, "America/Los_Angeles")
            told.append(due)
            if takes_back(line):
                off.append(due)
                assert due == now + HOLD
        else:
            assert not (told and takes_back(line))
    # The cancellation is the last of these: it was heard within minutes, if at all.
    assert not told or told[-1] == off[-1] == now + HOLD
    assert all(one < other for one, other in pairwise(off))
