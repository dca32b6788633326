"""Who read what is closed of a meeting, and when: every time that was written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govapp.audit.models import AuditLine
from govapp.audit.queries import list_lines
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import list_attachments
from govapp.portal.models import Guest, GuestKind
from govapp.portal.queries.guests import list_guests
from govapp.portal.rules.readings import name_reading


@dataclass(frozen=True)
class ReadOnce:
    """One reading; a document comes by its label, and its version or 0.

    `reader` says as what they read it: member, guest or emergency.
    """

    at: datetime
    user_id: int | None
    name: str
    reader: str
    what: str
    version: int


def list_readings(meeting: Meeting, *, user_id: int | None = None) -> list[ReadOnce]:
    """Return every reading of a meeting, or those of one account, the newest first."""
    labels = {file.document.key: file.label for file in list_attachments(meeting)}
    guests = list_guests(meeting)
    found = []
    for line in list_lines(name_reading(meeting.id), limit=None):
        if user_id in {None, line.actor_id}:
            what, version = _name(line.detail, labels)
            reader = _say_as_what(line, guests)
            found.append(
                ReadOnce(line.at, line.actor_id, line.actor_name, reader, what, version)
            )
    return found


def _say_as_what(line: AuditLine, guests: Sequence[Guest]) -> str:
    """Say as what somebody read: in an emergency only while they had one."""
    theirs = [guest for guest in guests if guest.user_id == line.actor_id]
    for guest in theirs:
        until = guest.ended_at or guest.until_at
        is_emergency = guest.kind == GuestKind.EMERGENCY
        if is_emergency and guest.from_at <= line.at <= until:
            return "emergency"
    is_guest = any(guest.kind != GuestKind.EMERGENCY for guest in theirs)
    return "guest" if is_guest else "member"


def _name(detail: str, labels: dict[str, str]) -> tuple[str, int]:
    """Name what was read: a file as `document KEY version N`, all else in words."""
    words = detail.split(" ")
    if len(words) == 4 and words[0] == "document" and words[3].isdigit():
        return labels.get(words[1], words[1]), int(words[3])
    return detail, 0
