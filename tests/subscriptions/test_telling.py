"""What followers are told of postings: nothing else, and nothing twice."""

import random
import re
from collections.abc import Iterator
from itertools import product

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.models import Meeting
from govapp.meetings.services import minutes, posting
from govapp.record import verify
from govapp.subscriptions.models import Subscription
from govapp.subscriptions.rules import Topic
from govapp.subscriptions.services import leave
from tests.mail.sinks import read_plain
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.subscriptions.following import act, follow, list_told, move, run

NOW = "2031-02-01T18:00:00Z"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as found:
        yield found


def _cancel(meeting: Meeting) -> None:
    posting.cancel_meeting(SYSTEM, meeting, reason="No quorum")


def test_a_mail_says_what_when_where_and_proves_it(
    app: Flask,
    settings: Settings,
    client: PageClient,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app)
    meeting_id = make_meeting(is_posted=True, place="250 Outcropping Way, Folsom")
    run(app, settings)
    assert list_told(app, settings) == []
    clock.shift(5 * 60)
    run(app, settings)

    [mail] = list_told(app, settings)
    with app.app_context():
        key = db.session.scalars(select(Subscription.key)).one()
    assert mail["To"] == "ada@example.org"
    assert mail["Subject"] == "Meeting announced: Board, Mar 5, 2031"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave_at = str(mail["List-Unsubscribe"])
    assert leave_at.startswith(f"<http://localhost/subscribe/leave/{key}/")
    assert client.get(leave_at.strip("<>")).status_code == 200
    text = read_plain(mail)
    note = client.get("/record/checkpoint/1").text
    assert verify.find_note(text) == note
    yours = text.split()[-1]
    assert client.get(yours).status_code == 200
    assert text == (
        "Meeting announced\n"
        "Board\n"
        "Wednesday, March 5, 2031, 10:00 a.m. PST\n"
        "250 Outcropping Way, Folsom\n"
        "http://localhost/meetings/2031-001\n"
        "\n"
        "Meeting announced, posted Feb 1, 2031, 10:00 a.m. PST\n"
        "Entry 1 of the public record: http://localhost/record/1\n"
        "\n"
        "With these lines, the checkpoint signed with the last of it, you can show "
        "later that nothing posted until then was changed:\n"
        "\n"
        f"{note}"
        "\n"
        "You asked to be told this. Choose what you are told, or stop it, here:\n"
        f"{yours}\n"
    )
    act(app, meeting_id, _cancel)


def test_changes_within_minutes_make_one_mail(
    app: Flask,
    settings: Settings,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app)
    meeting_id = make_meeting(is_posted=True)
    add_items(app, meeting_id, "Call to order")
    clock.shift(60)
    post(app, meeting_id)
    add_items(app, meeting_id, "Budget")
    clock.shift(60)
    post(app, meeting_id)
    other = make_meeting("2031-03-06T09:00", slugs=("audit",), is_posted=True)
    clock.shift(180)
    run(app, settings)
    clock.shift(3600)
    run(app, settings)

    [mail] = list_told(app, settings)
    assert other > meeting_id
    assert mail["Subject"] == "News of 2 meetings"
    text = read_plain(mail)
    first, second = text.split("* * *")
    assert first.startswith("Meeting announced, Agenda, Revised agenda")
    assert "Item 2 added" in first
    assert second.strip().startswith("Meeting announced")


def test_a_meeting_moved_and_cancelled_says_so_first(
    app: Flask,
    settings: Settings,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app, topics=["cancelled"])
    meeting_id = make_meeting(is_posted=True)
    act(app, meeting_id, move)
    clock.shift(301)
    run(app, settings)
    act(app, meeting_id, _cancel)
    clock.shift(301)
    run(app, settings)

    moved, cancelled = list_told(app, settings)
    assert moved["Subject"] == "Meeting moved: Board, Mar 12, 2031"
    assert (
        "Wednesday, March 12, 2031, 10:00 a.m. PDT\n"
        "Before: Wednesday, March 5, 2031, 10:00 a.m. PST\n"
    ) in read_plain(moved)
    assert "Reason: The room is taken" in read_plain(moved)
    assert cancelled["Subject"] == "Meeting cancelled: Board, Mar 12, 2031"
    assert "Cancelled; it was to be held Wednesday, March 12" in read_plain(cancelled)
    assert moved["Message-ID"] != cancelled["Message-ID"]


def test_whoever_has_left_is_told_nothing_more(
    app: Flask,
    settings: Settings,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app)
    make_meeting(is_posted=True)
    with app.app_context():
        leave(db.session.scalars(select(Subscription)).one())
        db.session.commit()
    clock.shift(3600)
    run(app, settings)
    assert list_told(app, settings) == []


# What is posted, of which body, and the topics that hold it.
POSTINGS = (
    ("board", "Meeting announced", {Topic.SCHEDULED}),
    ("audit", "Meeting announced", {Topic.SCHEDULED}),
    ("board", "Agenda", {Topic.AGENDA}),
    ("board", "Revised agenda", {Topic.REVISED}),
    ("board", "Supplemental documents", {Topic.SUPPLEMENTAL}),
    ("board", "Meeting moved", {Topic.CANCELLED}),
    ("audit", "Meeting cancelled", {Topic.CANCELLED}),
    ("board", "Proposed minutes", {Topic.MINUTES}),
)
# Whoever was told of the meeting hears of these, whatever they follow.
TAKEN_BACK = {"Meeting moved", "Meeting cancelled"}


Followers = dict[str, tuple[set[str], set[str]]]


def _gather(app: Flask) -> Followers:
    """Let followers of every choice of bodies follow topics at random."""
    chance = random.Random(5)  # noqa: S311 a table, made the same each time
    found: Followers = {}
    bodies: tuple[set[str], ...] = (set(), {"board"}, {"audit"}, {"board", "audit"})
    for number, (body, size) in enumerate(product(bodies, (0, 1, 1, 2, 3, 6) * 2)):
        topics = set(chance.sample([*map(str, Topic)], size))
        email = f"{number}@example.org"
        found[email] = body, topics
        follow(app, email, bodies=sorted(body), topics=sorted(topics))
    return found


def _post_all(
    app: Flask, make_meeting: Make, clock: time_machine.Traveller
) -> Iterator[None]:
    """Post what the table says, one after the other."""
    board = make_meeting(is_posted=True)
    yield
    audit = make_meeting("2031-03-06T10:00", slugs=("audit",), is_posted=True)
    yield
    for title in ("Call to order", "Budget"):
        add_items(app, board, title)
        post(app, board)
        yield
    attach(app, board, "memo.pdf")
    post(app, board)
    yield
    act(app, board, move)
    yield
    act(app, audit, _cancel)
    yield
    clock.move_to("2031-03-14T18:00:00Z")
    act(app, board, _propose)
    yield


def _propose(meeting: Meeting) -> None:
    minutes.propose_minutes(SYSTEM, minutes.begin_minutes(SYSTEM, meeting))


def _expect(chosen: set[str], topics: set[str]) -> list[tuple[str, str]]:
    """Say what somebody is told, as the oracle has it."""
    expected: list[tuple[str, str]] = []
    for body, what, named in POSTINGS:
        was_told = any(told == body for told, _ in expected)
        if (what in TAKEN_BACK and was_told) or (
            (not chosen or body in chosen) and (not topics or topics & named)
        ):
            expected.append((body, what.lower()))
    return expected


def test_each_follower_is_told_what_an_oracle_says(
    app: Flask,
    settings: Settings,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    followers = _gather(app)
    for _ in _post_all(app, make_meeting, clock):
        clock.shift(301)
        run(app, settings)

    for email, (chosen, topics) in followers.items():
        told = [
            tuple(reversed(mail["Subject"].split(",")[0].lower().split(": ")))
            for mail in list_told(app, settings, email)
        ]
        assert told == _expect(chosen, topics), email


def test_the_desk_says_how_many_are_told_before_it_posts(
    app: Flask,
    settings: Settings,
    secretary: PageClient,
    make_meeting: Make,
    clock: time_machine.Traveller,
) -> None:
    follow(app, bodies=["board"], topics=["scheduled"])
    follow(app, "bo@example.org", topics=["agenda"])
    follow(app, "cy@example.org", bodies=["audit"])
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call to order")
    path = f"/desk/meetings/{meeting_id}"

    def count(page: str) -> str:
        text = read_main(secretary.get(f"{path}/{page}").text)
        found = re.search(r"\S+ followers? (is|are) told|Nobody follows", text)
        return found[0] if found else ""

    assert count("notice") == "1 follower is told"
    assert count("post") == "2 followers are told"
    assert count("preview") == "2 followers are told"
    post(app, meeting_id)
    clock.shift(301)
    run(app, settings)
    assert count("cancel") == "2 followers are told"
    assert count("reschedule") == "2 followers are told"
    with app.app_context():
        told = {mail["To"] for mail in list_told(app, settings)}
    assert told == {"ada@example.org", "bo@example.org"}
