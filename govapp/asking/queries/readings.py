"""What members are asked to read: as they see it, and as the desk does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.accounts.models import User
from govapp.accounts.queries import map_linked
from govapp.asking.models import Acknowledgment, ReadingRequest
from govapp.committees.models import Body, Person
from govapp.committees.queries import list_serving
from govapp.database import db
from govapp.documents.models import DocumentVersion
from govapp.errors import NotFoundError
from govapp.portal.models import OpenedFile
from govapp.portal.queries.members import get_reader
from govapp.portal.queries.posted import PostedFile, list_posted


@dataclass(frozen=True)
class Asked:
    """Something one member is asked to read; `is_opened` says that they looked."""

    request: ReadingRequest
    name: str
    read_at: datetime | None
    is_opened: bool

    @property
    def address(self) -> str:
        """Where the version is."""
        request = self.request
        key = request.document.key
        return f"/my/documents/{key}/v/{request.version}/{quote(self.name)}"


@dataclass(frozen=True)
class Member:
    """Somebody who is asked, their account if they have one, and when they had read."""

    person: Person
    user: User | None
    read_at: datetime | None


@dataclass(frozen=True)
class Progress:
    """How far a body is with something, and the newest version of it."""

    request: ReadingRequest
    members: tuple[Member, ...]
    newest: PostedFile | None

    @property
    def body_id(self) -> int:
        """The body whose secretary asks."""
        return self.request.body_id

    @property
    def waiting(self) -> list[Member]:
        """Those who have not read it yet."""
        return [member for member in self.members if member.read_at is None]

    @property
    def has_newer(self) -> bool:
        """Whether there is a newer version than the one that is asked about."""
        return self.newest is not None and (
            self.newest.file.version > self.request.version
        )


def list_requests(body: Body) -> Sequence[ReadingRequest]:
    """Return what the members of a body were asked to read, the newest first."""
    return db.session.scalars(
        select(ReadingRequest)
        .where(ReadingRequest.body_id == body.id)
        .order_by(ReadingRequest.asked_at.desc(), ReadingRequest.id.desc())
    ).all()


def get_request(slug: str, request_id: int) -> ReadingRequest:
    """Return something that a body asks; raises NotFoundError."""
    request = db.session.get(ReadingRequest, request_id)
    if request is None or request.body.slug != slug:
        raise NotFoundError
    return request


def get_progress(slug: str, request_id: int) -> Progress:
    """Return how far a body is with something; raises NotFoundError."""
    request = get_request(slug, request_id)
    posted = {each.file.id: each for each in list_posted(request.body)}
    members = tuple(list_members(request))
    return Progress(request, members, posted.get(request.document.key))


def list_members(request: ReadingRequest) -> list[Member]:
    """Return those who serve on the body today, and those gone who had read it."""
    serving = list_serving(request.body)
    read = {each.person_id: each for each in _list_acknowledgments(request)}
    people = serving | {each.person_id: each.person for each in read.values()}
    users = map_linked(people)
    return [
        Member(
            person,
            users.get(person.id),
            read[person.id].acknowledged_at if person.id in read else None,
        )
        for person in people.values()
    ]


def _list_acknowledgments(request: ReadingRequest) -> Sequence[Acknowledgment]:
    return db.session.scalars(
        select(Acknowledgment)
        .options(joinedload(Acknowledgment.person))
        .where(
            Acknowledgment.request_id == request.id,
            Acknowledgment.version == request.version,
        )
        .order_by(Acknowledgment.acknowledged_at)
    ).all()


def list_asked(user: User) -> list[Asked]:
    """Return what somebody is asked to read where they serve, by its day."""
    bodies = [body.id for body in get_reader(user).serving]
    requests = db.session.scalars(
        select(ReadingRequest)
        .options(joinedload(ReadingRequest.document), joinedload(ReadingRequest.body))
        .where(ReadingRequest.body_id.in_(bodies), ReadingRequest.closed_at.is_(None))
        .order_by(ReadingRequest.due_on, ReadingRequest.id)
    ).all()
    return [_look(user, request) for request in requests]


def list_unread(user: User) -> list[Asked]:
    """Return what of it they have not acknowledged."""
    return [each for each in list_asked(user) if each.read_at is None]


def get_asked(user: User, request_id: int) -> Asked:
    """Return something that somebody is asked to read; raises NotFoundError."""
    for asked in list_asked(user):
        if asked.request.id == request_id:
            return asked
    raise NotFoundError


def _look(user: User, request: ReadingRequest) -> Asked:
    key, version = request.document.key, request.version
    kept = db.session.get(Acknowledgment, (request.id, user.person_id, version))
    name = db.session.scalars(
        select(DocumentVersion.name).where(
            DocumentVersion.document_id == request.document_id,
            DocumentVersion.version == version,
        )
    ).one()
    opened = db.session.get(OpenedFile, (user.id, key, version))
    read_at = kept.acknowledged_at if kept else None
    return Asked(request, name, read_at, opened is not None)
