"""Meetings as one member reads them: what is posted to members, or to everyone."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from govapp import clock
from govapp.accounts.models import User
from govapp.database import db
from govapp.documents.models import Document
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import find_meeting
from govapp.portal import rules
from govapp.portal.models import Look, OpenedFile
from govapp.portal.queries.conflicts import map_recused
from govapp.portal.queries.members import Reader, get_reader
from govapp.portal.rules import Standing, Thing
from govapp.record import closed_log
from govapp.record.cards import MeetingCard
from govapp.record.changes import Change, agenda_changes
from govapp.record.closed_log import ClosedEntry
from govapp.record.published import map_pages
from govapp.record.shapes.base import File
from govapp.record.shapes.meetings import Agenda, Item

FileVersion = tuple[str, int]


@dataclass(frozen=True)
class Book:
    """A meeting as somebody reads it; `admitted` are closed items that a guest reads.

    `agenda` is what they may read of the one in force; `withdrawn` says why a newer one
    was taken back. `news` is what changed since they last looked, `things` what each
    file is, by its document.
    """

    meeting: Meeting
    card: MeetingCard
    standing: Standing
    recused: frozenset[str]
    admitted: frozenset[str]
    agenda: Agenda | None
    posted_at: str
    is_members: bool
    withdrawn: str
    looked_at: datetime | None
    news: tuple[Change, ...]
    things: dict[str, Thing]
    opened: frozenset[FileVersion]

    @property
    def is_seated(self) -> bool:
        """Whether it is read by who takes part in it, and says so."""
        return self.standing in {Standing.MEMBER, Standing.JOINT}

    @property
    def is_new(self) -> bool:
        """Whether its agenda is newer than the last look at it."""
        if self.agenda is None:
            return False
        return self.looked_at is None or clock.instant(self.posted_at) > self.looked_at

    @property
    def files(self) -> list[File]:
        """The files that can be opened."""
        found = self.agenda.all_files() if self.agenda else ()
        return [
            file for _, file in found if self.things[file.id] is not Thing.WITHDRAWN
        ]

    @property
    def unopened(self) -> list[File]:
        """Those of them that were not opened yet."""
        return [
            file for file in self.files if (file.id, file.version) not in self.opened
        ]

    @property
    def items(self) -> list[Item]:
        """What is read one after the other: every item but headings."""
        found = self.agenda.walk() if self.agenda else ()
        return [item for item in found if item.kind != "heading"]


@dataclass(frozen=True)
class Edition:
    """One version of an agenda, `withdrawn` with its reason if it is."""

    agenda: Agenda
    posted_at: datetime
    is_members: bool = False
    withdrawn: str = ""


def get_book(user: User, number: str) -> Book:
    """Return a meeting as somebody reads it; raises NotFoundError if they may not."""
    meeting = find_meeting(number)
    reader = get_reader(user)
    if meeting is None:
        raise NotFoundError
    if not rules.may_read(reader.stand(meeting), Thing.BOOK):
        raise NotFoundError
    (book,) = read_books(reader, [meeting])
    return book


def read_books(reader: Reader, meetings: Sequence[Meeting]) -> list[Book]:
    """Return posted meetings as somebody reads them who may."""
    cards = map_pages(f"meeting:{meeting.number}" for meeting in meetings)
    closed = _map_closed(reader, meetings)
    recused = map_recused(reader.user.person_id, meetings)
    looks = _map_looks(reader.user, meetings)
    found = [
        (
            meeting,
            MeetingCard.read(cards[f"meeting:{meeting.number}"]),
            closed.get(f"meeting:{meeting.number}", []),
        )
        for meeting in meetings
    ]
    agendas: list[Agenda] = [
        entry.agenda for _, _, entries in found for entry in entries
    ]
    agendas += [card.agenda for _, card, _ in found if card.agenda]
    visibilities = map_visibilities(
        file.id for a in agendas for _, file in a.all_files()
    )
    opened = _list_opened(reader.user, visibilities)
    return [
        _make_book(
            meeting,
            card,
            entries,
            standing=reader.stand(meeting),
            recused=recused.get(meeting.id, frozenset()),
            admitted=reader.admitted(meeting),
            looked_at=looks.get(meeting.id),
            visibilities=visibilities,
            opened=opened,
        )
        for meeting, card, entries in found
    ]


def _make_book(
    meeting: Meeting,
    card: MeetingCard,
    entries: Sequence[ClosedEntry],
    *,
    standing: Standing,
    recused: frozenset[str],
    admitted: frozenset[str],
    looked_at: datetime | None,
    visibilities: dict[str, str],
    opened: frozenset[FileVersion],
) -> Book:
    editions = _list_editions(card, entries)
    in_force = [each for each in editions if not each.withdrawn]
    things = _name_files(card, editions, visibilities)
    public = card.agenda or Agenda()

    def read(edition: Edition) -> Agenda:
        return rules.redact(
            edition.agenda,
            public,
            standing=standing,
            recused=recused,
            admitted=admitted,
            things=things,
        )

    told = _list_told(in_force, read)
    seen = [
        agenda for each, agenda in told if looked_at and each.posted_at <= looked_at
    ]
    now, agenda = told[-1] if told else (None, None)
    is_news = agenda is not None and bool(seen) and seen[-1] is not agenda
    return Book(
        meeting=meeting,
        card=card,
        standing=standing,
        recused=recused,
        admitted=admitted,
        agenda=agenda,
        posted_at=clock.stamp(now.posted_at) if now else "",
        is_members=now is not None and now.is_members,
        withdrawn=editions[-1].withdrawn if editions else _tell_withdrawn(card),
        looked_at=looked_at,
        news=agenda_changes(seen[-1], agenda) if agenda and is_news else (),
        things=things,
        opened=opened,
    )


def _list_editions(card: MeetingCard, entries: Sequence[ClosedEntry]) -> list[Edition]:
    """Return what members read one after the other; without any, what everyone does.

    What was posted to members falls with what was then posted to everyone.
    """
    version = card.agenda_version
    if not entries:
        if card.agenda is None or version is None:
            return []
        return [Edition(card.agenda, clock.instant(version.posted_at))]
    found = []
    for entry in entries:
        beside = [
            version
            for version in card.agenda_versions
            if clock.instant(version.posted_at) <= entry.posted_at
        ]
        withdrawn = beside[-1].withdrawn if beside else ""
        found.append(
            Edition(entry.agenda, entry.posted_at, is_members=True, withdrawn=withdrawn)
        )
    return found


def _list_told(
    editions: Iterable[Edition], read: Callable[[Edition], Agenda]
) -> list[tuple[Edition, Agenda]]:
    """Pair editions with what is read of them, but for those in which that is the same.

    Of what somebody may not read they are not told either that it changed, or when.
    """
    found: list[tuple[Edition, Agenda]] = []
    for edition in editions:
        agenda = read(edition)
        if not found or found[-1][1] != agenda:
            found.append((edition, agenda))
    return found


def _tell_withdrawn(card: MeetingCard) -> str:
    return card.agenda_versions[-1].withdrawn if card.agenda_versions else ""


def _name_files(
    card: MeetingCard, editions: Iterable[Edition], visibilities: dict[str, str]
) -> dict[str, Thing]:
    """Say what each file is, by its document: what is public stays it."""
    found: dict[str, Thing] = {}
    for edition in editions:
        for path, file in rules.list_places(edition.agenda):
            found[file.id] = rules.name_file(
                visibilities.get(file.id, "staff"), is_inside=rules.is_inside(path)
            )
    public = card.agenda.all_files() if card.agenda else ()
    found |= {file.id: Thing.PUBLIC_FILE for _, file in public}
    return found | {file.id: Thing.WITHDRAWN for file in card.withdrawn_files}


def _map_closed(
    reader: Reader, meetings: Iterable[Meeting]
) -> dict[str, list[ClosedEntry]]:
    """Return what was posted to members, of the meetings of which they read it."""
    wanted: dict[str, list[str]] = {}
    for meeting in meetings:
        is_member = rules.may_read(reader.stand(meeting), Thing.CLOSED_ITEM)
        if is_member or reader.admitted(meeting):
            slug = meeting.host.slug
            wanted.setdefault(slug, []).append(f"meeting:{meeting.number}")
    found: dict[str, list[ClosedEntry]] = {}
    for body, subjects in wanted.items():
        for entry in closed_log.list_agendas(body, subjects):
            found.setdefault(entry.subject, []).append(entry)
    return found


def map_visibilities(documents: Iterable[str]) -> dict[str, str]:
    """Say who may read each document now."""
    rows = db.session.execute(
        select(Document.key, Document.visibility).where(
            Document.key.in_(set(documents))
        )
    )
    return dict(rows.all())


def _map_looks(user: User, meetings: Iterable[Meeting]) -> dict[int, datetime]:
    rows = db.session.execute(
        select(Look.meeting_id, Look.looked_at).where(
            Look.user_id == user.id,
            Look.meeting_id.in_([meeting.id for meeting in meetings]),
        )
    )
    return dict(rows.all())


def _list_opened(user: User, documents: Collection[str]) -> frozenset[FileVersion]:
    rows = db.session.execute(
        select(OpenedFile.document, OpenedFile.version).where(
            OpenedFile.user_id == user.id, OpenedFile.document.in_(documents)
        )
    )
    return frozenset((document, version) for document, version in rows)
