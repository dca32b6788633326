"""Whatever is tried in whatever order, approved minutes are never edited."""

import random
from collections.abc import Callable

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.content import digest_attendance
from govapp.meetings.models import Meeting, Minutes
from govapp.meetings.published import get_card, get_minutes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, corrections, reviews
from govapp.meetings.services import minutes as services
from govapp.record.shapes.meetings import Attendee
from govapp.record.shapes.meetings import Minutes as Posted
from tests.meetings.conftest import Make

ACTS = 200


class Desk:
    """A desk where anything is tried; `approved` is what must never change."""

    def __init__(self, meeting: Meeting, laters: list[Meeting], seed: int) -> None:
        self.minutes: Minutes = services.begin_minutes(SYSTEM, meeting)
        self.laters = laters
        self.chance = random.Random(seed)  # noqa: S311 no secret
        self.approved: dict[int, Posted] = {}
        self.count = 0

    def act(self) -> None:
        """Try something; what is refused changes nothing."""
        tried: list[Callable[[], object]] = [
            self.edit, self.write, self.attend, self.ask, self.decide, self.decide,
            self.decide, self.propose, self.approve, self.approve, self.withdraw,
            self.review, self.end_review,
        ]  # fmt: skip
        state, text = self.minutes.state, self.text()
        try:
            self.chance.choice(tried)()
        except RuleError:
            db.session.expire_all()
            assert (self.minutes.state, self.text()) == (state, text)
        else:
            if state == "approved":
                assert self.minutes.state == "correcting"

    def text(self) -> list[str]:
        return [self.minutes.preface, *(each.text for each in self.minutes.sections)]

    def word(self) -> str:
        self.count += 1
        return f"<p>Text {self.count}</p>"

    def edit(self) -> None:
        version = self.minutes.row_version
        services.edit_minutes(
            SYSTEM, self.minutes, row_version=version, preface=self.word(), closing=""
        )

    def write(self) -> None:
        section = self.chance.choice(self.minutes.sections)
        version = section.row_version
        services.edit_section(SYSTEM, section, row_version=version, text=self.word())

    def attend(self) -> None:
        who = [Attendee(name=self.word())]
        seen = digest_attendance(self.minutes)
        services.set_attendance(SYSTEM, self.minutes, attendance=who, seen=seen)

    def ask(self) -> None:
        key = self.chance.choice(["", *(s.item_key for s in self.minutes.sections)])
        was = self.minutes.state
        asked = corrections.ask_correction(
            SYSTEM, self.minutes, item_key=key, asked_by="Bea", text=self.word()
        )
        assert asked.is_comment is (was == "in_review")
        assert was != "draft"

    def decide(self) -> None:
        known = self.minutes.corrections
        waiting = [each for each in known if each.outcome == "open"]
        if known:
            asked = self.chance.choice(waiting or known)
            outcome = self.chance.choice(["accepted", "rejected"])
            corrections.decide_correction(
                SYSTEM, asked, row_version=asked.row_version, outcome=outcome, answer=""
            )

    def review(self) -> None:
        was = self.minutes.state
        reviews.open_review(SYSTEM, self.minutes, review_until=None)
        assert was in {"draft", "in_review"}

    def end_review(self) -> None:
        was = self.minutes.state
        reviews.end_review(SYSTEM, self.minutes)
        assert was == "in_review"

    def propose(self) -> None:
        waiting = self.list_comments(is_open=True)
        services.propose_minutes(SYSTEM, self.minutes)
        assert not waiting

    def approve(self) -> None:
        later = self.chance.choice(self.laters)
        services.approve_minutes(SYSTEM, self.minutes, at=later)

    def withdraw(self) -> None:
        services.withdraw_minutes(SYSTEM, self.minutes, reason="A name was wrong")

    def list_comments(self, *, is_open: bool) -> list[str]:
        return [
            each.text
            for each in self.minutes.corrections
            if each.is_comment and is_open <= (each.outcome == "open")
        ]

    def check(self) -> None:
        """Compare with the record what an approval promised."""
        self.check_private()
        card = get_card(str(self.minutes.meeting.number))
        for version in card.minutes_versions:
            _known, posted = get_minutes(card, version.version)
            if posted is None or posted.state != "approved":
                assert version.version < min(self.approved, default=ACTS)
                continue
            assert not version.withdrawn
            assert self.approved.setdefault(version.version, posted) == posted
        if self.approved:
            self.check_approved(card.minutes)

    def check_private(self) -> None:
        """Nothing that was said in review is ever posted."""
        card = get_card(str(self.minutes.meeting.number))
        told = card.minutes.canonical() if card.minutes else ""
        assert not any(text in told for text in self.list_comments(is_open=False))

    def check_approved(self, newest: Posted | None) -> None:
        assert newest is not None
        assert newest == self.approved[max(self.approved)]
        assert self.minutes.state in {"approved", "correcting"}
        if self.minutes.state == "approved":
            shown = [newest.preface, *(each.text for each in newest.sections)]
            assert self.text() == shown
            assert all(each.outcome != "open" for each in self.minutes.corrections)
        if len(self.approved) > 1:
            assert newest.corrected_at
            assert newest.corrections


@pytest.mark.parametrize("seed", [1, 2])
def test_approved_minutes_are_corrected_and_never_edited(
    app: Flask, make_meeting: Make, seed: int
) -> None:
    held = make_meeting("2024-03-05T10:00", is_posted=True)
    days = ("2024-01-09", "2024-04-09", "2024-05-07")
    laters = [make_meeting(f"{day}T10:00", is_posted=True) for day in days]
    with app.app_context():
        meeting = get_meeting(held)
        for title in ("Call to order", "Budget"):
            agenda.add_item(SYSTEM, meeting, title=title)
        desk = Desk(meeting, [get_meeting(each) for each in laters], seed)
        for _act in range(ACTS):
            desk.act()
            desk.check()
        assert len(desk.approved) > 1
