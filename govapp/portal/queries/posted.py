"""The files that all members of a body can read: posted to them, or to everyone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from govapp import clock
from govapp.committees.models import Body
from govapp.documents.models import Visibility
from govapp.meetings.queries.meetings import list_meetings
from govapp.portal import rules
from govapp.portal.queries.books import map_visibilities
from govapp.record import closed_log
from govapp.record.cards import MeetingCard
from govapp.record.published import map_pages
from govapp.record.shapes.base import File

OF_LATE = timedelta(days=2 * 365)
MOST = 1000


@dataclass(frozen=True)
class PostedFile:
    """A file as it was posted last, and the day of the meeting it belongs to."""

    file: File
    day: str


def list_posted(body: Body) -> list[PostedFile]:
    """Return the files of a body's meetings of late, newest meeting first.

    What stands on or beneath a closed item, or was withdrawn, is not among them.
    """
    found: dict[str, PostedFile] = {}
    for posted in _list_all(body):
        known = found.get(posted.file.id)
        if known is None or known.file.version <= posted.file.version:
            found[posted.file.id] = posted
    return sorted(found.values(), key=lambda each: (each.day, each.file.label))[::-1]


def _list_all(body: Body) -> Iterator[PostedFile]:
    meetings = list_meetings([body.id], since=clock.now() - OF_LATE, limit=MOST)
    numbers = [
        f"meeting:{meeting.number}"
        for meeting in meetings
        if meeting.number and meeting.body_id == body.id
    ]
    members = {
        each.subject: each for each in closed_log.list_agendas(body.slug, numbers)
    }
    for subject, text in map_pages(numbers).items():
        card = MeetingCard.read(text)
        day = card.notice.start_local[:10]
        withdrawn = {file.id for file in card.withdrawn_files}
        public = card.agenda.all_files() if card.agenda else ()
        files = [file for _, file in public]
        if subject in members:
            files += _list_members(members[subject])
        yield from (PostedFile(file, day) for file in files if file.id not in withdrawn)


def _list_members(entry: closed_log.ClosedEntry) -> list[File]:
    """Return what was posted to all members of the body, and is not closed."""
    open_files = [
        file
        for path, file in rules.list_places(entry.agenda)
        if not rules.is_inside(path)
    ]
    seen_by = map_visibilities(file.id for file in open_files)
    return [file for file in open_files if seen_by.get(file.id) == Visibility.MEMBERS]
