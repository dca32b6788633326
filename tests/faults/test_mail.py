"""Followers' mails through a real mail server, while the worker is killed: each gets
what an oracle says, and twice only what a lost answer explains."""

import dataclasses
import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial

import pytest
import time_machine
from aiosmtpd.smtp import Envelope
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.config import Settings
from govapp.database import db
from govapp.mail.models import OutboxMessage
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, posting, schedule
from govapp.record.published import head
from govapp.subscriptions.models import Subscription, Telling
from tests.accounts.people import open_body
from tests.faults.lives import bearing
from tests.mail.sinks import OK, Sink, read_mail, read_plain, serving

# Each meeting: its bodies, and when it begins on the wall clocks of Los Angeles.
MEETINGS = {
    "A": ({"board"}, "2031-04-02T10:00"),
    "B": ({"audit"}, "2031-04-03T10:00"),
    "C": ({"board"}, "2031-03-10T17:00"),
    "D": ({"audit", "board"}, "2031-04-04T10:00"),
}
# What is posted when (UTC), around the night in which the clocks go forward, and by
# which topic it can be followed.
POSTINGS = (
    ("2031-03-07T18:00", "A", "scheduled"),
    ("2031-03-07T18:00", "B", "scheduled"),
    ("2031-03-08T20:00", "A", "cancelled"),  # it is moved
    ("2031-03-08T20:00", "D", "scheduled"),
    ("2031-03-09T20:00", "C", "scheduled"),  # for tomorrow
    ("2031-03-10T19:00", "B", "cancelled"),
    ("2031-03-10T19:00", "A", "agenda"),
)
# At 8 a.m. in Los Angeles: in PST on Saturday, in PDT from Sunday on.
DAILY = (
    "2031-03-08T16:00",
    "2031-03-09T15:00",
    "2031-03-10T15:00",
    "2031-03-11T15:00",
)
WEEKLY = ("2031-03-10T15:00", "2031-03-17T15:00")
MOMENTS = sorted({when for when, *_ in POSTINGS} | {*DAILY, *WEEKLY})


@dataclasses.dataclass(frozen=True)
class Choice:
    """What a follower chose, drawn by lot."""

    bodies: frozenset[str]
    topics: frozenset[str]
    pace: str


def _draw(chance: random.Random) -> Choice:
    topics = ["scheduled", "agenda", "revised", "supplemental", "cancelled", "minutes"]
    return Choice(
        frozenset(chance.sample(["board", "audit"], chance.choice((0, 1, 1, 1, 2)))),
        frozenset(chance.sample(topics, chance.choice((0, 1, 1, 1, 2)))),
        chance.choice(("at_once", "daily", "weekly")),
    )


def _expect(choice: Choice) -> list[set[int]]:
    """Say which postings each mail to somebody tells, by their place in the table."""
    waiting: list[tuple[str, int]] = []
    mails: list[set[int]] = []
    for moment in MOMENTS:
        for number, (when, meeting, topic) in enumerate(POSTINGS):
            if when == moment and _hears(choice, number, waiting, mails):
                is_urgent = topic == "cancelled" or meeting == "C"
                waits = choice.pace != "at_once" and not is_urgent
                digests = DAILY if choice.pace == "daily" else WEEKLY
                due = next(d for d in digests if d > when) if waits else when
                waiting.append((due, number))
        due_now = {POSTINGS[number][1] for due, number in waiting if due <= moment}
        told = {n for d, n in waiting if d <= moment or POSTINGS[n][1] in due_now}
        waiting = [(due, number) for due, number in waiting if number not in told]
        if told:
            mails.append(told)
    assert not waiting
    return mails


def _hears(
    choice: Choice, number: int, waiting: list[tuple[str, int]], mails: list[set[int]]
) -> bool:
    _, meeting, topic = POSTINGS[number]
    known = {POSTINGS[n][1] for mail in mails for n in mail}
    known |= {POSTINGS[n][1] for _, n in waiting}
    if topic == "cancelled" and meeting in known:
        return True
    wants = not choice.bodies or choice.bodies & MEETINGS[meeting][0]
    return bool(wants) and (not choice.topics or topic in choice.topics)


def _follow(app: Flask, choices: dict[str, Choice]) -> None:
    with app.app_context():
        for number, (email, choice) in enumerate(choices.items()):
            db.session.add(
                Subscription(
                    email=email,
                    key=f"{number:032x}",
                    bodies=sorted(choice.bodies),
                    topics=sorted(choice.topics),
                    pace=choice.pace,
                    confirmed_at=datetime.fromisoformat("2031-03-01T00:00Z"),
                )
            )
        db.session.commit()


class Desk:
    """Posts what the table says."""

    def __init__(self, app: Flask) -> None:
        self.store = app.extensions["govapp.files"]
        self.meetings: dict[str, int] = {}
        for slug in ("board", "audit"):
            open_body(app, slug)

    def post(self, name: str, topic: str) -> None:
        """Post one thing of a meeting."""
        if topic == "scheduled":
            slugs, start = MEETINGS[name]
            meeting = schedule.schedule_meeting(
                SYSTEM,
                bodies=[get_body(slug) for slug in sorted(slugs)],
                kind="regular",
                start=datetime.fromisoformat(start),
            )
            posting.post_notice(SYSTEM, meeting)
            self.meetings[name] = meeting.id
        elif topic == "agenda":
            meeting = get_meeting(self.meetings[name])
            agenda.add_item(SYSTEM, meeting, title="Call to order")
            posting.post_agenda(SYSTEM, meeting, store=self.store)
        elif name == "A":
            posting.reschedule_meeting(
                SYSTEM,
                get_meeting(self.meetings[name]),
                reason="The room is taken",
                start=datetime(2031, 4, 9, 10),  # noqa: DTZ001 wall time
                end=None,
                time_zone="America/Los_Angeles",
            )
        else:
            meeting = get_meeting(self.meetings[name])
            posting.cancel_meeting(SYSTEM, meeting, reason="No quorum")

    def post_all(self, moment: str) -> Iterator[int]:
        """Post all of a moment; yield the number of each entry."""
        for when, meeting, topic in POSTINGS:
            if when == moment:
                self.post(meeting, topic)
                db.session.commit()
                yield head()


class Moody(Sink):
    """Puts some off at first, and keeps the first mail to others without an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.put_off: set[str] = set()
        self.unanswered: Counter[str] = Counter()
        self.on_recipient = self._greet
        self.on_data = self._answer

    def _greet(self, address: str) -> str:
        if address in self.put_off or not address.startswith(("31", "24", "5@")):
            return OK
        self.put_off.add(address)
        return "451 4.7.1 Greylisted, try again later"

    def _answer(self, envelope: Envelope) -> str:
        mail = read_mail(envelope.content)
        is_second = str(mail["Message-ID"]) in self.unanswered
        if is_second or not envelope.rcpt_tos[0].startswith(("41", "12", "3@")):
            return OK
        self.unanswered[str(mail["Message-ID"])] += 1
        return ""


def _look(app: Flask, due: datetime, now: datetime) -> tuple[bool, bool]:
    """Say whether all that is due is written and sent, and whether there is work now.

    What was refused waits for half a minute, and nobody works on it meanwhile.
    """
    waiting = (OutboxMessage.sent_at.is_(None), OutboxMessage.failed_at.is_(None))
    untold = select(Telling.id).where(
        Telling.written_at.is_(None), Telling.due_at <= due
    )
    with app.app_context():
        db.session.info["read_only"] = True  # the worker is not kept waiting
        times = db.session.scalars(select(OutboxMessage.due_at).where(*waiting)).all()
        is_untold = db.session.scalar(select(untold.exists()))
    refused = timedelta(seconds=15), timedelta(minutes=5)
    works = [time for time in times if not refused[0] < time - now < refused[1]]
    return not times and not is_untold, bool(works or is_untold)


@pytest.mark.timeout(2400)  # of a slow machine; it takes half a minute
def test_each_follower_gets_what_an_oracle_says_through_kills_and_lost_answers(
    app: Flask, settings: Settings
) -> None:
    chance = random.Random(4711)  # noqa: S311 no secret
    count = 500 if settings.database_url.startswith("sqlite") else 60
    choices = {f"{number}@example.org": _draw(chance) for number in range(count)}
    _follow(app, choices)
    desk, sink, entries = Desk(app), Moody(), list[int]()
    with (
        serving(sink) as url,
        bearing(dataclasses.replace(settings, smtp_url=url), chance) as worker,
    ):
        for text in MOMENTS:
            moment = datetime.fromisoformat(f"{text}Z")
            with app.app_context(), time_machine.travel(moment, tick=False):
                entries += desk.post_all(text)
            due = moment + timedelta(minutes=5, seconds=1)
            worker.work(due, partial(_look, app, due))
    copies = Counter(sink.ids)
    print(  # noqa: T201
        f"{worker.kills} kills, {len(copies)} mails, {len(sink.taken)} copies, "
        f"{sink.unanswered.total()} unanswered, {len(sink.put_off)} put off"
    )
    got: dict[str, list[set[int]]] = {email: [] for email in choices}
    for mail in {str(mail["Message-ID"]): mail for mail in sink.mails}.values():
        got[str(mail["To"])].append({entries.index(seq) for seq in _seqs(mail)})
    for email, choice in choices.items():
        assert got[email] == _expect(choice), (email, choice)
    # The same mail again is the same to the byte, and a lost answer is behind it.
    assert len({envelope.content for envelope in sink.taken}) == len(copies)
    again = {name: n - 1 - sink.unanswered[name] for name, n in copies.items()}
    assert min(again.values()) == 0
    assert sum(again.values()) <= worker.kills
    assert sink.unanswered
    assert sink.put_off


def _seqs(mail: EmailMessage) -> set[int]:
    """Return the entries that a mail tells."""
    return {int(seq) for seq in re.findall(r"/record/(\d+)", read_plain(mail))}
