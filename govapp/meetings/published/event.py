"""A meeting as schema.org's Event, which search engines read."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from govapp.record.cards import MeetingCard

SCHEMA = "https://schema.org"


def make_event(card: MeetingCard, base_url: str) -> dict[str, Any]:
    """Describe a meeting; what is not known is left out."""
    notice, url = card.notice, f"{base_url}/meetings/{card.number}"
    described = {
        "@context": SCHEMA,
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": notice.title,
        "startDate": _moment(notice.start_local, notice.time_zone),
        "endDate": _moment(notice.end_local, notice.time_zone),
        "previousStartDate": [
            _moment(move.start_local, notice.time_zone) for move in card.moves
        ],
        "eventStatus": f"{SCHEMA}/{_status(card)}",
        "eventAttendanceMode": _mode(bool(notice.place), bool(notice.join_url)),
        "location": _locations(notice.place, notice.join_url),
        "organizer": [
            {
                "@type": "Organization",
                "@id": f"{base_url}/committees/{body.slug}",
                "name": body.name,
                "url": f"{base_url}/committees/{body.slug}",
            }
            for body in notice.bodies
        ],
        "description": notice.note,
        "identifier": card.number,
        "about": _matters(card, base_url),
        "subjectOf": _papers(card, url),
        "recordedIn": _recording(card),
        "attendee": [
            {"@type": "Person", "name": each.person.name}
            for each in card.presences
            if each.status == "present"
        ],
    }
    return {name: value for name, value in described.items() if value}


def _moment(local: str, zone: str) -> str:
    """Write a wall time with its offset; a day alone stays one."""
    if len(local) < len("2026-12-16T"):
        return local
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).isoformat()


def _status(card: MeetingCard) -> str:
    if card.state == "cancelled":
        return "EventCancelled"
    if card.state == "postponed":
        return "EventPostponed"
    return "EventRescheduled" if card.moves else "EventScheduled"


def _mode(in_person: bool, online: bool) -> str:  # noqa: FBT001  # two plain facts
    if in_person and online:
        return f"{SCHEMA}/MixedEventAttendanceMode"
    if online:
        return f"{SCHEMA}/OnlineEventAttendanceMode"
    return f"{SCHEMA}/OfflineEventAttendanceMode"


def _locations(place: str, join_url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if place:
        found.append({"@type": "Place", "name": place, "address": place})
    if join_url:
        found.append({"@type": "VirtualLocation", "url": join_url})
    return found


def _matters(card: MeetingCard, base_url: str) -> list[dict[str, Any]]:
    """Return the business that is followed from meeting to meeting, each once."""
    items = card.agenda.walk() if card.agenda else ()
    matters = {item.matter.file_number: item.matter for item in items if item.matter}
    return [
        {
            "@type": "CreativeWork",
            "name": matter.title,
            "identifier": number,
            "url": f"{base_url}/matters/{number}",
        }
        for number, matter in matters.items()
        if number
    ]


def _papers(card: MeetingCard, url: str) -> list[dict[str, Any]]:
    """Return the agenda and the minutes in force."""
    versions = (("agenda", card.agenda_version), ("minutes", card.minutes_version))
    return [
        {
            "@type": "DigitalDocument",
            "name": name.capitalize(),
            "url": f"{url}/{name}/v/{version.version}/{name}.pdf",
            "encodingFormat": "application/pdf",
            "version": version.version,
            "datePublished": version.posted_at,
        }
        for name, version in versions
        if version
    ]


def _recording(card: MeetingCard) -> dict[str, Any] | None:
    recording = card.recording
    if recording is None or not recording.url:
        return None
    name = recording.label or card.notice.title
    return {"@type": "VideoObject", "name": name, "url": recording.url}
