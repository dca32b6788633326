"""The projection: a pure function of the record, grown entry by entry or made anew."""

import json
from collections.abc import Callable, Iterator

from sqlalchemy import delete, insert, select

from govapp.database import Base, db
from govapp.record.cards import BodyCard, Line, MeetingCard
from govapp.record.folding import Posting, body_card, meeting_card
from govapp.record.item_rows import item_rows
from govapp.record.legistar_rows import (
    event_id,
    event_row,
    matter_list_row,
    number_of,
)
from govapp.record.models import (
    PUBLIC,
    SORT_KEY,
    PublishedDate,
    PublishedFile,
    PublishedItem,
    PublishedMatter,
    PublishedMeeting,
    PublishedMotion,
    PublishedPage,
    PublishedPosting,
    PublishedPresence,
    PublishedRow,
    PublishedService,
    PublishedVote,
    RecordEntry,
)
from govapp.record.objects import keeping
from govapp.record.objects.bodies import body_objects, matter_object, person_object
from govapp.record.objects.meetings import meeting_objects
from govapp.record.objects.models import PublishedObject
from govapp.record.rows import (
    Row,
    date_rows,
    file_rows,
    matter_row,
    meeting_row,
    posting_rows,
    service_rows,
)
from govapp.record.search import index
from govapp.record.search.meetings import Paper, meeting_texts
from govapp.record.search.models import PublishedReading, PublishedText
from govapp.record.search.texts import body_text, matter_text, person_texts
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import Membership
from govapp.record.shapes.matters import Matter
from govapp.record.vote_rows import motion_rows, presence_rows, vote_rows

TABLES: tuple[type[Base], ...] = (
    PublishedPage,
    PublishedMeeting,
    PublishedDate,
    PublishedFile,
    PublishedItem,
    PublishedMatter,
    PublishedMotion,
    PublishedVote,
    PublishedPresence,
    PublishedService,
    PublishedPosting,
    PublishedRow,
    PublishedObject,
)
# The rows of these belong to a meeting.
OF_MEETING = (
    PublishedFile,
    PublishedItem,
    PublishedMotion,
    PublishedVote,
    PublishedPresence,
)


def list_postings(subject: str) -> list[Posting]:
    """Return a subject's public entries in order."""
    rows = db.session.execute(
        select(
            RecordEntry.seq,
            RecordEntry.kind,
            RecordEntry.version,
            RecordEntry.label,
            RecordEntry.posted_at,
            RecordEntry.content,
        )
        .where(RecordEntry.log == PUBLIC, RecordEntry.subject == subject)
        .order_by(RecordEntry.seq)
    )
    return [Posting(*row) for row in rows]


def refresh(subject: str) -> None:
    """Bring the rows of one subject up to date with its entries."""
    postings = list_postings(subject)
    kind, _, key = subject.partition(":")
    _remove(subject, [posting.seq for posting in postings])
    _MAKERS[kind](subject, key, postings)
    for person in keeping.list_people(key) if kind == "body" else ():
        _person(person)


def rebuild(report: Callable[[int, int], None] | None = None) -> int:
    """Make the whole projection again from the record; return how many subjects.

    `report` hears, after each subject, how many of how many are done.
    """
    for table in TABLES:
        db.session.execute(delete(table))
    index.clear()
    subjects = db.session.scalars(
        select(RecordEntry.subject)
        .where(RecordEntry.log == PUBLIC)
        .distinct()
        .order_by(RecordEntry.subject)
    ).all()
    for done, subject in enumerate(subjects, start=1):
        refresh(subject)
        if report:
            report(done, len(subjects))
    return len(subjects)


def dump() -> dict[str, list[tuple[object, ...]]]:
    """Return every projected row in primary-key order, to compare projections."""

    def rows(table: type[Base]) -> Iterator[tuple[object, ...]]:
        columns = table.__table__
        order = list(columns.primary_key)
        yield from (
            tuple(row) for row in db.session.execute(select(columns).order_by(*order))
        )

    tables: tuple[type[Base], ...] = (*TABLES, PublishedText)
    return {table.__tablename__: list(rows(table)) for table in tables}


def _remove(subject: str, seqs: list[int]) -> None:
    _, _, key = subject.partition(":")
    db.session.execute(delete(PublishedPage).where(PublishedPage.subject == subject))
    db.session.execute(delete(PublishedRow).where(PublishedRow.subject == subject))
    if seqs:
        db.session.execute(
            delete(PublishedPosting).where(PublishedPosting.seq.in_(seqs))
        )
    if subject.startswith("meeting:"):
        for table in (PublishedMeeting, PublishedDate):
            db.session.execute(delete(table).where(table.number == key))
        for rows in OF_MEETING:
            db.session.execute(delete(rows).where(rows.meeting == key))
    elif subject.startswith("body:"):
        db.session.execute(delete(PublishedService).where(PublishedService.body == key))
    elif subject.startswith("matter:"):
        gone = PublishedMatter.file_number == key
        db.session.execute(delete(PublishedMatter).where(gone))


def _add(table: type[Base], rows: list[dict[str, object]]) -> None:
    if rows:
        db.session.execute(insert(table), rows)


def _add_page(subject: str, sort_key: str, card: str) -> None:
    sort_key = sort_key[:SORT_KEY]
    _add(PublishedPage, [{"subject": subject, "sort_key": sort_key, "card": card}])


def _add_row(subject: str, kind: str, key: int, row: Row) -> None:
    text = json.dumps(row, separators=(",", ":"), ensure_ascii=False)
    _add(PublishedRow, [{"kind": kind, "id": key, "subject": subject, "row": text}])


def _add_lines(lines: tuple[Line, ...]) -> None:
    for line in lines:
        _add(PublishedPosting, posting_rows(line))


def _organization(subject: str, _key: str, postings: list[Posting]) -> None:
    _add_page(subject, "", postings[-1].content)


def _body(subject: str, key: str, postings: list[Posting]) -> None:
    card = body_card(postings)
    if card is None:
        return
    _add_page(subject, f"{card.body.position:06d} {card.body.name}", card.canonical())
    _add(PublishedService, service_rows(key, card))
    keeping.replace(subject, body_objects(card, postings))
    index.replace(subject, [body_text(card)])


def _person(slug: str) -> None:
    """Let a person be found by every place held on any body."""
    rows = db.session.execute(
        select(PublishedPage.card, PublishedService.name, PublishedService.membership)
        .join(PublishedPage, PublishedPage.subject == "body:" + PublishedService.body)
        .where(PublishedService.person == slug)
        .order_by(PublishedPage.sort_key, PublishedPage.subject)
        .order_by(PublishedService.position)
    )
    served = [
        (BodyCard.read(card).body, name, Membership.read(text))
        for card, name, text in rows
    ]
    subject = f"person:{slug}"
    index.replace(subject, person_texts(slug, served))
    bodies = {body.slug: BodyRef(slug=body.slug, name=body.name) for body, *_ in served}
    names = [name for _, name, _ in served]
    mark = keeping.get_mark(slug)
    person = person_object(slug, names, tuple(bodies.values()), mark)
    keeping.replace(subject, [person])


def _meeting(subject: str, _key: str, postings: list[Posting]) -> None:
    card: MeetingCard = meeting_card(postings)
    _add_page(subject, card.notice.start_at, card.canonical())
    _add(PublishedMeeting, [meeting_row(card)])
    _add(PublishedDate, date_rows(card))
    _add(PublishedFile, file_rows(card, postings))
    _add(PublishedItem, item_rows(card))
    _add(PublishedMotion, motion_rows(card))
    _add(PublishedVote, vote_rows(card))
    _add(PublishedPresence, presence_rows(card))
    _add_row(subject, "event", event_id(card.number), event_row(card))
    keeping.replace(subject, meeting_objects(card, postings))
    _index_meeting(subject, card, postings)
    _add_lines(card.lines)


def index_papers(number: str) -> None:
    """Let a meeting be found by what was read in its files meanwhile."""
    subject = f"meeting:{number}"
    postings = list_postings(subject)
    _index_meeting(subject, meeting_card(postings), postings)


def _index_meeting(subject: str, card: MeetingCard, postings: list[Posting]) -> None:
    read = PublishedReading.sha256 == PublishedFile.sha256
    rows = db.session.execute(
        select(
            PublishedFile.document,
            PublishedFile.version,
            PublishedFile.name,
            PublishedFile.sha256,
            PublishedReading.sha256.is_not(None),
        )
        .join(PublishedReading, read, isouter=True)
        .where(PublishedFile.meeting == card.number, PublishedFile.withdrawn == "")
        .order_by(PublishedFile.document, PublishedFile.version)
    )
    papers = [Paper(*row) for row in rows]
    index.replace(subject, meeting_texts(card, postings, papers))


def _matter(subject: str, key: str, postings: list[Posting]) -> None:
    content = postings[-1].content
    _add_page(subject, key, content)
    matter = Matter.read(content)
    _add(PublishedMatter, [matter_row(matter)])
    number = number_of("matter", matter.file_number)
    _add_row(subject, "matter", number, matter_list_row(matter, postings))
    keeping.replace(subject, [matter_object(matter, postings)])
    index.replace(subject, [matter_text(matter)])


def _log(_subject: str, _key: str, _postings: list[Posting]) -> None:
    """Of the log itself there is nothing to project."""


_MAKERS: dict[str, Callable[[str, str, list[Posting]], None]] = {
    "organization": _organization,
    "body": _body,
    "meeting": _meeting,
    "matter": _matter,
    "log": _log,
}
