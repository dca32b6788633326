"""A meeting as Open Civic Data's event (OCDEP 4, with the words of its schema)."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from govapp.exchange.ocd.agendas import agenda_of, documents_of, media_of
from govapp.exchange.ocd.names import (
    Publisher,
    Row,
    event_id,
    is_web,
    organization_id,
    person_id,
)
from govapp.exchange.ocd.votes import motion_of
from govapp.record.cards import MeetingCard
from govapp.record.shapes.sittings import Presence

TENTATIVE, CONFIRMED, PASSED = "tentative", "confirmed", "passed"
STATUSES = {
    "tentative": TENTATIVE,
    "scheduled": TENTATIVE,
    "postponed": TENTATIVE,
    "cancelled": "cancelled",
    "adjourned": PASSED,
    "completed": PASSED,
}
# What a meeting's card says and the format has no place for.
KEPT: dict[str, Any] = {
    "notice": True,
    "state": True,
    "start_since": True,
    "agenda_since": True,
    "cancelled_at": True,
    "cancellation": True,
    "moves": True,
    "agenda": {"note", "posts_times"},
    "agenda_versions": True,
    "minutes": {
        "state", "preface", "attendance", "sections", "closing", "corrections",
        "approved_at", "corrected_at", "note",
    },
    "minutes_versions": True,
    "result": {
        "chair", "called_to_order", "adjourned", "note", "sources", "is_quoted",
    },
    "recording": True,
    "sitting": {
        "state", "called_to_order", "adjourned", "presiding", "presences", "taken",
        "pauses", "pulled", "conflicts", "sources",
    },
    "certificate": True,
    "certificate_version": True,
    "certified_at": True,
    "reports": True,
    "withdrawn_files": True,
    "lines": True,
}  # fmt: skip


def event_of(card: MeetingCard, by: Publisher) -> Row:
    """Describe a meeting with all that is public of it."""
    notice, page = card.notice, f"/meetings/{card.number}"
    kept = card.model_dump(mode="json", exclude_defaults=True, include=KEPT)
    undecided = [each for each in card.motions if not each.deciding]
    return {
        "id": event_id(notice),
        "jurisdiction_id": by.jurisdiction_id,
        "name": notice.title,
        "classification": "committee-meeting",
        "description": notice.note,
        "start_date": _moment(notice.start_local, notice.start_at, notice.time_zone),
        "end_date": _moment(notice.end_local, notice.end_at, notice.time_zone),
        "timezone": notice.time_zone,
        "all_day": notice.is_all_day,
        "status": STATUSES.get(card.state, CONFIRMED),
        "location": _location(card),
        "media": _media(card),
        "documents": list(documents_of(card, by)),
        "links": _links(card, by),
        "participants": _participants(card),
        "agenda": agenda_of(card, by),
        "sources": by.sources(page, notice.sources),
        "extras": {**kept, "motions": [motion_of(card, one, by) for one in undecided]},
        "created_at": card.lines[0].posted_at if card.lines else card.updated_at,
        "updated_at": card.updated_at,
    }


def _moment(local: str, instant: str, zone: str) -> str:
    """Write an instant with the offset of its zone; a day alone stays one."""
    if len(local) < len("2026-12-16T") or not instant:
        return local
    moment = datetime.fromisoformat(instant).astimezone(ZoneInfo(zone))
    return moment.isoformat(timespec="seconds")


def _location(card: MeetingCard) -> Row | None:
    notice = card.notice
    name = notice.place or ("Online" if notice.join_url else "")
    if not name:
        return None
    url = {"url": notice.join_url} if is_web(notice.join_url) else {}
    note = notice.directions or notice.join_details
    return {"name": name, "note": note, "coordinates": None, **url}


def _media(card: MeetingCard) -> list[Row]:
    recording = card.recording
    if recording is None or not is_web(recording.url):
        return []
    return [media_of(recording.label, recording.url, None)]


def _links(card: MeetingCard, by: Publisher) -> list[Row]:
    notice = card.notice
    named = (
        ("", by.page(f"/meetings/{card.number}")),
        ("Webcast", notice.webcast_url),
        ("Join online", notice.join_url),
        ("Transcript", card.recording.transcript_url if card.recording else ""),
    )
    return [{"note": note, "url": url} for note, url in named if is_web(url)]


def _participants(card: MeetingCard) -> list[Row]:
    """Return the bodies that meet, the host first, and who was there or was missed."""
    bodies = card.notice.bodies
    rows = [
        _participant("organization", body.name, note, organization_id(body.slug))
        for note, body in zip(
            ["host", *["joint"] * (len(bodies) - 1)], bodies, strict=True
        )
    ]
    return rows + [_person(each) for each in card.presences]


def _person(presence: Presence) -> Row:
    person = presence.person
    key = person_id(person.slug) if person.slug else None
    return _participant("person", person.name, presence.status, key)


def _participant(kind: str, name: str, note: str, key: str | None) -> Row:
    """Name a participant; its kind stands as the text and as the code have it."""
    row = {"name": name, "type": kind, "entity_type": kind, "note": note}
    return row | {"id": key} if key else row
