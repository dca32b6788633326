"""Whether notice was in time."""

from datetime import UTC, datetime, timedelta

import pytest

from govapp.notices.rules.standing import (
    Delivery,
    State,
    judge,
    judge_site,
    list_site_deliveries,
)
from govapp.record.cards import MeetingCard
from govapp.record.folding import Posting, meeting_card
from govapp.record.shapes.base import Frozen, Kind
from govapp.record.shapes.meetings import (
    Agenda,
    Cancellation,
    Item,
    Notice,
    Withdrawal,
)
from tests.exchange.posted import make_notice
from tests.notices.rules import make_duty

DUE = datetime(2026, 12, 7, 7, 59, 59, 999_000, tzinfo=UTC)
TICK = timedelta(milliseconds=1)
DAY = timedelta(days=1)
AGENDA = Agenda(items=(Item(key="a", number="1", title="A"),))


@pytest.mark.parametrize(
    ("at", "now", "state"),
    [
        (None, DUE, State.DUE),
        (None, DUE + TICK, State.LATE),
        (DUE, DUE, State.MET),
        (DUE, DUE + DAY, State.MET),
        (DUE + TICK, DUE + DAY, State.LATE),
    ],
)
def test_the_last_instant_is_in_time_and_the_next_is_late(
    at: datetime | None, now: datetime, state: State
) -> None:
    given = [Delivery("agenda", "website", at)] if at else []
    (found,) = judge([make_duty()], given, now)
    assert (found.state, found.done_at) == (state, at)


def test_every_channel_counts_from_its_first_delivery() -> None:
    duty = make_duty(channels=("website", "members"))
    early, later = DUE - 3 * DAY, DUE - DAY
    given = [
        Delivery("agenda", "members", DUE + DAY),
        Delivery("agenda", "members", later),
        Delivery("agenda", "website", early),
        Delivery("agenda", "media", early),
    ]
    (found,) = judge([duty], given, DUE)
    assert found.state is State.MET
    assert found.done_at == later
    assert dict(found.done) == {"website": early, "members": later}
    (found,) = judge([duty], given[2:], DUE)
    assert (found.state, found.lacking, found.done_at) == (
        State.DUE, ("members",), None,
    )  # fmt: skip
    (found,) = judge([duty], given[2:], DUE + TICK)
    assert (found.state, found.lacking) == (State.LATE, ("members",))


def test_a_notice_alone_is_not_one_with_the_agenda() -> None:
    given = [Delivery("notice", "website", DUE - DAY)]
    alone, whole = judge(
        [make_duty(what="notice"), make_duty(rule="whole")], given, DUE
    )
    assert (alone.state, whole.state) == (State.MET, State.DUE)
    given = [Delivery("agenda", "website", DUE - DAY)]
    alone, whole = judge(
        [make_duty(what="notice"), make_duty(rule="whole")], given, DUE
    )
    assert (alone.state, whole.state) == (State.MET, State.MET)


def test_an_exception_excuses_what_is_late_and_nothing_else() -> None:
    duty, excepted = make_duty(), frozenset({"town-regular"})
    (found,) = judge([duty], [], DUE + TICK, excepted=excepted)
    assert found.state is State.EXCEPTED
    (found,) = judge([duty], [], DUE, excepted=excepted)
    assert found.state is State.DUE
    (found,) = judge(
        [duty], [Delivery("agenda", "website", DUE)], DUE + TICK, excepted=excepted
    )
    assert found.state is State.MET


@pytest.mark.parametrize(
    ("mailed", "called", "now", "states"),
    [
        (None, None, DUE, "due due"),
        (None, None, DUE + TICK, "spared due"),
        (None, None, DUE + 2 * DAY + TICK, "late late"),
        (DUE, None, DUE + 3 * DAY, "met spared"),
        (DUE + TICK, None, DUE + DAY, "spared due"),
        (None, DUE + DAY, DUE + 3 * DAY, "spared met"),
        (DUE, DUE + DAY, DUE + 3 * DAY, "met met"),
    ],
)
def test_one_of_two_ways_is_enough(
    mailed: datetime | None, called: datetime | None, now: datetime, states: str
) -> None:
    mail = make_duty(
        rule="mail", what="notice", channels=("members_mail",), alternative_to="call"
    )
    call = make_duty(
        rule="call",
        what="notice",
        channels=("members",),
        due_at="2026-12-09T07:59:59.999Z",
    )
    given = [
        Delivery("notice", channel, at)
        for channel, at in (("members_mail", mailed), ("members", called))
        if at
    ]
    found = judge([mail, call], given, now)
    assert " ".join(one.state for one in found) == states


# What is posted on which day of December 2026, and since when it is notice.
Step = tuple[int, Kind, Frozen, int]
START, MOVED = "2026-12-16T10:00", "2026-12-23T10:00"


def _notice(start: str = START, **other: object) -> Notice:
    return make_notice("2026-001", start_local=start, end_local="", **other)


def _card(*steps: Step) -> MeetingCard:
    return meeting_card(
        [
            Posting(
                seq=seq,
                kind=kind,
                version=version,
                label="",
                posted_at=datetime(2026, 12, day, 18, tzinfo=UTC),
                content=content.canonical(),
            )
            for seq, (day, kind, content, version) in enumerate(steps, start=1)
        ]
    )


def _withdraw(day: int, version: int) -> Step:
    gone = Withdrawal(what="agenda", version=version, reason="Wrong")
    return (day, Kind.WITHDRAWAL, gone, 1)


ANNOUNCED: Step = (1, Kind.NOTICE, _notice(), 1)
FIRST: Step = (2, Kind.AGENDA, AGENDA, 1)
SECOND: Step = (4, Kind.AGENDA, AGENDA, 2)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([ANNOUNCED], {"notice": 1}),
        ([ANNOUNCED, FIRST], {"notice": 1, "agenda": 2}),
        # A revision takes nothing from the notice there was.
        ([ANNOUNCED, FIRST, SECOND], {"notice": 1, "agenda": 2}),
        ([ANNOUNCED, FIRST, SECOND, _withdraw(5, 2)], {"notice": 1, "agenda": 2}),
        ([ANNOUNCED, FIRST, _withdraw(3, 1)], {"notice": 1}),
        ([ANNOUNCED, FIRST, _withdraw(3, 1), SECOND], {"notice": 1, "agenda": 4}),
        # Once the meeting has begun, what was posted for it stays a fact.
        ([ANNOUNCED, FIRST, _withdraw(17, 1)], {"notice": 1, "agenda": 2}),
        # Of another time there was no notice before it was posted.
        (
            [ANNOUNCED, FIRST, (6, Kind.NOTICE, _notice(MOVED), 2)],
            {"notice": 6, "agenda": 6},
        ),
        (
            [ANNOUNCED, FIRST, (6, Kind.NOTICE, _notice(MOVED), 2), (7, *SECOND[1:])],
            {"notice": 6, "agenda": 6},
        ),
        ([ANNOUNCED, FIRST, (5, Kind.NOTICE, _notice(place="Elsewhere"), 2)],
         {"notice": 1, "agenda": 2}),
        ([ANNOUNCED, FIRST, (5, Kind.NOTICE, _notice(is_postponed=True), 2)], {}),
        (
            [
                ANNOUNCED, FIRST,
                (5, Kind.NOTICE, _notice(is_postponed=True), 2),
                (6, Kind.NOTICE, _notice(), 3),
            ],
            {"notice": 6, "agenda": 6},
        ),
        ([ANNOUNCED, FIRST, (5, Kind.CANCELLATION, Cancellation(reason="x"), 1)], {}),
    ],
)  # fmt: skip
def test_since_when_the_pages_give_notice(
    steps: list[Step], expected: dict[str, int]
) -> None:
    found = list_site_deliveries(_card(*steps))
    assert {one.what: one.at.day for one in found} == expected
    assert {one.channel for one in found} <= {"website"}


def test_the_public_pages_answer_for_themselves_alone() -> None:
    own = make_duty(channels=("website", "members"))
    other = make_duty(rule="mail", channels=("members_mail",))
    card = _card((1, Kind.NOTICE, _notice(duties=(own, other)), 1), FIRST)
    (found,) = judge_site(card, DUE + DAY)
    assert (found.duty.rule, found.state) == (own.rule, State.MET)
    assert list_site_deliveries(None) == []
    postponed = _notice(is_postponed=True, duties=(own,))
    assert judge_site(_card((1, Kind.NOTICE, postponed, 1)), DUE) == ()
