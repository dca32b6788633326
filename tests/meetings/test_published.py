"""What lists may say of posted meetings, exactly."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings import published
from govapp.meetings.published import Entry, Search
from govapp.record import services
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import (
    Cancellation,
    Minutes,
)
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    make_notice,
    post,
    post_agenda,
    post_notice,
)
from tests.meetings.states import NOW
from tests.queries import count_queries

pytestmark = pytest.mark.usefixtures("now")


def _numbers(entries: tuple[Entry, ...]) -> list[tuple[str, str, bool]]:
    return [(entry.summary.number, entry.day, entry.is_moved) for entry in entries]


def _cancel(app: Flask, number: str) -> None:
    post(app, Kind.CANCELLATION, f"meeting:{number}", Cancellation(reason="Illness."))


def test_a_meeting_is_to_come_until_its_own_day_is_over(public: Flask) -> None:
    post_notice(public, "2026-001", start_local="2026-12-16T10:00", end_local="")
    last = datetime(2026, 12, 17, 7, 59, 59, tzinfo=UTC)
    midnight = datetime(2026, 12, 17, 8, tzinfo=UTC)

    assert _numbers(published.list_upcoming(last, 9)) == [
        ("2026-001", "2026-12-16", False)
    ]
    assert published.list_past(last, 9) == ()
    assert published.list_upcoming(midnight, 9) == ()
    assert _numbers(published.list_past(midnight, 9)) == [
        ("2026-001", "2026-12-16", False)
    ]


def test_a_day_is_over_where_the_meeting_is(public: Flask) -> None:
    post_notice(
        public,
        start_local="2026-12-16T10:00",
        end_local="",
        time_zone="America/New_York",
    )

    assert published.list_upcoming(datetime(2026, 12, 17, 5, tzinfo=UTC), 9) == ()


def test_a_meeting_of_two_days_is_to_come_on_both(public: Flask) -> None:
    post_notice(public, start_local="2026-12-16T10:00", end_local="2026-12-17T12:00")
    second = datetime(2026, 12, 17, 18, tzinfo=UTC)

    assert len(published.list_upcoming(second, 9)) == 1
    assert not published.is_held(published.get_card("2026-014"), second)


def test_a_moved_meeting_stands_at_both_days(public: Flask) -> None:
    post_notice(public, start_local="2026-12-02T10:00", end_local="")
    post_notice(public, start_local="2026-12-09T10:00", end_local="", version=2)

    assert _numbers(published.list_upcoming(NOW, 9)) == [
        ("2026-014", "2026-12-02", True),
        ("2026-014", "2026-12-09", False),
    ]
    assert _numbers(published.list_past(datetime(2027, 1, 1, tzinfo=UTC), 9)) == [
        ("2026-014", "2026-12-09", False)
    ]


def test_a_start_moved_within_its_day_stands_there_once(public: Flask) -> None:
    post_notice(public, start_local="2026-12-02T10:00", end_local="")
    post_notice(public, start_local="2026-12-02T13:00", end_local="", version=2)

    assert _numbers(published.list_upcoming(NOW, 9)) == [
        ("2026-014", "2026-12-02", False)
    ]


def test_lists_keep_to_a_limit_and_a_body(public: Flask) -> None:
    for number, day, bodies in (
        ("2026-001", "2026-12-01", (BOARD,)),
        ("2026-002", "2026-12-02", (AUDIT, BOARD)),
        ("2026-003", "2026-12-03", (AUDIT,)),
    ):
        start = f"{day}T10:00"
        post_notice(public, number, start_local=start, end_local="", bodies=bodies)
    later = datetime(2027, 1, 1, tzinfo=UTC)

    def numbers(entries: tuple[Entry, ...]) -> list[str]:
        return [entry.summary.number for entry in entries]

    assert numbers(published.list_upcoming(NOW, 2)) == ["2026-001", "2026-002"]
    assert numbers(published.list_upcoming(NOW, 9, "board")) == ["2026-001", "2026-002"]
    assert numbers(published.list_past(later, 2)) == ["2026-003", "2026-002"]
    assert numbers(published.list_past(later, 9, "board")) == ["2026-002", "2026-001"]
    assert numbers(published.list_dates(date(2026, 12, 2), date(2026, 12, 3))) == [
        "2026-002",
        "2026-003",
    ]
    assert numbers(
        published.list_dates(date(2026, 12, 2), date(2026, 12, 3), "board")
    ) == ["2026-002"]


def test_the_next_meeting_of_each_body_takes_one_query(public: Flask) -> None:
    starts = {
        "2026-001": ("2026-11-01T10:00", (BOARD,)),  # over
        "2026-002": ("2026-12-01T10:00", (BOARD,)),  # cancelled
        "2026-003": ("2026-12-02T10:00", (BOARD,)),  # postponed
        "2026-004": ("2026-12-03T10:00", (AUDIT, BOARD)),
        "2026-005": ("2026-12-04T10:00", (BOARD,)),
    }
    for number, (start, bodies) in starts.items():
        post_notice(
            public,
            number,
            start_local=start,
            end_local="",
            bodies=bodies,
            is_postponed=number == "2026-003",
        )
    _cancel(public, "2026-002")
    db.session.info["read_only"] = True

    with count_queries(public) as queries:
        found = published.next_by_body(NOW)

    assert {body: summary.number for body, summary in found.items()} == {
        "board": "2026-004",
        "audit": "2026-004",
    }
    assert len(queries) == 1


def test_lines_come_newest_first(public: Flask) -> None:
    post_notice(public, bodies=(BOARD, AUDIT))
    post_agenda(public)
    post_notice(public, "2026-015", bodies=(BOARD,))

    kinds = [(line.kind, line.number) for line in published.list_lines(9)]
    assert kinds == [
        ("notice", "2026-015"),
        ("agenda", "2026-014"),
        ("notice", "2026-014"),
    ]
    assert [line.seq for line in published.list_lines(1)] == [3]
    assert [line.seq for line in published.list_lines(9, "audit")] == [2, 1]


@pytest.mark.parametrize("number", ["2026-099", "", "../x"])
def test_what_was_never_posted_is_not_there(public: Flask, number: str) -> None:
    post_notice(public)

    with pytest.raises(NotFoundError):
        published.get_card(number)


@pytest.mark.parametrize(
    ("search", "numbers"),
    [
        (Search(), ["2027-001", "2026-002", "2026-001"]),
        (Search(body="audit"), ["2026-002"]),
        (Search(year="2026"), ["2026-002", "2026-001"]),
        (Search(kind="special"), ["2027-001"]),
        (Search(having="agenda"), ["2026-001"]),
        (Search(having="minutes"), ["2026-002"]),
        (Search(words="ÉTUDES general"), ["2026-002"]),
        (Search(words="2026-001"), ["2026-001"]),
        (Search(words="audit"), ["2026-002"]),
        (Search(words="%"), []),
        (Search(words="summary"), []),
    ],
)
def test_search_finds_exactly(
    public: Flask, search: Search, numbers: list[str]
) -> None:
    post_notice(public, "2026-001", start_local="2026-03-02T10:00", end_local="")
    post_notice(
        public,
        "2026-002",
        title="General études",
        start_local="2026-03-03T10:00",
        end_local="",
        bodies=(AUDIT,),
    )
    post_notice(
        public, "2027-001", start_local="2027-03-03", end_local="", kind="special"
    )
    post_agenda(public, number="2026-001")
    post(public, Kind.MINUTES, "meeting:2026-002", Minutes(state="proposed"))

    entries = published.search_meetings(search, limit=50)
    counts = published.count_years(search)

    assert [entry.summary.number for entry in entries] == numbers
    found = [entry.day[:4] for entry in entries]
    assert search.year or counts == {year: found.count(year) for year in found}
    assert counts.get(search.year, sum(counts.values())) == len(numbers)


def test_search_gives_pages(public: Flask) -> None:
    for day in range(1, 4):
        post_notice(
            public, f"2026-00{day}", start_local=f"2026-03-0{day}", end_local=""
        )

    entries = published.search_meetings(Search(), limit=2, offset=2)

    assert [entry.summary.number for entry in entries] == ["2026-001"]
    assert published.count_years(Search()) == {"2026": 3}
    assert published.list_years() == ("2026",)


def test_the_projection_sorts_a_day_without_a_time_first(app: Flask) -> None:
    with app.app_context():
        for number, start in (
            ("2026-002", "2026-12-16T08:00"),
            ("2026-001", "2026-12-16"),
        ):
            services.append(
                kind=Kind.NOTICE,
                subject=f"meeting:{number}",
                content=make_notice(
                    number, start_local=start, end_local="", is_all_day=len(start) == 10
                ),
            )
        db.session.commit()
        entries = published.list_upcoming(NOW, 9)

    assert [entry.summary.number for entry in entries] == ["2026-001", "2026-002"]
