"""Times in calendar feeds: zones, changes of clocks, days alone."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import recurring_ical_events
from flask import Flask

from tests.exchange.posted import (
    post_agenda,
    post_notice,
)
from tests.exchange.test_calendars import posting_time, read, read_one
from tests.pages import PageClient

__all__ = ["posting_time"]


PACIFIC = ZoneInfo("America/Los_Angeles")


def test_times_stay_right_across_the_change_of_clocks(
    app: Flask, client: PageClient
) -> None:
    days = ("2026-03-07", "2026-03-08", "2026-10-31", "2026-11-01", "2027-07-01")
    for index, day in enumerate(days):
        wall = {"start_local": f"{day}T10:00", "end_local": f"{day}T12:00"}
        post_notice(app, f"2026-00{index}", **wall)
    calendar = read(client)
    starts = [
        event["DTSTART"].dt.astimezone(UTC)
        for day in days
        for event in recurring_ical_events.of(calendar).at(date.fromisoformat(day))
    ]
    hours = [(moment.date().isoformat(), moment.hour) for moment in starts]
    assert hours == list(zip(days, (18, 17, 17, 18, 17), strict=True))


def test_the_second_of_two_like_hours_is_told_apart(
    app: Flask, client: PageClient
) -> None:
    late = datetime(2026, 11, 1, 1, 30, tzinfo=PACIFIC, fold=1).astimezone(UTC)
    wall = {"start_local": "2026-11-01T01:30", "end_local": "2026-11-01T02:30"}
    post_notice(app, start_at=late.isoformat(), **wall)
    assert read_one(client)["DTSTART"].to_ical() == b"20261101T093000Z"


def test_an_unknown_time_is_a_day_and_tentative(app: Flask, client: PageClient) -> None:
    post_notice(app, start_local="2026-12-16", end_local="", is_all_day=True)
    post_agenda(app)
    calendar = read(client, "/meetings/2026-014/meeting.ics")
    (event,) = calendar.events
    assert event["DTSTART"].to_ical() == b"20261216"
    assert event["DTSTART"].params == {"VALUE": "DATE"}
    assert "DTEND" not in event
    assert event["STATUS"] == "TENTATIVE"
    assert calendar.timezones == []


def test_each_zone_used_is_described_once(app: Flask, client: PageClient) -> None:
    for number, zone in enumerate(("America/Phoenix", "Asia/Kathmandu", "UTC", "UTC")):
        post_notice(app, f"2026-00{number}", time_zone=zone)
    names = [str(zone["TZID"]) for zone in read(client).timezones]
    assert names == ["America/Phoenix", "Asia/Kathmandu"]
    starts = re.findall(r"DTSTART(;TZID=\S+|:\S+Z)", client.get("/calendar.ics").text)
    assert starts == [
        ";TZID=Asia/Kathmandu:20261216T100000",
        ":20261216T100000Z",
        ":20261216T100000Z",
        ";TZID=America/Phoenix:20261216T100000",
    ]
