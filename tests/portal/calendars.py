"""The address of a member's own calendar: made, asked and read."""

import re

from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar, Event

from tests.pages import PageClient

MIA = "mia@example.org"


KEY = re.compile(r"/my-calendar/([\w-]{43})\.ics")


def make_address(client: PageClient, button: str = "Make an address") -> str:
    """Make an address as a member would; return its path."""
    page = client.submit("/my/calendar", button=button)
    found = {each.group(0) for each in KEY.finditer(page.text)}
    assert len(found) == 1
    return found.pop()


def ask(app: Flask, address: str) -> tuple[int, bytes]:
    """Ask for an address as a device does."""
    answer = FlaskClient(app, app.response_class, use_cookies=False).get(address)
    return answer.status_code, answer.data


def read(app: Flask, address: str) -> Calendar:
    status, content = ask(app, address)
    assert status == 200
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    assert calendar.errors == []
    return calendar


def read_one(app: Flask, address: str) -> Event:
    (event,) = read(app, address).events
    return event


def list_categories(event: Event) -> list[str]:
    return [str(name) for name in event.categories]
