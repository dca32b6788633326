"""The desk's meetings and agendas, made from what was posted of them."""

import json
from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import select

from govapp import clock
from govapp.committees.models import Body
from govapp.database import db
from govapp.documents import services as documents
from govapp.documents.models import Document, DocumentVersion, Reading
from govapp.importing.services.moved_bodies import list_cards
from govapp.meetings import content
from govapp.meetings.models import AgendaItem, Attachment, Matter, Meeting
from govapp.meetings.models.agenda import ItemKind, PutOff
from govapp.meetings.models.meeting import MeetingBody, State
from govapp.meetings.rules.numbering import Numbering, Place, number_tree
from govapp.record.cards import MeetingCard
from govapp.record.models import PublishedFile
from govapp.record.rules import canonical, digest
from govapp.record.shapes.base import File
from govapp.record.shapes.meetings import Agenda, Item

OF_NOTICE = (
    "uid",
    "number",
    "kind",
    "start_local",
    "end_local",
    "time_zone",
    "is_all_day",
    "is_tentative",
    "place",
    "directions",
    "join_url",
    "join_details",
    "webcast_url",
    "contact",
    "note",
    "is_demonstration",
)
OF_ITEM = (
    "key",
    "title",
    "kind",
    "is_action",
    "presenter",
    "minutes_planned",
    "description",
    "recommended_motion",
    "legal_basis",
)
# What a state of the record is at the desk; all others are as they are called.
STATES = {"tentative": State.SCHEDULED, "adjourned": State.COMPLETED}
Flat = list[tuple[Item, Item | None, int]]


def make_meetings(
    bodies: dict[str, Body],
    matters: dict[str, Matter],
    report: Callable[[int, int], None],
) -> int:
    """Make every meeting of these bodies, with the agenda that is in force.

    Returns how many there are; `report` hears, after each, how many of how many.
    """
    cards = list_cards("meeting")
    made: dict[str, tuple[MeetingCard, Meeting]] = {}
    for text in cards:
        card = MeetingCard.read(text)
        hosts = [bodies[ref.slug] for ref in card.notice.bodies if ref.slug in bodies]
        if hosts:
            made[card.number] = card, _meeting(card, hosts)
    db.session.flush()
    papers = _Papers()
    for done, (card, meeting) in enumerate(made.values(), 1):
        meeting.notice_sha256 = content.notice_digest(meeting)
        if card.agenda:
            _Agenda(meeting, card.agenda, matters, papers).make()
        for _, file in card.result.all_files() if card.result else ():
            papers.find(file, meeting.host)
        report(done, len(made))
    for card, _ in made.values():
        _link_minutes(card, {number: one for number, (_, one) in made.items()})
    return len(made)


def _meeting(card: MeetingCard, hosts: list[Body]) -> Meeting:
    notice = card.notice
    duties = [duty.model_dump() for duty in notice.duties]
    meeting = Meeting(
        **{name: getattr(notice, name) for name in OF_NOTICE},
        state=_state(card),
        reason=card.cancellation or notice.reason,
        start_at=clock.instant(notice.start_at),
        end_at=clock.instant(notice.end_at) if notice.end_at else None,
        sources=json.dumps(notice.sources) if notice.sources else "",
        notice_sequence=notice.sequence,
        agenda_note=card.agenda.note if card.agenda else "",
        posts_times=bool(card.agenda and card.agenda.posts_times),
        agenda_version=max((one.version for one in card.agenda_versions), default=0),
        agenda_sha256=content.agenda_digest(card.agenda) if card.agenda else "",
        duties_sha256=digest(canonical(duties)) if duties else "",
        places=[
            MeetingBody(body=body, position=position)
            for position, body in enumerate(hosts)
        ],
    )
    if content.meeting_title(meeting) != notice.title:
        meeting.title = notice.title
    db.session.add(meeting)
    return meeting


def _state(card: MeetingCard) -> State:
    state = STATES.get(card.state, card.state)
    if state in set(State) - {State.DRAFT}:
        return State(state)
    return State.NOTICED if card.agenda else State.SCHEDULED


class _Papers:
    """The documents that are named, each with all versions that were posted."""

    def __init__(self) -> None:
        self._made: dict[str, Document] = {}

    def find(self, file: File, body: Body) -> Document:
        """Return a document, made where it is not there yet."""
        if file.id not in self._made:
            self._made[file.id] = self._make(file.id, body)
        return self._made[file.id]

    def _make(self, key: str, body: Body) -> Document:
        rows = db.session.scalars(
            select(PublishedFile)
            .where(PublishedFile.document == key)
            .order_by(PublishedFile.version, PublishedFile.withdrawn != "")
        )
        posted = {row.version: row for row in reversed(rows.all())}
        moment = clock.now()
        document = Document(
            key=key, body_id=body.id, visibility="public", created_at=moment
        )
        document.versions = [
            DocumentVersion(
                version=version,
                name=row.name,
                media_type=row.media_type,
                size=row.size,
                sha256=row.sha256,
                uploaded_at=moment,
                uploaded_by="",
                reading=Reading(),
            )
            for version, row in sorted(posted.items())
        ]
        db.session.add(document)
        db.session.flush()
        documents.read_again(document)
        return document


class _Agenda:
    """The agenda of a meeting as it is made."""

    def __init__(
        self,
        meeting: Meeting,
        agenda: Agenda,
        matters: dict[str, Matter],
        papers: _Papers,
    ) -> None:
        self.meeting, self.agenda = meeting, agenda
        self.matters, self.papers = matters, papers
        self.made: dict[str, AgendaItem] = {}

    def make(self) -> None:
        """Make the items and their files."""
        flat = list(_flat(self.agenda.items))
        self.meeting.numbering = choose_numbering(flat)
        places = {item.key: position for item, _, position in flat}
        for item, above, position in flat:
            self._item(item, above, position, places)
        db.session.flush()
        for position, file in enumerate(self.agenda.files):
            self._attach(file, None, position)
        for item, _, _ in flat:
            for position, file in enumerate(item.files):
                self._attach(file, self.made[item.key], position)

    def _item(
        self, item: Item, above: Item | None, position: int, places: dict[str, int]
    ) -> None:
        matter = self.matters.get(item.matter.file_number) if item.matter else None
        row = AgendaItem(
            **{name: getattr(item, name) for name in OF_ITEM},
            meeting=self.meeting,
            parent=self.made[above.key] if above else None,
            position=position,
            typed_number=item.number,
            matter_id=matter.id if matter else None,
            is_withdrawn=item.status == "withdrawn",
            put_off=PutOff.CONTINUED if item.status == "continued" else "",
            continued_from=item.continued_from.key if item.continued_from else "",
            is_noticed=True,
        )
        if item.authorities:
            row.authorities = json.dumps(
                {one.body.slug: one.authority for one in item.authorities}
            )
        if item.pulled:
            row.pulled_from, row.pulled_by = item.pulled.block, item.pulled.by
            row.pull_reason = item.pulled.reason
            row.pulled_place = places.get(item.pulled.block, 0)
        if item.late:
            # The words of the law are known, the law's own name for them is not.
            row.late_basis = "posted"
            row.late_reason = " ".join(
                filter(None, (item.late.basis, item.late.reason))
            )
        db.session.add(row)
        self.made[item.key] = row

    def _attach(self, file: File, item: AgendaItem | None, position: int) -> None:
        db.session.add(
            Attachment(
                meeting=self.meeting,
                item=item,
                document=self.papers.find(file, self.meeting.host),
                label=file.label,
                position=position,
                first_posted_version=2 if file.supplemental else 1,
            )
        )


def choose_numbering(flat: Flat) -> str:
    """Return the numbering that gives items the numbers they were posted with."""
    ids = {item.key: number for number, (item, _, _) in enumerate(flat, 1)}

    def describe(given: tuple[Item, Item | None, int]) -> Place:
        item, above, position = given
        return Place(
            id=ids[item.key],
            parent=ids[above.key] if above else None,
            position=position,
            is_heading=item.kind == ItemKind.HEADING,
        )

    for scheme in Numbering:
        nodes = [
            node for top in number_tree(flat, describe, scheme) for node in top.walk()
        ]
        if all(node.number == node.item[0].number for node in nodes):
            return scheme
    return Numbering.TYPED


def _flat(
    items: Iterable[Item], above: Item | None = None
) -> Iterator[tuple[Item, Item | None, int]]:
    for position, item in enumerate(items):
        yield item, above, position
        yield from _flat(item.items, item)


def _link_minutes(card: MeetingCard, made: dict[str, Meeting]) -> None:
    """Let items that approve minutes know of which meeting."""
    for item, _, _ in _flat(card.agenda.items if card.agenda else ()):
        if item.minutes_of and item.minutes_of.number in made:
            row = db.session.scalars(
                select(AgendaItem).where(AgendaItem.key == item.key)
            ).one()
            row.minutes_of = made[item.minutes_of.number]
