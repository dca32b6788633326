"""Who read what is closed of a meeting, and when: every time that was written down."""

from dataclasses import dataclass
from datetime import datetime

from govapp.audit.queries import list_lines
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import list_attachments
from govapp.portal.queries.guests import list_guests
from govapp.portal.rules.readings import name_reading


@dataclass(frozen=True)
class ReadOnce:
    """One reading; a document comes by its label, and its version or 0."""

    at: datetime
    user_id: int | None
    name: str
    is_guest: bool
    what: str
    version: int


def list_readings(meeting: Meeting, *, user_id: int | None = None) -> list[ReadOnce]:
    """Return every reading of a meeting, or those of one account, the newest first."""
    labels = {file.document.key: file.label for file in list_attachments(meeting)}
    guests = {guest.user_id for guest in list_guests(meeting)}
    found = []
    for line in list_lines(name_reading(meeting.id), limit=None):
        if user_id in {None, line.actor_id}:
            what, version = _name(line.detail, labels)
            is_guest = line.actor_id in guests
            found.append(
                ReadOnce(
                    line.at, line.actor_id, line.actor_name, is_guest, what, version
                )
            )
    return found


def _name(detail: str, labels: dict[str, str]) -> tuple[str, int]:
    """Name what was read: a file as `document KEY version N`, all else in words."""
    words = detail.split(" ")
    if len(words) == 4 and words[0] == "document" and words[3].isdigit():
        return labels.get(words[1], words[1]), int(words[3])
    return detail, 0
