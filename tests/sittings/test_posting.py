"""What everyone may read of a sitting, and when."""

from flask import Flask
from sqlalchemy import func, select

from govapp.database import db
from govapp.mail.models import OutboxMessage
from govapp.meetings.published import get_card
from govapp.record.models import PUBLIC, RecordEntry
from govapp.record.shapes.sittings import Sitting
from tests.meetings.building import add_items, list_entries, post
from tests.pages import PageClient
from tests.sittings.test_services import record


def _posted(app: Flask) -> list[str]:
    return [line for line in list_entries(app) if line.startswith("sitting ")]


def _sitting(app: Flask) -> Sitting:
    with app.app_context():
        sitting = get_card("2031-001").sitting
    assert sitting
    return sitting


def _record_text(app: Flask) -> str:
    with app.app_context():
        query = select(RecordEntry.content).where(RecordEntry.log == PUBLIC)
        return "\n".join(db.session.scalars(query))


def _arrive(app: Flask, meeting: int, *people: str) -> None:
    for person in people:
        record(app, meeting, "arrive", body="board", person=person)


def _vote(app: Flask, meeting: int, motion: str, **votes: str) -> None:
    record(app, meeting, "open_vote", motion=motion, method="roll_call")
    for person, option in votes.items():
        record(app, meeting, "cast", motion=motion, round=1, person=person,
               option=option)  # fmt: skip
    record(app, meeting, "declare", motion=motion, round=1, result="pass")


def test_each_step_is_posted_as_it_happens(app: Flask, meeting: int) -> None:
    record(app, meeting, "order", is_live=True)
    _arrive(app, meeting, "ann", "bob", "cat")
    record(app, meeting, "move", body="board", mover="bob", text="Adopt the plan")
    record(app, meeting, "second", motion="5", member="cat")
    assert _posted(app) == [f"sitting meeting:2031-001 {seq}" for seq in range(1, 7)]
    record(app, meeting, "open_vote", motion="5", method="roll_call")
    before = _posted(app)
    for person in ("ann", "bob", "cat"):
        record(app, meeting, "cast", motion="5", round=1, person=person, option="yes")
    # What is cast is not told before it is declared.
    assert _posted(app) == before
    (motion,) = _sitting(app).motions
    (taken,) = motion.rounds
    assert (taken.opened_at, taken.ballots, taken.is_over) == (
        "2031-03-05T18:00:00Z", (), False
    )  # fmt: skip
    record(app, meeting, "declare", motion="5", round=1, result="pass")
    (motion,) = _sitting(app).motions
    assert (motion.state, motion.rounds[0].tally.yes) == ("adopted", 3)
    roles = [each.role for each in _sitting(app).presences]
    assert roles == ["Chair", "", ""]
    assert len(motion.rounds[0].ballots) == 5


def test_without_that_it_is_posted_once(app: Flask, meeting: int) -> None:
    record(app, meeting, "order")
    _arrive(app, meeting, "ann", "bob", "cat")
    record(app, meeting, "move", body="board", mover="bob", text="Adopt the plan")
    assert _posted(app) == []
    record(app, meeting, "adjourn")
    assert _posted(app) == ["sitting meeting:2031-001 6"]
    assert _sitting(app).state == "adjourned"
    record(app, meeting, "strike", seq=4, reason="Cat was away")
    assert _posted(app)[1:] == ["sitting meeting:2031-001 7 corrected"]
    people = [each.person.name for each in _sitting(app).presences]
    assert people == ["Ann", "Bob"]


def test_a_call_to_order_that_is_taken_back_is_told(
    app: Flask, meeting: int, client: PageClient
) -> None:
    record(app, meeting, "order", is_live=True)
    record(app, meeting, "strike", seq=1, reason="The wrong meeting")
    assert _sitting(app).state == "not_begun"
    page = client.get("/meetings/2031-001")
    assert page.status_code == 200
    assert "In session" not in page.text
    assert "has not been called to order" in client.get("/meetings/2031-001/live").text


def _sit_closed(app: Flask, meeting: int, inside: str, closed: str, late: str) -> None:
    """Go into closed session, having told of what everyone may not know."""
    record(app, meeting, "order", is_live=True)
    _arrive(app, meeting, "ann", "bob", "cat")
    record(app, meeting, "take_up", item=late)
    record(app, meeting, "conflict", person="ann", item=late, statement="CANARY-LATE")
    record(app, meeting, "conflict", person="bob", item=closed, kind="disclosure",
           statement="Said in public", note="CANARY-NOTE")  # fmt: skip
    record(app, meeting, "close", items=[closed])
    record(app, meeting, "take_up", item=inside)
    record(app, meeting, "conflict", person="cat", item=inside, kind="disclosure",
           statement="CANARY-STATED")  # fmt: skip


def test_nothing_of_a_closed_session_is_posted(app: Flask, meeting: int) -> None:
    closed, inside = add_items(
        app, meeting, "Counsel", "> CANARY-ITEM", kind="closed",
        legal_basis="Gov. Code 11126(e)",
    )  # fmt: skip
    post(app, meeting)
    (late,) = add_items(app, meeting, "CANARY-UNPOSTED")
    _sit_closed(app, meeting, inside, closed, late)
    before = _posted(app)
    record(app, meeting, "move", body="board", mover="bob", text="CANARY-MOTION",
           item=inside)  # fmt: skip
    record(app, meeting, "second", motion="11", member="cat")
    _vote(app, meeting, "11", ann="yes", bob="yes")
    record(app, meeting, "resume")
    record(app, meeting, "move", body="board", mover="bob", text="CANARY-AGAIN",
           kind="reconsider", applies_to="11")  # fmt: skip
    # Only that the session is open again.
    assert len(_posted(app)) == len(before) + 1
    sitting = _sitting(app)
    assert [(p.kind, p.items) for p in sitting.pauses] == [
        ("closed_session", (closed,))
    ]
    assert (sitting.motions, sitting.taken) == ((), ())
    assert [c.statement for c in sitting.conflicts] == ["Said in public"]
    assert not [part for part in ("CANARY", inside, late) if part in _record_text(app)]


def test_only_the_adjournment_is_told_by_mail(
    app: Flask, meeting: int, secretary: PageClient
) -> None:
    assert secretary is not None
    record(app, meeting, "order", is_live=True)
    _arrive(app, meeting, "ann", "bob")
    record(app, meeting, "adjourn")
    with app.app_context():
        subjects = db.session.scalars(select(OutboxMessage.subject)).all()
        count = db.session.scalar(select(func.count()).select_from(RecordEntry))
    assert [each for each in subjects if "sitting" in each] == [
        "Posted: sitting version 4, Board"
    ]
    assert count == 5
