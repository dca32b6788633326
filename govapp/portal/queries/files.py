"""A file that a member asks for by its address."""

from collections.abc import Iterator
from dataclasses import dataclass

from govapp.accounts.models import User
from govapp.documents import published
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import find_meeting
from govapp.portal import rules
from govapp.portal.queries.books import map_visibilities
from govapp.portal.queries.conflicts import map_recused
from govapp.portal.queries.members import Reader, get_reader
from govapp.portal.rules import Cell, Standing, Thing
from govapp.record import closed_log
from govapp.record.shapes.base import File
from govapp.record.shapes.meetings import Item

PDF = "application/pdf"


@dataclass(frozen=True)
class Paper:
    """One version of a file; `meeting` is where it is read, `withdrawn` why not.

    `marked_for` is the meeting whose readers are named on each page, if they are;
    `is_logged` says that its reading is to be written down.
    """

    document: str
    version: int
    name: str
    media_type: str
    size: int
    sha256: str
    meeting: str
    meeting_id: int = 0
    body_id: int = 0
    withdrawn: str = ""
    is_logged: bool = False
    marked_for: Meeting | None = None

    @property
    def noted_as(self) -> str:
        """Under what its reading is written down, if it is."""
        named = f"document {self.document} version {self.version}"
        return named if self.is_logged else ""


@dataclass(frozen=True)
class Place:
    """Where a file stands among what members of a body read."""

    meeting: Meeting
    path: tuple[Item, ...]
    file: File


def get_paper(user: User, document: str, version: int) -> Paper:
    """Return a version that somebody may read; raises NotFoundError."""
    reader = get_reader(user)
    places = list(_list_places(reader, document))
    try:
        return _read_public(document, version)
    except NotFoundError:
        return _read_closed(reader, places, version)


def _read_public(document: str, version: int) -> Paper:
    """Return what everyone may read, or that it was withdrawn."""
    file = published.get_version(document, version)
    thing = Thing.WITHDRAWN if file.withdrawn else Thing.PUBLIC_FILE
    if rules.decide(Standing.VISITOR, thing) is Cell.NOTHING:
        raise NotFoundError
    return Paper(
        document=document,
        version=version,
        name=file.name,
        media_type=file.media_type,
        size=file.size,
        sha256=file.sha256,
        meeting=file.meeting,
        withdrawn=file.withdrawn,
    )


def _read_closed(reader: Reader, places: list[Place], version: int) -> Paper:
    """Return what is for members; whoever is recused anywhere reads none of it.

    That goes for all versions: one of them may have stood on another item.
    """
    document = places[0].file.id if places else ""
    visibility = map_visibilities([document]).get(document, "staff")
    recused = map_recused(reader.user.person_id, [place.meeting for place in places])
    found: list[tuple[Place, Cell]] = []
    for place in places:
        standing = rules.stand_at(
            reader.stand(place.meeting),
            place.path,
            recused=recused.get(place.meeting.id, ()),
            admitted=reader.admitted(place.meeting),
        )
        is_inside = rules.is_inside(place.path)
        thing = rules.name_file(visibility, is_inside=is_inside)
        cell = rules.decide(standing, thing)
        if standing is Standing.RECUSED and cell is Cell.NOTHING:
            raise NotFoundError
        if cell in rules.READABLE and place.file.version == version:
            found.append((place, cell))
    if not found:
        raise NotFoundError
    place, _cell = found[-1]
    return Paper(
        document=document,
        version=version,
        name=place.file.name,
        media_type=place.file.media_type,
        size=place.file.size,
        sha256=place.file.sha256,
        meeting=str(place.meeting.number),
        meeting_id=place.meeting.id,
        body_id=place.meeting.body_id,
        is_logged=any(cell is Cell.LOGGED for _, cell in found),
        marked_for=_find_marking(found, place.file),
    )


def _find_marking(found: list[tuple[Place, Cell]], file: File) -> Meeting | None:
    """Return a meeting whose host has its closed papers marked, if this is one."""
    if file.media_type != PDF:
        return None
    closed = [place.meeting for place, cell in found if cell is Cell.LOGGED]
    return next((each for each in closed if each.host.marks_closed), None)


def _list_places(reader: Reader, document: str) -> Iterator[Place]:
    """Yield where a document stands in the closed logs of the bodies one has known.

    The logs of others are not looked into: what they hold takes no time either.
    """
    for body in reader.hosts:
        for entry in closed_log.list_naming(body.slug, document):
            meeting = find_meeting(entry.subject.removeprefix("meeting:"))
            for path, file in rules.list_places(entry.agenda):
                if meeting and file.id == document:
                    yield Place(meeting, path, file)
