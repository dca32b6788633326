"""One meeting with as much in it as there can be, for every format to tell."""

from typing import Any

from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import (
    Body,
    FormerName,
    Membership,
    Office,
    Roster,
    Seat,
)
from govapp.record.shapes.matters import Matter, MatterRef
from govapp.record.shapes.meetings import (
    Agenda,
    Authority,
    Item,
    Mark,
    Minutes,
    MinutesSection,
    Recording,
    Report,
)
from govapp.record.shapes.sittings import Conflict, Pause
from tests.exchange.posted import (
    AUDIT,
    BOARD,
    make_file,
    make_notice,
    post,
    post_organization,
)
from tests.record.sitting import (
    ANA,
    BEN,
    CALLED,
    CAM,
    make_motion,
    make_presence,
    make_round,
    make_sitting,
)

NUMBER = "2026-014"
SUBJECT = f"meeting:{NUMBER}"
MATTER = MatterRef(file_number="TP-7", title="Transmission plan")
PLAN = Item(
    key="plan",
    number="2",
    title="Decision on the plan",
    kind="decision",
    is_action=True,
    presenter="The planner",
    description="What it costs.",
    authorities=(Authority(body=BOARD, authority="primary"),),
    matter=MATTER,
    files=(make_file(id="memo", name="memo.pdf", label="Memorandum"),),
    items=(Item(key="part", number="2.1", title="Its first part"),),
)
COUNSEL = Item(
    key="counsel",
    number="3",
    title="Conference with counsel",
    kind="closed",
    legal_basis="Gov. Code 11126(e)",
)


def post_rich(app: Flask) -> None:
    """Post both bodies, a matter, and the whole life of a meeting of both."""
    post_organization(app, short_name="GO", phone="1 916 555 0100")
    _post_bodies(app)
    matter = Matter(
        file_number="TP-7",
        title="Transmission plan",
        kind="resolution",
        body=BOARD,
        summary="<p>Lines.</p>",
        initiative_url="https://example.org/plan",
    )
    post(app, Kind.MATTER, "matter:TP-7", matter)
    notice: dict[str, Any] = {
        "bodies": (BOARD, AUDIT),
        "place": "Folsom",
        "directions": "Bus 10.",
        "join_url": "https://example.org/join",
        "webcast_url": "https://example.org/cast",
        "note": "Bring a coat.",
    }
    first = make_notice(start_local="2026-12-15T10:00", end_local="", **notice)
    post(app, Kind.NOTICE, SUBJECT, first)
    moved = make_notice(sequence=1, reason="The hall is taken.", **notice)
    post(app, Kind.NOTICE, SUBJECT, moved, version=2)
    call = Item(key="call", number="1", title="Call to order", kind="procedural")
    post(app, Kind.AGENDA, SUBJECT, Agenda(items=(call, PLAN)))
    whole = Agenda(items=(call, PLAN, COUNSEL), note="Times are planned.")
    post(app, Kind.AGENDA, SUBJECT, whole, version=2, label="Revised")


def _post_bodies(app: Flask) -> None:
    board = Body(
        slug="board",
        name="Board of Governors",
        kind="board",
        former_names=(FormerName(name="The Board", end_on="2015-02"),),
        established_on="2001",
        seats_authorized=3,
        member_title="Governor",
        purpose="Governs.",
    )
    audit = Body(slug="audit", name="Audit Committee", kind="committee", parent=BOARD)
    post(app, Kind.BODY, "body:board", board)
    post(app, Kind.BODY, "body:audit", audit)
    members = (
        Membership(
            person=ANA,
            seat="Seat 1",
            start_on="2024-01-01",
            term_end_on="2027-12-31",
            offices=(Office(office="chair", start_on="2025"),),
        ),
        Membership(person=BEN, seat="Seat 2", start_on="2024", is_holdover=True),
        Membership(person=CAM, start_on="2024-03", kind="alternate", is_voting=False),
    )
    seats = (Seat(label="Seat 1"), Seat(label="Seat 2"), Seat(label="Seat 3"))
    roster = Roster(body=BOARD, seats=seats, members=members)
    post(app, Kind.ROSTER, "body:board", roster)


def hold_rich(app: Flask) -> None:
    """Post what came of it: who was there, a vote with a recusal, and minutes."""
    taken = make_round(yes=(ANA,), no=(BEN,), recused=(CAM,))
    sitting = make_sitting(
        make_motion("m1", taken, item="plan"),
        make_motion("m2", item="plan", kind="table", state="withdrawn", text="Later."),
        presences=(
            make_presence(ANA, (CALLED, "")),
            make_presence(BEN, ("2026-12-16T18:05:00Z", "")),
            make_presence(CAM, (CALLED, "")),
        ),
        presiding=ANA,
        conflicts=(
            Conflict(person=CAM, item="plan", kind="recusal", statement="Owns shares."),
        ),
        pauses=(Pause(kind="closed_session", since=CALLED, items=("counsel",)),),
    )
    post(app, Kind.SITTING, SUBJECT, sitting)
    recording = Recording(
        url="https://example.org/video",
        label="Video",
        marks=(Mark(key="plan", seconds=90),),
    )
    post(app, Kind.RECORDING, SUBJECT, recording)
    report = Report(key="counsel", number="3", title=COUNSEL.title, text="No action.")
    post(app, Kind.REPORT, SUBJECT, report)
    section = MinutesSection(
        key="plan", number="2", title=PLAN.title, text="<p>It was approved.</p>"
    )
    minutes = Minutes(state="approved", sections=(section,), sitting=sitting)
    post(app, Kind.MINUTES, SUBJECT, minutes)
