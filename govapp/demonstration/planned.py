"""Next year, planned: dates of two bodies posted as tentative, of two not yet."""

from collections.abc import Iterator
from datetime import time

from govapp import clock
from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.demonstration.ahead import CONTACT, PLACE, ZONE
from govapp.meetings.models import Meeting, Series
from govapp.meetings.queries.planning import get_plan
from govapp.meetings.rules.recurrence import FROM_JANUARY, Rule
from govapp.meetings.services import planning, series

MONDAY, TUESDAY, THURSDAY = 0, 1, 3
BOARD = Rule("month", (2,), TUESDAY, FROM_JANUARY)
GOVERNING_BODY = Rule("month", (2,), MONDAY, FROM_JANUARY)
# On some days the room is taken by the governing body.
DAY_BEFORE = Rule("before", days_before=1)
# November's is Thanksgiving Day.
QUARTERLY = Rule("month", (4,), THURSDAY, (2, 5, 8, 11))
COUNT = 12


def load_plan() -> Iterator[Meeting]:
    """Plan the year, and post the dates of the first two bodies as tentative."""
    year = clock.today(ZONE).year + 1
    first = _plan("iso-board", year, BOARD)
    second = _plan("wem-governing-body", year, GOVERNING_BODY)
    _plan("audit-committee", year, DAY_BEFORE, before="iso-board")
    _plan("msc", year, QUARTERLY)
    bodies = [first.body, second.body]
    desk = [body.id for body in bodies]
    for proposal in get_plan(year, bodies, desk).proposals:
        if proposal.state == "open":
            series.keep_date(SYSTEM, proposal, seen=proposal.seen)
    yield from planning.post_plan(
        SYSTEM,
        year=year,
        bodies=bodies,
        desk=desk,
        seen=get_plan(year, bodies, desk).seen,
        is_tentative=True,
        is_demonstration=True,
    )


def _plan(slug: str, year: int, rule: Rule, before: str = "") -> Series:
    return series.plan_series(
        SYSTEM,
        body=queries.get_body(slug),
        year=year,
        rule=rule,
        before=queries.get_body(before) if before else None,
        start=time(10),
        minutes=180,
        kind="regular",
        place=PLACE,
        contact=CONTACT,
    )
