"""Deadlines on the desk and on the public page, as the days go by."""

from datetime import datetime

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.queries.deadlines import list_passed_deadlines
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import drafts, posting
from tests.meetings.building import add_items, post, read_main
from tests.meetings.conftest import Make
from tests.notices.conftest import Enter
from tests.notices.rules import BAGLEY_KEENE, BROWN, SUNSHINE, bind, make_rules
from tests.pages import PageClient
from tests.queries import count_queries

START = "2026-12-16T10:00"
PAGE = "/meetings/2026-001"
# Pacific time is eight hours behind.
EARLY, HOUSE_DAY, LAST, LATE = (
    "2026-11-30T18:00Z", "2026-12-04T17:12Z", "2026-12-07T07:59Z", "2026-12-07T08:00Z",
)  # fmt: skip


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


@pytest.fixture
def bound(app: Flask, bodies: dict[str, int]) -> Flask:
    """Bind the board by Bagley-Keene and the Brown Act."""
    assert bodies
    with at("2026-11-23T18:00Z"):
        bind(app, BAGLEY_KEENE, BROWN)
    return app


def strip_of(client: PageClient, meeting_id: int) -> str:
    main = read_main(client.get(f"/desk/meetings/{meeting_id}").text)
    return main[: main.index("Done")]


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (EARLY, "Post by Sunday, December 6. House date Friday, December 4."),
        (HOUSE_DAY, ("Post by Sunday, December 6. House date Friday, December 4. "
                    "2 days and 14 hours left.")),
        (LAST, ("Post by Sunday, December 6. House date Friday, December 4. "
               "0 minutes left.")),
        (LATE, ("Late: the last moment to post was Sunday, December 6, "
               "0 minutes ago.")),
        ("2026-12-09T18:00Z", ("Late: the last moment to post was Sunday, "
                              "December 6, 2 days and 10 hours ago.")),
    ],
)  # fmt: skip
def test_the_strip_says_by_when_to_post(
    at_desk: Enter, make_meeting: Make, moment: str, told: str
) -> None:
    meeting_id = make_meeting(START, is_posted=True)
    with at(moment):
        assert told in strip_of(at_desk(), meeting_id)


def test_hours_are_told_to_the_minute(
    app: Flask, at_desk: Enter, make_meeting: Make
) -> None:
    with at("2027-03-01T18:00Z"):
        bind(app, BROWN)
        meeting_id = make_meeting("2027-03-15T09:00")
        told = strip_of(at_desk(), meeting_id)
    assert "Post by Friday, March 12, 8:00 a.m. PST." in told
    # The house date is the same day, and so not said again.
    assert "House date" not in told


@pytest.mark.usefixtures("bound")
def test_the_desk_lists_what_to_post_by_deadline(
    at_desk: Enter, make_meeting: Make
) -> None:
    with at(EARLY):
        make_meeting("2026-12-30T10:00", title="Third")
        make_meeting("2026-12-09T10:00", title="First", is_posted=True)
        make_meeting("2026-12-16T10:00", title="Second", is_posted=True)
        make_meeting("2026-12-10T10:00", title="Other", kind="adjourned")
        main = read_main(at_desk().get("/desk/").text)
    listed = main[main.index("To post") : main.index("Wed Dec 9")]
    assert listed.index("First") < listed.index("Second") < listed.index("Third")
    assert "Late: the last moment to post was Sunday, November 29" in listed
    assert "10 days before: Bagley-Keene Open Meeting Act" in listed
    assert "Other" not in listed


def test_the_list_costs_the_same_for_any_number(
    bound: Flask, at_desk: Enter, make_meeting: Make
) -> None:
    spent = []
    with at(EARLY):
        for day in ("10", "11", "12"):
            make_meeting(f"2026-12-{day}T10:00", is_posted=True)
            with count_queries(bound) as asked:
                at_desk().get("/desk/")
            spent.append(len(asked))
    assert spent[0] == spent[1] == spent[2]


@pytest.mark.parametrize(
    ("posted", "read", "told"),
    [
        (None, EARLY,
         ("Due The agenda is to be posted by Sunday, December 6. "
         "Rule: 10 days before the meeting. "
         "Bagley-Keene Open Meeting Act, Gov. Code 11125(a), (b)")),
        (None, LATE,
         ("Late No agenda was posted by Sunday, December 6. "
         "Rule: 10 days before the meeting. Late.")),
        (HOUSE_DAY, "2026-12-10T18:00Z",
         ("Met Agenda posted Friday, December 4, 9:12 a.m. PST, "
         "12 days before the meeting. Rule: 10 days. Met.")),
        (LAST, LATE,
         ("Met Agenda posted Sunday, December 6, 11:59 p.m. PST, "
         "10 days before the meeting. Rule: 10 days. Met.")),
        (LATE, "2026-12-10T18:00Z",
         ("Late Agenda posted Monday, December 7, 12:00 a.m. PST, "
         "9 days before the meeting. Rule: 10 days. Late.")),
        (LATE, "2026-12-10T18:00Z",
         ("Met Agenda posted Monday, December 7, 12:00 a.m. PST, "
         "9 days before the meeting. Rule: 72 hours. Met. "
         "Ralph M. Brown Act, Gov. Code 54954.2(a)")),
        ("2026-12-14T20:00Z", "2026-12-15T18:00Z",
         ("Late Agenda posted Monday, December 14, 12:00 p.m. PST, "
         "46 hours before the meeting. Rule: 72 hours. Late.")),
    ],
)  # fmt: skip
def test_the_public_page_says_whether_it_was_in_time(
    bound: Flask, make_meeting: Make, posted: str | None, read: str, told: str
) -> None:
    with at(EARLY):
        meeting_id = make_meeting(START, is_posted=True)
        add_items(bound, meeting_id, "Plan")
    if posted:
        with at(posted):
            post(bound, meeting_id)
    with at(read):
        assert told in read_main(bound.test_client().get(PAGE).text)


def test_a_notice_is_posted_with_what_it_must_meet(
    bound: Flask, make_meeting: Make
) -> None:
    with at(EARLY):
        meeting_id = make_meeting(START, is_posted=True)
    with bound.app_context():
        card = drafts.posted_card(get_meeting(meeting_id))
        assert card is not None
        assert [(duty.rule, duty.due_at) for duty in card.notice.duties] == [
            ("bk-regular-notice", "2026-12-07T07:59:59.999Z"),
            ("brown-regular-agenda", "2026-12-13T18:00:00.000Z"),
        ]


def test_other_rules_are_a_change_of_the_notice(
    app: Flask, at_desk: Enter, make_meeting: Make
) -> None:
    with at(EARLY):
        bind(app, BROWN)
        meeting_id = make_meeting(START, is_posted=True)
        desk = f"/desk/meetings/{meeting_id}"
        assert "Post the changes" not in read_main(at_desk().get(desk).text)
        bind(app, BAGLEY_KEENE)
        assert "The notice has changes" in strip_of(at_desk(), meeting_id)
        with app.app_context():
            meeting = get_meeting(meeting_id)
            posting.post_notice(SYSTEM, meeting)
            with pytest.raises(RuleError, match="Nothing has changed"):
                posting.post_notice(SYSTEM, meeting)
            db.session.commit()
        assert "Post the changes" not in read_main(at_desk().get(desk).text)
    # Once the meeting has begun, nothing is counted anew.
    with at("2026-12-16T18:00Z"):
        bind(app, SUNSHINE)
        assert "Post the changes" not in read_main(at_desk().get(desk).text)


def test_rules_bind_once_the_body_is_posted(at_desk: Enter, make_meeting: Make) -> None:
    with at(EARLY):
        meeting_id = make_meeting(START)
        at_desk().submit(
            "/desk/committees/board/notice-rules/attach",
            rules="us-ca-brown@2026-01-01",
            start_on="2026-12-01",
        )
        assert "Post by" not in strip_of(at_desk(), meeting_id)
        at_desk().submit("/desk/committees/board/post")
        assert "Post by Sunday, December 13, 10:00 a.m. PST." in strip_of(
            at_desk(), meeting_id
        )


def test_a_tentative_date_gives_no_notice(
    app: Flask, at_desk: Enter, make_meeting: Make
) -> None:
    with at(EARLY):
        bind(app, SUNSHINE)
        meeting_id = make_meeting(START)
        with app.app_context():
            posting.post_notice(SYSTEM, get_meeting(meeting_id), is_tentative=True)
            db.session.commit()
        told = "Post by Wednesday, December 9, 10:00 a.m. PST."
        assert told in strip_of(at_desk(), meeting_id)
    with at("2026-12-10T18:00Z"), app.app_context():
        meeting = get_meeting(meeting_id)
        posting.post_notice(SYSTEM, meeting)
        db.session.commit()
    with at("2026-12-11T18:00Z"):
        assert (
            "Notice posted Thursday, December 10, 10:00 a.m. PST, 6 days before the "
            "meeting. Rule: 1 week. Late."
        ) in read_main(app.test_client().get(PAGE).text)


def test_inside_its_window_a_meeting_knows_under_which_rules(
    bound: Flask, make_meeting: Make
) -> None:
    with at(EARLY):
        meeting_id = make_meeting(START)
    found = {}
    for moment in (
        EARLY, LAST, LATE, "2026-12-13T18:00Z", "2026-12-13T18:01Z",
        "2026-12-16T17:59Z", "2026-12-16T18:00Z",
    ):  # fmt: skip
        with at(moment), bound.app_context():
            passed = list_passed_deadlines(get_meeting(meeting_id))
            found[moment] = [duty.rule for duty in passed]
    bk, both = ["bk-regular-notice"], ["bk-regular-notice", "brown-regular-agenda"]
    assert list(found.values()) == [[], [], bk, bk, both, both, []]


def test_a_postponed_or_cancelled_meeting_has_no_deadline(
    bound: Flask, at_desk: Enter, make_meeting: Make
) -> None:
    with at(EARLY):
        ids = [make_meeting(START, is_posted=True) for _ in range(2)]
        with bound.app_context():
            posting.postpone_meeting(SYSTEM, get_meeting(ids[0]), reason="Storm")
            posting.cancel_meeting(SYSTEM, get_meeting(ids[1]), reason="Quorum")
            db.session.commit()
        for meeting_id in ids:
            assert "Post by" not in strip_of(at_desk(), meeting_id)
        assert "To post" not in read_main(at_desk().get("/desk/").text)
        public = read_main(bound.test_client().get(PAGE).text)
        assert "Rule: 10 days" not in public


def test_a_joint_meeting_is_bound_by_each_body(
    app: Flask, at_desk: Enter, make_meeting: Make
) -> None:
    with at(EARLY):
        bind(app, BROWN)
        bind(app, make_rules(calendar="US"), slug="audit")
        meeting_id = make_meeting(START, slugs=("board", "audit"))
        assert "Post by Wednesday, December 9." in strip_of(at_desk(), meeting_id)


@pytest.mark.usefixtures("bound")
def test_a_move_shows_the_old_and_the_new_deadline(
    app: Flask, make_meeting: Make, at_desk: Enter
) -> None:
    with at(EARLY):
        meeting_id = make_meeting(START, is_posted=True)
        page = f"/desk/meetings/{meeting_id}/deadlines"
        assert "was moved" not in read_main(at_desk().get(page).text)
        with app.app_context():
            posting.reschedule_meeting(
                SYSTEM,
                get_meeting(meeting_id),
                reason="The room is taken",
                start=datetime(2027, 1, 13, 10),  # noqa: DTZ001 wall time
                end=None,
                time_zone="America/Los_Angeles",
            )
            db.session.commit()
        told = read_main(at_desk().get(page).text)
    assert (
        "The meeting was moved from Wednesday, December 16, 2026. Deadline before: "
        "Sunday, December 6, 2026; now: Sunday, January 3."
    ) in told
