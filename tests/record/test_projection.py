"""The projection made anew equals the one that grew entry by entry."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from govapp.accounts.services import SYSTEM
from govapp.committees.models import Body
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import Matter, Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.services import agenda, drafts, matters, posting, schedule
from govapp.meetings.services.appending import append
from govapp.record import projection
from govapp.record.models import PublishedPage
from govapp.record.shapes.base import Kind
from govapp.record.shapes.results import ReportedItem, Result
from govapp.record.shapes.sittings import Motion
from tests.documents.kept import in_memory
from tests.record.sitting import (
    ANA,
    BEN,
    CAM,
    make_motion,
    make_presence,
    make_round,
    make_sitting,
)

START = datetime(2026, 12, 16, 10)  # noqa: DTZ001 wall time
STORE = in_memory()
Step = tuple[str, int]


def _edit(meeting: Meeting, number: int) -> None:
    items = agendas.list_items(meeting)
    if items:
        item = items[number % len(items)]
        title = f"{item.title} {number}"
        agenda.edit_item(SYSTEM, item, row_version=item.row_version, title=title)


def _move(meeting: Meeting, number: int) -> None:
    items = agendas.list_items(meeting)
    if items:
        agenda.move_item_by(SYSTEM, items[number % len(items)], steps=number - 3)


def _remove(meeting: Meeting, number: int) -> None:
    items = agendas.list_items(meeting)
    if items:
        agenda.remove_item(SYSTEM, items[number % len(items)])


def _nest(meeting: Meeting, number: int) -> None:
    items = agendas.list_items(meeting)
    parent = items[number % len(items)] if items else None
    agenda.add_item(SYSTEM, meeting, title=f"Item {number}", parent=parent)


def _follow(meeting: Meeting, number: int) -> None:
    """Let an item begin a matter, be part of one that is known, or of none."""
    items = agendas.list_items(meeting)
    if not items:
        return
    item, known = items[number % len(items)], db.session.scalars(select(Matter)).all()
    if number > 5:
        matters.open_matter_for(SYSTEM, item, title=f"Matter {number}", kind="budget")
    else:
        matter_id = known[number % len(known)].id if known and number else None
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, matter_id=matter_id
        )


def _post_matter(_meeting: Meeting, number: int) -> None:
    for matter in db.session.scalars(select(Matter)).all()[:1]:
        matter.title = f"Renamed {number}"
        matters.post_matter(SYSTEM, matter)


def _reschedule(meeting: Meeting, number: int) -> None:
    posting.reschedule_meeting(
        SYSTEM,
        meeting,
        reason="Room",
        start=START + timedelta(days=number),
        end=None,
        time_zone="America/Los_Angeles",
    )


def _motions(number: int) -> tuple[Motion, ...]:
    """Return motions with votes that count, are void or are still under way."""
    rounds = (
        make_round(1, yes=(ANA, BEN), no=(CAM,)),
        make_round(2, yes=(ANA,), void="Void" if number % 2 else ""),
        make_round(
            3, absent=(BEN,), closed_at="" if number % 3 else "2026-12-16T20:00Z"
        ),
    )
    return tuple(
        make_motion(f"m{count}", *rounds[:count]) for count in range(number % 4)
    )


def _sit(meeting: Meeting, number: int) -> None:
    states = ("in_session", "recessed", "closed_session", "adjourned")
    sitting = make_sitting(
        *_motions(number),
        state=states[number % 4],
        presences=[make_presence(person) for person in (ANA, CAM)[: number % 3]],
    )
    if meeting.number:
        append(SYSTEM, meeting, Kind.SITTING, sitting)


def _report(meeting: Meeting, number: int) -> None:
    item = ReportedItem(title="Business", motions=_motions(number))
    if meeting.number:
        posting.post_result(SYSTEM, meeting, result=Result(items=(item,)))


STEPS: dict[str, Callable[[Meeting, int], object]] = {
    "add": _nest,
    "edit": _edit,
    "move": _move,
    "remove": _remove,
    "follow": _follow,
    "matter": _post_matter,
    "notice": lambda meeting, _n: posting.post_notice(SYSTEM, meeting),
    "agenda": lambda meeting, _n: posting.post_agenda(SYSTEM, meeting, store=STORE),
    "withdraw": lambda meeting, _n: posting.withdraw_agenda(
        SYSTEM, meeting, reason="Error"
    ),
    "sit": _sit,
    "report": _report,
    "reschedule": _reschedule,
    "postpone": lambda meeting, _n: posting.postpone_meeting(
        SYSTEM, meeting, reason="Storm"
    ),
    "cancel": lambda meeting, number: (
        posting.cancel_meeting(SYSTEM, meeting, reason="Quorum") if number > 4 else None
    ),
}
histories = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(sorted(STEPS)), st.integers(0, 7)),
    min_size=5,
    max_size=25,
)


def two_meetings() -> list[Meeting]:
    """Return two meetings of two bodies, neither posted."""
    bodies = [
        Body(slug=slug, name=slug.title(), kind="board", time_zone="UTC")
        for slug in ("board", "committee")
    ]
    db.session.add_all(bodies)
    return [
        schedule.schedule_meeting(SYSTEM, bodies=who, kind="regular", start=START)
        for who in (bodies, bodies[1:])
    ]


@given(history=histories)
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_rebuilt_equals_grown(app: Flask, history: list[tuple[int, str, int]]) -> None:
    with app.app_context():
        meetings = two_meetings()
        for which, step, number in history:
            try:
                STEPS[step](meetings[which], number)
            except RuleError:
                continue
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
        db.session.rollback()


def test_rebuild_restores_what_was_damaged(app: Flask) -> None:
    with app.app_context():
        meeting = two_meetings()[0]
        agenda.add_item(SYSTEM, meeting, title="Only item")
        posting.post_agenda(SYSTEM, meeting, store=STORE)
        grown = projection.dump()
        assert [row[0] for row in grown["published_page"]] == ["meeting:2026-001"]
        assert len(grown["published_date"]) == 2
        db.session.execute(delete(PublishedPage))
        assert projection.rebuild() == 1
        assert projection.dump() == grown
        db.session.rollback()


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_step_of_each_kind_is_possible(app: Flask) -> None:
    """Guards the property above against steps that never do anything."""
    with app.app_context():
        meeting = two_meetings()[0]
        for step in (
            "add", "agenda", "edit", "agenda", "withdraw", "sit", "report",
            "reschedule", "postpone",
        ):  # fmt: skip
            STEPS[step](meeting, 3)
        STEPS["follow"](meeting, 6)
        STEPS["matter"](meeting, 1)
        STEPS["cancel"](meeting, 7)
        card = drafts.posted_card(meeting)
        assert card is not None
        assert card.state == "cancelled"
        assert len(card.agenda_versions) == 2
        assert len(card.moves) == 1
        assert len(card.motions) == 3
        assert len(projection.dump()["published_matter"]) == 1
