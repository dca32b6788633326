"""What the demonstration lacks, so that every page has something to show."""

import io
import json
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select

from govapp import clock
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.actions import services as actions
from govapp.asking.models import Question
from govapp.asking.queries.readings import list_requests
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.committees.services.offices import Held
from govapp.contributions.queries.proposals import list_received
from govapp.database import db
from govapp.demonstration import people
from govapp.importing import services as importing
from govapp.importing.rules.reading import read_archive
from govapp.mail.seals import seal
from govapp.meetings.models import Meeting
from govapp.meetings.queries import agendas, business, meetings
from govapp.meetings.services import (
    corrections,
    imports,
    matters,
    minutes,
    posting,
    schedule,
)
from govapp.portal.queries import releases
from govapp.portal.services import releasing
from govapp.record.legistar_rows import event_id
from govapp.sittings import services as sittings
from govapp.subscriptions import services as following
from govapp.subscriptions.models import Subscription, SubscriptionRequest
from tests.documents.words import make_agenda

INSITE = "/api/legistar/insite"


def add_votes() -> list[str]:
    """Take in a meeting with votes; return where everyone reads of them."""
    members = [f"{name} Example" for name in ("Ann", "Ben", "Cam")]
    motion = {
        "text": "to approve the plan",
        "mover": members[0],
        "seconder": members[1],
        "ayes": members[:2],
        "noes": members[2:],
        "result": "PASSED [2 TO 1]",
    }
    body: dict[str, object] = {"name": "Voting board", "slug": "voting-board"}
    meeting = {
        "body": "voting-board",
        "date": "2024-03-12",
        "present": members,
        "items": [{"title": "Plan", "motion": motion}],
        "source": "Minutes",
    }
    body["members"] = [{"name": name} for name in members]
    archive = read_archive(json.dumps({"bodies": [body], "meetings": [meeting]}))
    importing.import_body(SYSTEM, archive.bodies[0], found=[])
    done = importing.import_meeting(SYSTEM, archive.meetings[0], seen={}, found=[])
    return [
        "/committees/voting-board/votes",
        "/people/ann-example",
        f"/meetings/{done.meeting.number}",
        f"{INSITE}/MeetingDetail.aspx?ID={event_id(done.meeting.number or '')}",
        f"{INSITE}/Calendar.aspx?year=2024",
        f"{INSITE}/Legislation.aspx",
    ]


def add_what_the_demonstration_lacks() -> list[str]:
    """Seat somebody with an office, begin minutes; return where to look for it."""
    board = queries.get_body("iso-board")
    seat = committees.add_seat(SYSTEM, board, label="Seat 1")
    person = committees.add_person(SYSTEM, name="Demo chair")
    office: Held = {"office": "chair", "start_on": "2026-01-01"}
    committees.appoint_member(
        SYSTEM,
        board,
        person=person,
        seat=seat,
        start_on="2026-01-01",
        offices=[office],
    )
    held = meetings.list_meetings([board.id], until=clock.now())
    begun, unbegun = [one for one in held if not one.is_demonstration][:2]
    (ahead, later, *_) = meetings.list_meetings([board.id], since=clock.now())
    paper = next(one for one in agendas.list_attachments(ahead) if one.item)
    assert paper.item
    file = io.BytesIO(make_agenda())
    coming = imports.begin_import(SYSTEM, ahead, file=file, filename="Agenda.docx")
    blocks = [{"kind": "list", "text": "Call to order", "level": 0, "cells": []}]
    imports.keep_outline(coming.id, blocks=blocks, finding="")
    written = [one.id for one in held if one.is_demonstration]
    waiting, *_ = business.list_waiting(later)
    matter = matters.open_matter(SYSTEM, body=board, title="Budget", kind="budget")
    soon = schedule.schedule_meeting(
        SYSTEM,
        bodies=[board],
        kind="regular",
        start=datetime.combine(
            clock.today(board.time_zone) + timedelta(days=3), time(10)
        ),
    )
    sitting = _open_room(board)
    links = [*_follow(), *_find_asked(board)]
    late = "house-iso-board-regular-notice-and-agenda"
    return [
        *links,
        f"/desk/committees/{board.slug}/agendas",
        f"/desk/meetings/{sitting.id}/room",
        f"/meetings/{sitting.number}/live",
        f"/meetings/{sitting.number}",
        f"/desk/matters/{matter.id}/post",
        f"/desk/meetings/{soon.id}/deadlines",
        f"/desk/meetings/{soon.id}/deadlines/{late}/exception",
        f"/desk/meetings/{later.id}/waiting/{waiting.item.key}/dismiss",
        *(f"/desk/meetings/{number}/minutes" for number in written),
        *_write_minutes(begun),
        *_ask_release(next(one for one in held if one.is_demonstration)),
        f"/desk/meetings/{unbegun.id}/minutes/begin",
        f"/desk/meetings/{ahead.id}/items/{paper.item.key}/files",
        f"/desk/meetings/{ahead.id}/items/{paper.item.key}/late",
        f"/desk/meetings/{ahead.id}/post",
        f"/desk/meetings/{ahead.id}/files/{paper.id}/release",
        f"/desk/meetings/{ahead.id}/agenda/import/{coming.id}",
        _find_merger(ahead, paper.item.key),
    ]


def _ask_release(meeting: Meeting) -> list[str]:
    """Ask to release what is closed; return where that is seen and confirmed."""
    user = find_user(people.MEMBER)
    item = releases.list_releasable(meeting)[0]
    assert user
    asked = releasing.ask_release(
        user,
        item,
        documents=[file.id for file in item.files],
        authority="Vote of the Board",
        reason="The case is settled.",
    )
    desk = f"/desk/meetings/{meeting.id}/releases"
    return [
        desk,
        f"{desk}/ask/{item.key}",
        f"{desk}/{asked.id}/confirm",
        f"{desk}/{asked.id}/withdraw",
    ]


def _write_minutes(meeting: Meeting) -> list[str]:
    """Propose minutes, with what is asked of them and after them; return where."""
    writing = minutes.begin_minutes(SYSTEM, meeting)
    minutes.propose_minutes(SYSTEM, writing)
    asked = corrections.ask_correction(
        SYSTEM, writing, item_key="", asked_by="Demo chair", text="A name is misspelt."
    )
    promised = actions.ask_action(
        SYSTEM, meeting, item_key="", kind="action", text="Report", owner="Demo chair"
    )
    return [
        f"/desk/meetings/{meeting.id}/minutes",
        f"/desk/meetings/{meeting.id}/minutes/review",
        f"/desk/meetings/{meeting.id}/minutes/review/end",
        f"/desk/meetings/{meeting.id}/minutes/propose",
        f"/desk/meetings/{meeting.id}/minutes/corrections/{asked.id}",
        f"/desk/actions/{promised.id}",
        f"/desk/actions/{promised.id}/close",
    ]


def _follow() -> list[str]:
    """Let somebody follow and ask again; return where the links of mails lead."""
    email = "ada@example.org"
    following.ask_to_follow(email=email, bodies=[], topics=[])
    asked = db.session.get_one(SubscriptionRequest, email)
    following.confirm(asked, bodies=[], topics=[])
    theirs = select(Subscription).where(Subscription.email == email)
    mine = db.session.scalars(theirs).one()
    secret = current_app.extensions["govapp.settings"].secret_key
    return [
        "/subscribe/asked",
        seal(secret, f"/subscribe/confirm/{asked.key}"),
        seal(secret, f"/subscribe/yours/{mine.key}"),
        seal(secret, f"/subscribe/leave/{mine.key}"),
    ]


def _find_asked(board: Body) -> list[str]:
    """Return where the desk has what members are asked, and what they ask."""
    reading = list_requests(board)[0]
    question = db.session.scalars(select(Question).order_by(Question.id)).first()
    assert question
    asked = f"/desk/committees/{board.slug}/acknowledgments"
    questions = f"/desk/meetings/{question.meeting_id}/questions"
    return [
        asked,
        f"{asked}/{reading.id}",
        f"{asked}/{reading.id}/again",
        questions,
        f"{questions}/{question.id}",
    ]


def _find_merger(meeting: Meeting, item_key: str) -> str:
    """Return where a proposal is merged into an item."""
    (waiting, *_) = list_received(meeting)
    key = waiting.proposal.key
    return f"/desk/meetings/{meeting.id}/proposals/{key}/merge/{item_key}"


def _open_room(board: Body) -> Meeting:
    """Call a meeting of today to order, with a motion that is voted on."""
    now = clock.now().astimezone(ZoneInfo(board.time_zone)).replace(tzinfo=None)
    meeting = schedule.schedule_meeting(
        SYSTEM,
        bodies=[board],
        kind="special",
        start=now.replace(second=0, microsecond=0),
    )
    posting.post_notice(SYSTEM, meeting)
    who = {"body": board.slug, "person": "demo-chair"}
    moved = {"body": board.slug, "mover": "demo-chair", "kind": "approve_minutes"}
    for kind, data in (
        ("order", {"is_live": True}),
        ("arrive", who),
        ("move", {**moved, "text": "Approve the minutes"}),
        ("open_vote", {"motion": "3", "method": "roll_call"}),
        ("cast", {"motion": "3", "round": 1, "person": "demo-chair", "option": "yes"}),
        ("declare", {"motion": "3", "round": 1, "result": "no_quorum"}),
        ("open_vote", {"motion": "3", "method": "voice"}),
    ):
        sittings.record_act(
            SYSTEM, meeting, key=str(uuid4()), kind=kind, data=dict(data)
        )
    return meeting
