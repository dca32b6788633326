"""Partial dates, and who serves on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govapp.committees import rules
from govapp.committees.published import roster_on
from govapp.committees.rules import Dates, Serves
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import FormerName, Membership, PersonRef, Roster, Seat

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
LENGTHS = st.sampled_from([0, 4, 7, 10])
PARTIAL = st.builds(lambda day, length: day.isoformat()[:length], DAYS, LENGTHS)
KNOWN = st.builds(
    lambda day, length: day.isoformat()[:length], DAYS, LENGTHS.filter(bool)
)
FIRST, LAST = date(1989, 12, 1), date(2041, 1, 31)


def member(**terms: object) -> Membership:
    person = terms.pop("person", "a")
    return Membership(
        person=PersonRef(slug=str(person), name=str(person)),
        **terms,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_date_means_some_days(text: str, first: date, last: date) -> None:
    assert (rules.earliest(text), rules.latest(text)) == (first, last)
    assert rules.is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2024-13", "24", "2024-1", "2024-00", "0001", "2024-01-01 ", "٢٠٢٤"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not rules.is_partial_date(text)
    assert rules.earliest(text) is rules.latest(text) is None


@given(KNOWN, DAYS)
def test_a_date_has_come_exactly_when_all_its_days_agree(text: str, day: date) -> None:
    first, last = rules.earliest(text), rules.latest(text)
    assert first is not None
    assert last is not None
    span = (last - first).days
    answers = {first + timedelta(days=n) <= day for n in range(span + 1)}
    assert rules.is_by(text, day) is (answers.pop() if len(answers) == 1 else None)


@given(KNOWN, KNOWN)
def test_before_is_never_both_ways(one: str, other: str) -> None:
    assert not (
        rules.is_surely_before(one, other) and rules.is_surely_before(other, one)
    )


@given(KNOWN, DAYS)
def test_once_come_a_date_stays_come(text: str, day: date) -> None:
    if rules.is_by(text, day):
        assert rules.is_by(text, day + timedelta(days=1)) is True


@given(PARTIAL)
def test_the_day_after_comes_after_a_whole_date(text: str) -> None:
    after = rules.day_after(text)
    if len(text) == 10:
        assert rules.is_surely_before(text, after)
    else:
        assert after == text


@given(PARTIAL, PARTIAL, DAYS)
def test_what_is_reported_never_counts_as_serving(
    start: str, end: str, day: date
) -> None:
    reported = member(start_on=start, ended_on=end, is_reported=True)
    own = member(start_on=start, ended_on=end)
    answer = rules.serves_on(reported, day)
    assert answer in {Serves.REPORTED, Serves.NO}
    assert (answer is Serves.NO) is (rules.serves_on(own, day) is Serves.NO)


@given(PARTIAL, DAYS)
def test_an_unknown_start_is_never_a_yes(end: str, day: date) -> None:
    assert rules.serves_on(member(ended_on=end), day) is not Serves.YES


@given(st.lists(st.tuples(PARTIAL, PARTIAL), max_size=6), DAYS)
def test_the_roster_of_a_day_is_what_counting_days_gives(
    spans: list[tuple[str, str]], day: date
) -> None:
    members = tuple(
        member(person=f"p{index}", start_on=start, ended_on=end)
        for index, (start, end) in enumerate(spans)
    )
    roster = Roster(body=BodyRef(slug="b", name="B"), members=members)
    found = roster_on(roster, day)
    assert [place.member for place in found.serving] == [
        one for one in members if oracle(one, day) == {True}
    ]
    assert list(found.unsettled) == [
        one for one in members if oracle(one, day) == {True, False}
    ]


def oracle(one: Membership, day: date) -> set[bool]:
    """Answer for every pair of days that start and end may stand for."""
    starts = days_of(one.start_on) or [FIRST, LAST]
    ends = days_of(one.ended_on) or [date.max]
    return {start <= day <= end for start in starts for end in ends}


def days_of(text: str) -> list[date]:
    """Return the first and the last day a text stands for, and one between."""
    first, last = rules.earliest(text), rules.latest(text)
    if first is None or last is None:
        return []
    return sorted({first, first + (last - first) / 2, last})


@given(PARTIAL, PARTIAL, PARTIAL, PARTIAL)
def test_overlap_is_mutual_and_shares_a_day(a: str, b: str, c: str, d: str) -> None:
    one, other = Dates(a, b), Dates(c, d)
    assert rules.overlap_surely(one, other) is rules.overlap_surely(other, one)


@given(DAYS, DAYS, DAYS, DAYS)
def test_whole_dates_overlap_exactly_when_a_day_is_in_both(
    a: date, b: date, c: date, d: date
) -> None:
    (a, b), (c, d) = sorted((a, b)), sorted((c, d))
    one = Dates(a.isoformat(), b.isoformat())
    other = Dates(c.isoformat(), d.isoformat())
    assert rules.overlap_surely(one, other) is (max(a, c) <= min(b, d))


def test_two_open_ends_overlap_even_with_unknown_starts() -> None:
    assert rules.overlap_surely(Dates("", ""), Dates("2026-01-01", ""))
    assert not rules.overlap_surely(Dates("", "2019"), Dates("2019", ""))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2015, 1, 1), "WEM"),
        (date(2017, 6, 1), "EIM"),
        (date(2022, 6, 1), "WEIM"),
        (date(2023, 3, 1), "WEM"),
        (date(2024, 1, 1), "WEM"),
    ],
)
def test_a_name_is_that_of_its_day(day: date, name: str) -> None:
    former = [
        FormerName(name="Undated"),
        FormerName(name="EIM", start_on="2016", end_on="2022"),
        FormerName(name="WEIM", start_on="2022", end_on="2023"),
    ]
    assert rules.name_on("WEM", former, day) == name


SEAT = Seat(label="Seat 1", created_on="2010-01-01")


@pytest.mark.parametrize(
    ("services", "day", "is_vacant", "since"),
    [
        ([], date(2020, 1, 1), True, "2010-01-01"),
        ([member(start_on="2011", ended_on="2019-06-30")], date(2020, 1, 1), True,
         "2019-07-01"),
        ([member(start_on="2011", ended_on="2019")], date(2020, 1, 1), True, "2019"),
        ([member(start_on="2011", ended_on="2020")], date(2020, 6, 1), False, ""),
        ([member(start_on="2011")], date(2020, 1, 1), False, ""),
        ([member(ended_on="")], date(2020, 1, 1), False, ""),
        ([member(is_reported=True)], date(2020, 1, 1), True, "2010-01-01"),
    ],
)  # fmt: skip
def test_a_vacancy_says_since_when(
    services: list[Membership],
    day: date,
    is_vacant: bool,  # noqa: FBT001  # what the case expects
    since: str,
) -> None:
    found = rules.holding(SEAT, services, day)
    assert found is not None
    assert (found.is_vacant, found.since) == (is_vacant, since)


def test_there_is_no_seat_before_its_first_and_after_its_last_day() -> None:
    seat = Seat(label="x", created_on="2010", ended_on="2020-12-31")
    assert rules.holding(seat, [], date(2009, 12, 31)) is None
    assert rules.holding(seat, [], date(2020, 12, 31)) is not None
    assert rules.holding(seat, [], date(2021, 1, 1)) is None


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        ("2024-07-01", 3, "2027-06-30"),
        ("2024-02-29", 1, "2025-02-27"),
        ("2024-02-29", 4, "2028-02-28"),
        ("2024-07", 3, "2027-07"),
        ("2024", 3, "2027"),
        ("", 3, ""),
        ("2024", 0, ""),
    ],
)
def test_a_term_ends(start: str, years: int, end: str) -> None:
    assert rules.term_end(start, years) == end


def test_a_holdover_serves_past_the_term() -> None:
    one = member(start_on="2020-01-01", term_end_on="2023-12-31")
    assert not rules.holds_over(one, date(2023, 12, 31))
    assert rules.holds_over(one, date(2024, 1, 1))
    gone = member(start_on="2020", term_end_on="2023", ended_on="2023-12-31")
    assert not rules.holds_over(gone, date(2024, 1, 1))
