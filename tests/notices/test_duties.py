"""What the rules in force ask for a meeting."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from govapp.notices.rules.duties import Bound, Due, is_draft, list_dues
from govapp.record.shapes.notices import RuleSet
from tests.notices.rules import (
    BAGLEY_KEENE,
    BROWN,
    CORPORATIONS,
    DRAFT,
    SUNSHINE,
    make_bound,
    make_rule,
    make_rules,
)

PACIFIC = "America/Los_Angeles"
ALWAYS = {"start_on": "2020-01-01"}


def dues_of(
    *bodies: Bound,
    kind: str = "regular",
    start: str = "2026-12-16T10:00",
    zone: str = PACIFIC,
) -> tuple[Due, ...]:
    local = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    return list_dues(bodies, kind=kind, start=local, zone=zone)


def told(dues: tuple[Due, ...]) -> list[str]:
    return [
        f"{due.duty.rule} {due.duty.due_at} {due.house_on.isoformat()}" for due in dues
    ]


def test_the_strictest_comes_first_and_each_is_listed() -> None:
    body = make_bound(
        BROWN.model_copy(update=ALWAYS), BAGLEY_KEENE.model_copy(update=ALWAYS)
    )
    assert told(dues_of(body)) == [
        "bk-regular-notice 2026-12-07T07:59:59.999Z 2026-12-04",
        "brown-regular-agenda 2026-12-13T18:00:00.000Z 2026-12-11",
    ]
    assert told(dues_of(body, kind="special")) == [
        "bk-special-notice 2026-12-14T18:00:00.000Z 2026-12-14",
        "brown-special-notice 2026-12-15T18:00:00.000Z 2026-12-15",
    ]
    first = dues_of(body)[0].duty
    assert (first.title, first.citation, first.severity) == (
        "Bagley-Keene Open Meeting Act", "Gov. Code 11125(a), (b)", "statute",
    )  # fmt: skip
    assert first.channels == ("website", "requesters")


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("regular", ["all", "regular"]),
        ("workshop", ["all", "regular"]),
        ("closed_only", ["all", "regular"]),
        ("special", ["all", "special"]),
        ("emergency", ["all"]),
        ("adjourned", ["all"]),
    ],
)
def test_each_kind_of_meeting_has_its_rules(kind: str, rules: list[str]) -> None:
    body = make_bound(
        make_rules(
            make_rule("all", kinds=("any",), amount=30),
            make_rule("regular"),
            make_rule("special", kinds=("special",)),
        )
    )
    assert [due.duty.rule for due in dues_of(body, kind=kind)] == rules


@pytest.mark.parametrize(
    ("start", "is_bound"),
    [
        ("2026-11-30T10:00", False),
        ("2026-12-01T00:00", True),
        ("2026-12-16T10:00", True),
        ("2026-12-31T23:59", True),
        ("2027-01-01T00:00", False),
    ],
)
def test_rules_bind_the_meetings_of_their_days(start: str, *, is_bound: bool) -> None:
    rules = make_rules(start_on="2026-12-01", end_on="2026-12-31")
    assert bool(dues_of(make_bound(rules), start=start)) is is_bound


def test_a_joint_meeting_has_the_rules_of_each_body() -> None:
    town = make_rules(make_rule(amount=4, unit="business_days"), calendar="US-CA")
    board = make_bound(town, closed="2026-12-14")
    panel = make_bound(town, make_rules(make_rule("panel-own"), code="panel"))
    # Of a rule that both have, the earlier day: one office is closed on Monday.
    assert told(dues_of(panel, board)) == [
        "panel-own 2026-12-10T07:59:59.999Z 2026-12-09",
        "town-regular 2026-12-10T07:59:59.999Z 2026-12-09",
    ]
    (own, shared) = dues_of(board, panel)
    assert own.duty.rule_set == "panel"
    assert shared.duty.skipped == ("2026-12-12", "2026-12-13", "2026-12-14")
    assert shared.duty.calendars == ("US-CA",)


def test_a_house_rule_counts_the_business_days_of_its_office() -> None:
    house = make_rules(make_rule(amount=5, unit="business_days"))
    start = "2026-12-02T10:00"
    (due,) = dues_of(make_bound(house), start=start)
    assert told((due,)) == ["town-regular 2026-11-24T07:59:59.999Z 2026-11-23"]
    (due,) = dues_of(make_bound(house, codes=()), start=start)
    assert told((due,)) == ["town-regular 2026-11-26T07:59:59.999Z 2026-11-25"]


def test_the_house_date_goes_by_the_office() -> None:
    rules = make_rules(calendar="US-CA")
    (due,) = dues_of(make_bound(rules, closed="2026-12-09"))
    assert told((due,)) == ["town-regular 2026-12-10T07:59:59.999Z 2026-12-08"]
    # Thanksgiving is a holiday, but not of Nepal's offices.
    start = "2026-12-03T10:00"
    (due,) = dues_of(make_bound(rules), start=start)
    assert due.house_on.isoformat() == "2026-11-25"
    (due,) = dues_of(make_bound(rules, codes=("NP",)), start=start)
    assert due.house_on.isoformat() == "2026-11-26"


@pytest.mark.parametrize(
    ("zone", "due_at"),
    [
        ("America/Phoenix", "2026-12-10T06:59:59.999Z"),
        ("UTC", "2026-12-09T23:59:59.999Z"),
        ("Asia/Kathmandu", "2026-12-09T18:14:59.999Z"),
    ],
)
def test_days_end_where_the_meeting_is(zone: str, due_at: str) -> None:
    (due,) = dues_of(make_bound(make_rules()), zone=zone)
    assert due.duty.due_at == due_at


# Every worked example of the rule sets and of the house, as a body would be bound.
HOUSE_5 = make_rules(make_rule("five", amount=5, unit="business_days"))
HOUSE_4 = make_rules(make_rule("four", amount=4, unit="business_days"))
WORKED = [
    (BAGLEY_KEENE, "regular", "2026-12-16T10:00", PACIFIC,
     "bk-regular-notice 2026-12-07T07:59:59.999Z 2026-12-04"),
    (BAGLEY_KEENE, "regular", "2027-01-27T10:00", PACIFIC,
     "bk-regular-notice 2027-01-18T07:59:59.999Z 2027-01-15"),
    (BAGLEY_KEENE, "special", "2026-07-06T10:00", PACIFIC,
     "bk-special-notice 2026-07-04T17:00:00.000Z 2026-07-02"),
    (BROWN, "regular", "2027-03-15T09:00", PACIFIC,
     "brown-regular-agenda 2027-03-12T16:00:00.000Z 2027-03-12"),
    (BROWN, "regular", "2026-11-02T09:00", PACIFIC,
     "brown-regular-agenda 2026-10-30T16:00:00.000Z 2026-10-30"),
    (BROWN, "special", "2026-11-01T18:00", PACIFIC,
     "brown-special-notice 2026-11-01T01:00:00.000Z 2026-10-30"),
    (SUNSHINE, "regular", "2026-11-05T10:00", "America/New_York",
     "sun-announce 2026-10-29T14:00:00.000Z 2026-10-29"),
    (CORPORATIONS, "special", "2026-07-08T10:00", PACIFIC,
     "corp-special-mail 2026-07-05T06:59:59.999Z 2026-07-02"),
    (HOUSE_5, "regular", "2026-12-02T10:00", PACIFIC,
     "five 2026-11-24T07:59:59.999Z 2026-11-23"),
    (HOUSE_4, "regular", "2026-07-08T10:00", PACIFIC,
     "four 2026-07-02T06:59:59.999Z 2026-07-01"),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "kind", "start", "zone", "expected"), WORKED)
def test_the_worked_examples_as_duties(
    rules: RuleSet, kind: str, start: str, zone: str, expected: str
) -> None:
    body = make_bound(rules.model_copy(update=ALWAYS))
    assert told(dues_of(body, kind=kind, start=start, zone=zone))[0] == expected


@pytest.mark.parametrize(
    ("zone", "regular", "brown", "five"),
    [
        # No summer time: the week in which others change has as many hours as any.
        ("America/Phoenix", "2027-03-06T06:59:59.999Z", "2027-03-12T16:00:00.000Z",
         "2027-03-09T06:59:59.999Z"),
        ("UTC", "2027-03-05T23:59:59.999Z", "2027-03-12T09:00:00.000Z",
         "2027-03-08T23:59:59.999Z"),
        # A quarter of an hour off, and ahead of UTC.
        ("Asia/Kathmandu", "2027-03-05T18:14:59.999Z", "2027-03-12T03:15:00.000Z",
         "2027-03-08T18:14:59.999Z"),
        (PACIFIC, "2027-03-06T07:59:59.999Z", "2027-03-12T16:00:00.000Z",
         "2027-03-09T07:59:59.999Z"),
    ],
)  # fmt: skip
def test_deadlines_are_right_where_the_meeting_is(
    zone: str, regular: str, brown: str, five: str
) -> None:
    body = make_bound(
        BAGLEY_KEENE.model_copy(update=ALWAYS), BROWN.model_copy(update=ALWAYS), HOUSE_5
    )
    found = {
        due.duty.rule: due.duty.due_at
        for due in dues_of(body, start="2027-03-15T09:00", zone=zone)
    }
    assert found == {
        "bk-regular-notice": regular, "brown-regular-agenda": brown, "five": five,
    }  # fmt: skip


def test_two_ways_are_both_listed_and_a_draft_is_told() -> None:
    body = make_bound(CORPORATIONS.model_copy(update=ALWAYS))
    assert told(dues_of(body, kind="special", start="2026-07-08T10:00")) == [
        "corp-special-mail 2026-07-05T06:59:59.999Z 2026-07-02",
        "corp-special-electronic 2026-07-06T17:00:00.000Z 2026-07-06",
    ]
    assert is_draft(DRAFT)
    assert not is_draft(CORPORATIONS)
