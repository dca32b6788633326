"""Every zone's VTIMEZONE, read back by another parser, tells the zone's own time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event, Timezone

from govapp.exchange.calendars.timezones import make_timezone

LOS_ANGELES = """\
BEGIN:VTIMEZONE
TZID:America/Los_Angeles
BEGIN:DAYLIGHT
DTSTART:20250309T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZNAME:PDT
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251102T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZNAME:PST
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
END:STANDARD
END:VTIMEZONE
"""
RULED = ["America/Los_Angeles", "Europe/Dublin", "Australia/Lord_Howe", "Asia/Beirut"]
STEADY = ["America/Phoenix", "UTC", "Asia/Kathmandu", "Asia/Tokyo"]
UNRULY = ["Africa/Casablanca", "Africa/Cairo", "America/Santiago", "Asia/Jerusalem"]


def test_los_angeles_is_written_out() -> None:
    text = make_timezone("America/Los_Angeles", 2026, 2026).to_ical().decode()
    assert text.replace("\r\n", "\n") == LOS_ANGELES


@pytest.mark.parametrize(
    ("names", "rules", "observances"), [(RULED, 2, 2), (STEADY, 0, 1)]
)
def test_shape(names: list[str], rules: int, observances: int) -> None:
    for name in names:
        text = make_timezone(name, 2026, 2027).to_ical()
        assert text.count(b"RRULE") == rules, name
        assert text.count(b"TZOFFSETTO") == observances, name
        assert b"RDATE" not in text


@pytest.mark.parametrize("name", [*UNRULY, "Asia/Gaza", "Pacific/Norfolk"])
def test_no_zone_has_a_list_of_dates(name: str) -> None:
    for year in (1999, 2026, 2037):
        text = make_timezone(name, year, year + 1).to_ical()
        assert b"RDATE" not in text
        assert text.count(b"TZOFFSETFROM") == text.count(b"TZOFFSETTO") > 0


@pytest.mark.parametrize("name", RULED + STEADY + UNRULY)
def test_offsets_are_the_zone_s_own(name: str) -> None:
    zone = make_timezone(name, 2026, 2028).to_tz(lookup_tzid=False)
    expected = ZoneInfo(name)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year < 2029:
        here = moment.astimezone(expected)
        wall = here.replace(tzinfo=None)
        once = (wall.replace(tzinfo=expected) + timedelta(0)).utcoffset()
        if once == wall.replace(tzinfo=expected, fold=1).utcoffset():
            assert wall.replace(tzinfo=zone).utcoffset() == once, wall
        moment += timedelta(hours=17)


def test_a_rule_of_former_years_is_not_stretched() -> None:
    timezone = make_timezone("America/Los_Angeles", 2005, 2005)
    calendar, event = Calendar(), Event()
    calendar.add_component(timezone)
    zone = {"TZID": "America/Los_Angeles"}
    # In 2005 the clocks went forward in April and back in October.
    event.add("DTSTART", datetime(2005, 3, 20, 10), parameters=zone)  # noqa: DTZ001
    calendar.add_component(event)
    assert isinstance(timezone, Timezone)
    assert timezone.to_ical().count(b"RRULE") == 0
    start = timezone.to_tz(lookup_tzid=False).utcoffset(datetime(2005, 3, 20, 10))  # noqa: DTZ001
    assert start == timedelta(hours=-8)
