"""What a meeting posts: built from working tables, for everyone to read."""

from govapp.meetings.content.agendas import (
    agenda_digest,
    build_agenda,
    build_file,
    build_members_agenda,
    keep_released,
    update_items,
)
from govapp.meetings.content.matters import build_matter, matter_digest, number_matters
from govapp.meetings.content.minutes import (
    build_attendance,
    build_closed_minutes,
    build_minutes,
    digest_attendance,
    list_minuted,
)
from govapp.meetings.content.notices import (
    build_notice,
    duties_digest,
    meeting_title,
    notice_digest,
)

__all__ = [
    "agenda_digest",
    "build_agenda",
    "build_attendance",
    "build_closed_minutes",
    "build_file",
    "build_matter",
    "build_members_agenda",
    "build_minutes",
    "build_notice",
    "digest_attendance",
    "duties_digest",
    "keep_released",
    "list_minuted",
    "matter_digest",
    "meeting_title",
    "notice_digest",
    "number_matters",
    "update_items",
]
