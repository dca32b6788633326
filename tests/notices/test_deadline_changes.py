"""Deadlines of meetings elsewhere, after changes, and by other ways than this site."""

from datetime import date

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import posting
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.notices.conftest import Enter
from tests.notices.rules import (
    BROWN,
    CORPORATIONS,
    bind,
    make_rule,
    make_rules,
)
from tests.notices.test_deadlines import EARLY, START, at, bound, strip_of

__all__ = ["bound"]


@pytest.mark.parametrize(
    "case",
    [
        ("America/Phoenix", "Friday, March 12, 9:00 a.m. MST", "2027-03-12T16:00Z"),
        ("UTC", "Friday, March 12, 9:00 a.m. UTC", "2027-03-12T09:00Z"),
        ("Asia/Kathmandu", "Friday, March 12, 9:00 a.m. +0545", "2027-03-12T03:15Z"),
    ],
)
def test_meetings_elsewhere_are_in_time_until_their_own_last_moment(
    app: Flask, at_desk: Enter, make_meeting: Make, case: tuple[str, str, str]
) -> None:
    zone, agenda, day = case
    with at("2027-02-01T18:00Z"):
        bind(app, BROWN)
        meeting_id = make_meeting("2027-03-15T09:00", time_zone=zone, is_posted=True)
        add_items(app, meeting_id, "Plan")
        assert f"Post by {agenda}." in strip_of(at_desk(), meeting_id)
    with at(day.replace("Z", ":00.001Z")):
        assert "Late: the last moment to post was" in strip_of(at_desk(), meeting_id)
    with at(day):
        assert "0 minutes left." in strip_of(at_desk(), meeting_id)
        post(app, meeting_id)
    with at("2027-03-14T18:00Z"):
        public = read_main(app.test_client().get("/meetings/2027-001").text)
        assert f"Met Agenda posted {agenda}, 3 days before the meeting." in public


@pytest.mark.usefixtures("bound")
def test_another_kind_has_other_deadlines_and_the_desk_shows_both(
    app: Flask, make_meeting: Make, at_desk: Enter
) -> None:
    with at(EARLY):
        meeting_id = make_meeting(START, is_posted=True)
        page = f"/desk/meetings/{meeting_id}/deadlines"
        with app.app_context():
            meeting = get_meeting(meeting_id)
            meeting.kind = "special"
            db.session.commit()
        # Before it is posted already, and afterwards.
        drafted = read_main(at_desk().get(page).text)
        with app.app_context():
            posting.post_notice(SYSTEM, get_meeting(meeting_id))
            db.session.commit()
        posted = read_main(at_desk().get(page).text)
    why = "Its kind was changed from “Regular meeting” to “Special meeting”."
    for told in (drafted, posted):
        assert f"{why} This rule asked nothing before." in told
        assert (
            f"{why} No longer asked: 10 days before, by Sunday, December 6 "
            "(Bagley-Keene Open Meeting Act)."
        ) in told
        assert (
            f"{why} No longer asked: 72 hours before, by Sunday, December 13, "
            "10:00 a.m. PST (Ralph M. Brown Act)."
        ) in told


def test_other_rules_have_other_deadlines_and_the_desk_shows_both(
    app: Flask, make_meeting: Make, at_desk: Enter
) -> None:
    rule = make_rule("town-regular", amount=7)
    with at(EARLY):
        bind(app, make_rules(rule))
        meeting_id = make_meeting(START, is_posted=True)
        page = f"/desk/meetings/{meeting_id}/deadlines"
        assert "changed" not in read_main(at_desk().get(page).text)
        longer = make_rules(rule.model_copy(update={"amount": 12}))
        bind(app, longer, start_on=date(2026, 12, 1))
        told = read_main(at_desk().get(page).text)
    assert (
        "The rules in force were changed. Deadline before: Wednesday, December 9; "
        "now: Friday, December 4."
    ) in told
    assert "No longer asked" not in told


@pytest.mark.usefixtures("bound")
def test_other_ways_are_listed_and_said_to_be_the_secretary_s_own(
    at_desk: Enter, make_meeting: Make
) -> None:
    with at("2026-12-04T18:00Z"):
        meeting_id = make_meeting(START)
        told = read_main(at_desk().get(f"/desk/meetings/{meeting_id}/deadlines").text)
    assert "nothing here sends or watches them" in told
    assert (
        "By Sunday, December 6: notice with the agenda, to those who asked for notice. "
        "2 days and 13 hours left. Bagley-Keene Open Meeting Act, Gov. Code 11125(a), "
        "(b) By Sunday, December 13, 10:00 a.m. PST: agenda, at a place open to the "
        "public. 9 days left. Ralph M. Brown Act, Gov. Code 54954.2(a)"
    ) in told


def test_a_rule_of_other_ways_alone_is_listed_all_the_same(
    app: Flask, at_desk: Enter, make_meeting: Make
) -> None:
    with at(EARLY):
        bind(app, CORPORATIONS)
        meeting_id = make_meeting(START, kind="special")
        told = read_main(at_desk().get(f"/desk/meetings/{meeting_id}/deadlines").text)
    assert "No deadline is watched for this meeting." in told
    assert "By Saturday, December 12: notice of the meeting" in told
    assert "One of two ways is enough." in told
