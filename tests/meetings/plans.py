"""Plans for tests, and how their dates stand."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.meetings.models import Meeting, Series
from govapp.meetings.queries.planning import get_plan
from govapp.meetings.queries.plans import Plan, Proposal
from govapp.meetings.rules.recurrence import Rule
from govapp.meetings.services import planning, posting, schedule, series

YEAR = 2031
WEDNESDAY = 2
# On Wednesdays: January 8 to December 10, 2031.
SECOND_WEDNESDAY = Rule("month", (2,), WEDNESDAY, tuple(range(1, 13)))
# The second Wednesdays of two months: March 12 and April 9.
SPRING = Rule("month", (2,), WEDNESDAY, (3, 4))


def plan(slug: str = "board", rule: Rule = SPRING, **values: Any) -> Series:
    """Plan a series of three hours at ten."""
    before = values.pop("before", None)
    given = {"start": time(10), "minutes": 180, "kind": "regular", **values}
    return series.plan_series(
        SYSTEM,
        body=get_body(slug),
        year=YEAR,
        rule=rule,
        before=get_body(before) if before else None,
        **given,
    )


def look(*slugs: str, desk: Iterable[str] = ("board", "audit")) -> Plan:
    """Return the plan of some bodies, as the secretary of both sees it."""
    bodies = [get_body(slug) for slug in slugs or ("board", "audit")]
    return get_plan(YEAR, bodies, [get_body(slug).id for slug in desk])


def states(found: Plan) -> dict[str, str]:
    """Return how each date stands, with what speaks against it."""
    return {
        f"{each.series.body.slug} {each.day:%m-%d}": " ".join(
            [each.state, *(one.against for one in each.concerns)]
        )
        for each in found.proposals
    }


def pick(found: Plan, name: str) -> Proposal:
    """Return the date of a body on a day, such as "board 03-12"."""
    (picked,) = [
        each
        for each in found.proposals
        if f"{each.series.body.slug} {each.day:%m-%d}" == name
    ]
    return picked


def post(*slugs: str, **values: Any) -> list[Meeting]:
    """Post what is ready of the plan of some bodies."""
    found = look(*slugs)
    return planning.post_plan(
        SYSTEM,
        year=YEAR,
        bodies=found.bodies,
        desk=[get_body(slug).id for slug in ("board", "audit")],
        seen=found.seen,
        **values,
    )


def seat(
    name: str, *slugs: str, start_on: str = "2030-01-01", ended_on: str = ""
) -> None:
    """Give a new person a place on some bodies."""
    person = committees.add_person(SYSTEM, name=name)
    for slug in slugs:
        committees.appoint_member(
            SYSTEM,
            get_body(slug),
            person=person,
            start_on=start_on,
            ended_on=ended_on,
        )


def keep_holidays(slug: str, calendar: str) -> Body:
    """Let a body keep the holidays of a calendar."""
    body = get_body(slug)
    body.holidays = calendar
    return body


def day(month: int, number: int) -> date:
    """Return a day of the year that is planned."""
    return date(YEAR, month, number)


def meet(
    start: str, slug: str = "board", *, is_posted: bool = True, **values: Any
) -> int:
    """Schedule a meeting by itself; return its id."""
    made = schedule.schedule_meeting(
        SYSTEM,
        bodies=[get_body(slug)],
        kind="regular",
        start=datetime.fromisoformat(f"{YEAR}-{start}"),
        **values,
    )
    if is_posted:
        posting.post_notice(SYSTEM, made)
    return made.id
