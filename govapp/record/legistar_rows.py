"""Meetings and matters as the field's own interface names them: pure functions.

Addresses begin with a slash; whoever answers puts the site's before them. An id is a
function of what it names, so that it never changes.
"""

import hashlib
import uuid

from govapp import clock
from govapp.record.cards import MeetingCard
from govapp.record.folding import Posting
from govapp.record.rows import Row
from govapp.record.shapes.matters import Matter
from govapp.record.shapes.results import Result

EVENTS_A_YEAR = 100_000
ITEMS = 2**22
VERSION = "AAAAAAAAAAA="
AGENDA_STATUS = {"cancelled": "Canceled", "tentative": "Tentative"}
STATUSES = {"Draft": 1, "Tentative": 2, "Final": 3, "Canceled": 4}
RENDERED = "/meetings/{number}/{name}.pdf"


def number_of(kind: str, key: str) -> int:
    """Return the id of what has no number of its own."""
    digest = hashlib.sha256(f"{kind}:{key}".encode()).digest()
    return int.from_bytes(digest[:6], "big")


def guid_of(subject: str) -> str:
    """Return the unique id of a subject."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, subject)).upper()


def event_id(number: str) -> int:
    """Return the id of a meeting: 202300012 is 2023-012."""
    year, _, place = number.partition("-")
    if year.isdecimal() and place.isdecimal() and int(place) < EVENTS_A_YEAR:
        return int(year) * EVENTS_A_YEAR + int(place)
    return number_of("meeting", number)


def event_number(key: int) -> str:
    """Return the number of a meeting by its id."""
    year, place = divmod(key, EVENTS_A_YEAR)
    return f"{year:04d}-{place:03d}"


def utc(stamp: str) -> str | None:
    """Write an instant as that interface does: in UTC, without saying so."""
    return stamp.removesuffix("Z") or None


def event_row(card: MeetingCard) -> Row:
    """Return a meeting's row, without its items."""
    notice, host = card.notice, card.notice.bodies[0]
    key, clock_time = event_id(card.number), notice.start_local[11:16]
    agenda, minutes = card.agenda_version, card.minutes_version
    status = _status(card)
    minuted = {"approved": "Final"}.get(minutes.state, "Draft") if minutes else "Draft"
    recording = card.recording.url if card.recording else ""
    return {
        "EventId": key,
        "EventGuid": guid_of(f"meeting:{notice.uid}"),
        "EventLastModifiedUtc": utc(card.updated_at),
        "EventRowVersion": VERSION,
        "EventBodyId": number_of("body", host.slug),
        "EventBodyName": host.name,
        "EventDate": f"{notice.start_local[:10]}T00:00:00",
        # Clients drop a meeting without a time, so that it has midnight and a comment.
        "EventTime": _time(clock_time or "00:00"),
        "EventVideoStatus": "Public",
        "EventAgendaStatusId": STATUSES[status],
        "EventAgendaStatusName": status,
        "EventMinutesStatusId": STATUSES[minuted],
        "EventMinutesStatusName": minuted,
        "EventLocation": _location(card),
        "EventAgendaFile": _file(card, "agenda") if agenda else _linked(card, "Agenda"),
        "EventMinutesFile": (
            _file(card, "minutes") if minutes else _linked(card, "Minutes")
        ),
        "EventAgendaLastPublishedUTC": utc(agenda.posted_at) if agenda else None,
        "EventMinutesLastPublishedUTC": utc(minutes.posted_at) if minutes else None,
        "EventComment": _comment(card),
        "EventVideoPath": recording or None,
        "EventMedia": None,
        "EventInSiteURL": f"/api/legistar/insite/MeetingDetail.aspx?ID={key}&GUID="
        + guid_of(f"meeting:{notice.uid}"),
        "EventItems": [],
    }


def _status(card: MeetingCard) -> str:
    if card.state in AGENDA_STATUS:
        return AGENDA_STATUS[card.state]
    if card.state == "postponed":
        return "Tentative"
    return "Final" if card.agenda or card.result else "Draft"


def _time(text: str) -> str:
    """Write 14:30 as 2:30 PM."""
    hour, minute = int(text[:2]), text[3:]
    return f"{(hour + 11) % 12 + 1}:{minute} {'PM' if hour >= 12 else 'AM'}"


def _location(card: MeetingCard) -> str:
    place = card.notice.place
    if card.state == "cancelled":
        return f"CANCELED – {place}" if place else "CANCELED"
    return place


def _comment(card: MeetingCard) -> str | None:
    """Say what no other field has: other bodies, why it is off, what was revised."""
    others = [body.name for body in card.notice.bodies[1:]]
    version = card.agenda_version
    reason = card.cancellation or card.notice.reason
    parts = (
        f"Jointly with {' and '.join(others)}" if others else "",
        "Postponed" if card.state == "postponed" else "",
        "Time not stated" if card.notice.is_all_day else "",
        reason,
        "Agenda revised" if version and version.version > 1 else "",
        card.notice.note,
    )
    return "\n".join(part for part in parts if part) or None


def _file(card: MeetingCard, name: str) -> str:
    return RENDERED.format(number=card.number, name=name)


def _linked(card: MeetingCard, label: str) -> str | None:
    result = card.result or Result()
    link = next((link for link in result.links if link.label == label), None)
    return (link.file.path if link.file else link.url) if link else None


def matter_list_row(matter: Matter, postings: list[Posting]) -> Row:
    """Return a matter's row."""
    first, last = postings[0].posted_at, postings[-1].posted_at
    closed = f"{matter.closed_on}T00:00:00" if matter.closed_on else None
    status = matter.closing or ("Closed" if matter.closed_on else "In progress")
    unused = {
        **{f"MatterText{number}": None for number in range(1, 6)},
        **{f"MatterDate{number}": None for number in range(1, 3)},
        **{f"MatterEXText{number}": None for number in range(1, 12)},
        **{f"MatterEXDate{number}": None for number in range(1, 11)},
    }
    return {
        "MatterId": number_of("matter", matter.file_number),
        "MatterGuid": guid_of(f"matter:{matter.file_number}"),
        "MatterLastModifiedUtc": utc(clock.stamp(last)),
        "MatterRowVersion": VERSION,
        "MatterFile": matter.file_number,
        "MatterName": matter.title,
        "MatterTitle": matter.title,
        "MatterTypeId": number_of("matter type", matter.kind) % 1000,
        "MatterTypeName": matter.kind.replace("_", " ").capitalize(),
        "MatterStatusId": int(bool(matter.closed_on)) + 1,
        "MatterStatusName": status,
        "MatterBodyId": number_of("body", matter.body.slug),
        "MatterBodyName": matter.body.name,
        "MatterIntroDate": f"{first:%Y-%m-%d}T00:00:00",
        "MatterAgendaDate": None,
        "MatterPassedDate": closed,
        "MatterEnactmentDate": None,
        "MatterEnactmentNumber": None,
        "MatterRequester": None,
        "MatterNotes": None,
        "MatterVersion": "1",
        "MatterCost": None,
        **unused,
        "MatterAgiloftId": 0,
        "MatterReference": None,
        "MatterRestrictViewViaWeb": False,
        "MatterReports": [],
    }
