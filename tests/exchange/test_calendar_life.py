"""One meeting through everything that can happen to it, as calendar programs follow."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import feedparser
import pytest
import time_machine
from flask import Flask
from icalendar import Calendar, Event

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.committees.services import post_body, post_changes, rename_body
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting, schedule
from tests.meetings.building import add_items, post
from tests.meetings.conftest import Make, bodies, make_meeting
from tests.pages import PageClient

__all__ = ["bodies", "make_meeting"]

ZONE = "America/Los_Angeles"
START = datetime(2026, 12, 16, 10)  # noqa: DTZ001 wall time
FEEDS = (
    "/calendar.ics",
    "/calendar.ics?cancelled=keep",
    "/committees/board/calendar.ics",
    "/committees/board/calendar.ics?cancelled=keep",
    "/meetings/2026-001/meeting.ics",
    "/meetings/2026-001/meeting.ics?cancelled=keep",
)
Step = Callable[[Meeting], object]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Let an hour go by for each step."""
    with time_machine.travel("2026-11-02T18:00Z", tick=False) as moment:
        yield moment


def read(client: PageClient, address: str) -> Event:
    """Return the one meeting of a calendar; asked again it is the same, byte for byte.

    The second time it need not be sent.
    """
    answer = client.get(address)
    assert b"RDATE" not in answer.data
    assert client.get(address).data == answer.data
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(address, headers=tag).status_code == 304
    calendar = Calendar.from_ical(answer.data)
    assert calendar.errors == []
    (event,) = calendar.events
    assert isinstance(event, Event)
    return event


class Life:
    """What is done to a meeting, and what calendars then say of it."""

    def __init__(
        self,
        app: Flask,
        client: PageClient,
        meeting_id: int,
        clock: time_machine.Traveller,
    ) -> None:
        self.app, self.client, self.meeting_id = app, client, meeting_id
        self.clock = clock
        self.postings = 0
        with app.app_context():
            for slug in ("board", "audit"):
                post_body(SYSTEM, get_body(slug))
            db.session.commit()

    def do(self, step: Step) -> tuple[str, int, str, str]:
        """Take a step; return UID, SEQUENCE, STATUS and SUMMARY, alike everywhere."""
        self.clock.shift(timedelta(hours=1))
        with self.app.app_context():
            step(get_meeting(self.meeting_id))
            db.session.commit()
        return self.see()

    def see(self) -> tuple[str, int, str, str]:
        """Return what every calendar says, and check that the feed told of it."""
        events = {address: read(self.client, address) for address in FEEDS}
        (uid,) = {str(event["UID"]) for event in events.values()}
        (sequence,) = {event.sequence for event in events.values()}
        (summary,) = {str(event["SUMMARY"]) for event in events.values()}
        (status,) = {
            str(event["STATUS"])
            for address, event in events.items()
            if "keep" not in address
        }
        kept = {str(e["STATUS"]) for address, e in events.items() if "keep" in address}
        assert kept == {"CONFIRMED" if status == "CANCELLED" else status}
        found = feedparser.parse(self.client.get("/postings.atom").data)
        assert not found.bozo
        assert len({entry.id for entry in found.entries}) == len(found.entries)
        assert len(found.entries) > self.postings
        self.postings = len(found.entries)
        return uid, sequence, status, summary


def move(day: int) -> Step:
    def step(meeting: Meeting) -> None:
        posting.reschedule_meeting(
            SYSTEM,
            meeting,
            reason="The room is taken.",
            start=START + timedelta(days=day),
            end=None,
            time_zone=ZONE,
        )

    return step


def postpone(meeting: Meeting) -> None:
    posting.postpone_meeting(SYSTEM, meeting, reason="Storm")


def cancel(meeting: Meeting) -> None:
    posting.cancel_meeting(SYSTEM, meeting, reason="No quorum")


def rename(title: str) -> Step:
    def step(meeting: Meeting) -> None:
        schedule.edit_meeting(
            SYSTEM, meeting, row_version=meeting.row_version, title=title
        )
        posting.post_notice(SYSTEM, meeting)

    return step


def join(*slugs: str) -> Step:
    def step(meeting: Meeting) -> None:
        found = [get_body(slug) for slug in slugs]
        schedule.change_bodies(
            SYSTEM, meeting, row_version=meeting.row_version, bodies=found
        )
        posting.post_notice(SYSTEM, meeting)

    return step


def rename_host(meeting: Meeting) -> None:
    rename_body(SYSTEM, meeting.host, name="Governing Board", changed_on="2026-11-01")
    post_changes(SYSTEM, meeting.host)
    posting.post_notice(SYSTEM, meeting)


def test_a_uid_stays_and_its_sequence_rises_with_every_change(
    app: Flask, client: PageClient, make_meeting: Make, clock: time_machine.Traveller
) -> None:
    meeting_id = make_meeting("2026-12-16T10:00", title="Session")
    life = Life(app, client, meeting_id, clock)
    seen = [life.do(lambda one: posting.post_notice(SYSTEM, one, is_tentative=True))]
    add_items(app, meeting_id, "Plan")
    clock.shift(timedelta(hours=1))
    # An agenda confirms the date.
    post(app, meeting_id)
    seen.append(life.see())
    seen += [
        life.do(step)
        for step in (
            move(7),
            rename("Budget session"),
            join("board", "audit"),
            postpone,
            # Called anew, at a new time: as if it had never been put off.
            move(21),
            rename_host,
            join("board"),
            cancel,
        )
    ]
    uid = seen[0][0]
    assert uid.endswith("@localhost")
    assert [one[0] for one in seen] == [uid] * len(seen)
    assert [one[1:] for one in seen] == [
        (0, "TENTATIVE", "TENTATIVE: Board – Session"),
        (1, "CONFIRMED", "Board – Session"),
        (2, "CONFIRMED", "MOVED: Board – Session"),
        (3, "CONFIRMED", "MOVED: Board – Budget session"),
        (4, "CONFIRMED", "MOVED: Board – Budget session"),
        (5, "TENTATIVE", "POSTPONED: Board – Budget session"),
        (6, "CONFIRMED", "MOVED: Board – Budget session"),
        (7, "CONFIRMED", "MOVED: Governing Board – Budget session"),
        (8, "CONFIRMED", "MOVED: Governing Board – Budget session"),
        (9, "CANCELLED", "CANCELLED: Governing Board – Budget session"),
    ]


def test_a_joint_meeting_is_one_and_the_same_in_each_calendar(
    app: Flask, client: PageClient, make_meeting: Make, clock: time_machine.Traveller
) -> None:
    life = Life(app, client, make_meeting("2026-12-16T10:00"), clock)
    life.do(lambda one: posting.post_notice(SYSTEM, one))
    own = "/committees/audit/calendar.ics"
    assert Calendar.from_ical(client.get(own).data).events == []
    life.do(join("board", "audit"))
    audit, board = read(client, own), read(client, FEEDS[2])
    assert audit.to_ical() == board.to_ical()
    assert audit.categories == ["Board", "Audit"]
    life.do(join("board"))
    assert Calendar.from_ical(client.get(own).data).events == []


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_uid_stays_and_the_sequence_rises(
    app: Flask,
    client: PageClient,
    make_meeting: Make,
    clock: time_machine.Traveller,
    *,
    seed: int,
) -> None:
    choose = random.Random(seed)  # noqa: S311 a walk, not a secret
    life = Life(app, client, make_meeting("2026-12-16T10:00", title="First"), clock)
    seen = [life.do(lambda one: posting.post_notice(SYSTEM, one))]
    put_off = is_joint = False
    for number in range(1, 8):
        steps = [move(number), rename(f"Title {number}")]
        toggle = join("board") if is_joint else join("board", "audit")
        step = choose.choice(steps[:1] if put_off else [*steps, toggle, postpone])
        put_off, is_joint = step is postpone, is_joint is not (step is toggle)
        seen.append(life.do(step))
    seen.append(life.do(cancel))
    assert len({one[0] for one in seen}) == 1
    assert [one[1] for one in seen] == list(range(len(seen)))
    assert seen[-1][2] == "CANCELLED"
