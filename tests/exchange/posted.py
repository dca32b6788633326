"""Puts meetings, bodies and the organization into the record, as posting does."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from govapp import clock
from govapp.database import db
from govapp.record import services
from govapp.record.shapes.base import BodyRef, File, Frozen, Kind
from govapp.record.shapes.bodies import (
    Body,
    Membership,
    Organization,
    PersonRef,
    Roster,
)
from govapp.record.shapes.meetings import Agenda, Item, Notice

BOARD = BodyRef(slug="board", name="Board of Governors")
AUDIT = BodyRef(slug="audit", name="Audit Committee")
ZONE = "America/Los_Angeles"


def post(app: Flask, kind: Kind, subject: str, content: Frozen, **named: Any) -> int:
    """Post one entry, in a transaction of its own."""
    with app.app_context():
        seq = services.append(kind=kind, subject=subject, content=content, **named)
        db.session.commit()
        return seq


def post_organization(app: Flask, **values: Any) -> None:
    """Post the organization."""
    page = Organization(**{"name": "Grid Operator", **values})
    post(app, Kind.ORGANIZATION, "organization:", page)


def post_bodies(app: Flask) -> None:
    """Post both bodies, one with a member."""
    for body in (BOARD, AUDIT):
        page = Body(slug=body.slug, name=body.name, kind="board")
        post(app, Kind.BODY, f"body:{body.slug}", page)
    member = Membership(person=PersonRef(slug="a-member", name="A Member"))
    post(app, Kind.ROSTER, "body:board", Roster(body=BOARD, members=(member,)))


def make_notice(number: str = "2026-014", **values: Any) -> Notice:
    """Return a notice; `start_at` and `end_at` follow from the wall times."""
    given: dict[str, Any] = {
        "number": number,
        "uid": f"uid-{number}",
        "title": "General Session",
        "kind": "regular",
        "bodies": (BOARD,),
        "start_local": "2026-12-16T10:00",
        "end_local": "2026-12-16T15:00",
        "time_zone": ZONE,
        **values,
    }
    zone = given["time_zone"]
    given.setdefault("start_at", _instant(given["start_local"], zone))
    if given["end_local"]:
        given.setdefault("end_at", _instant(given["end_local"], zone))
    return Notice(**given)


def post_notice(app: Flask, number: str = "2026-014", **values: Any) -> None:
    """Post a meeting's notice."""
    named = {"version": values.pop("version", 1), "label": values.pop("label", "")}
    notice = make_notice(number, **values)
    post(app, Kind.NOTICE, f"meeting:{number}", notice, **named)


def post_agenda(
    app: Flask, *items: Item, number: str = "2026-014", version: int = 1, **named: Any
) -> None:
    """Post a meeting's agenda."""
    agenda = Agenda(items=items or (Item(key="k1", number="1", title="Call to order"),))
    subject = f"meeting:{number}"
    post(app, Kind.AGENDA, subject, agenda, version=version, **named)


def make_file(name: str = "memo.pdf", **values: Any) -> File:
    """Return a posted file."""
    given: dict[str, Any] = {
        "id": "key1",
        "version": 1,
        "name": name,
        "label": "Memorandum",
        "media_type": "application/pdf",
        "size": 10,
        "sha256": "0" * 64,
        **values,
    }
    return File(**given)


def _instant(local: str, zone: str) -> str:
    wall = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    return clock.stamp(wall.astimezone(UTC))
