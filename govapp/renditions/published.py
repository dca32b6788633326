"""The forms of agendas and certificates for everyone, and what they are made from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import func, literal, select

from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.published import get_agenda
from govapp.meetings.published.cards import map_continued
from govapp.record.cards import MeetingCard, Version
from govapp.record.folding import body_card
from govapp.record.item_rows import ItemLine
from govapp.record.log import find_signed
from govapp.record.models import PUBLIC, PublishedItem, RecordEntry
from govapp.record.projection import list_postings
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Body, Organization
from govapp.record.shapes.meetings import Agenda
from govapp.renditions.models import OF_OTHERS, TOLD, Form, Rendition
from govapp.web.public import NAMELESS

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What each form is called and is, once it is saved.
FILES = {
    Form.AGENDA: ("agenda.pdf", "application/pdf"),
    Form.WORD: ("agenda.docx", WORD),
    Form.PACKET: ("packet.pdf", "application/pdf"),
    Form.DOCUMENTS: ("documents.zip", "application/zip"),
    Form.CERTIFICATE: ("certificate.pdf", "application/pdf"),
    Form.MINUTES: ("minutes.pdf", "application/pdf"),
}
# More than this is not packed together: 2 GB.
MOST = 2_000_000_000


@dataclass(frozen=True)
class PublicRendition:
    """A form as it was made."""

    meeting: str
    form: str
    version: int
    seq: int
    sha256: str
    size: int
    pages: int

    @property
    def name(self) -> str:
        """What it is called when it is saved."""
        return f"{self.meeting}-{FILES[Form(self.form)][0]}"

    @property
    def media_type(self) -> str:
        """What kind of file it is."""
        return FILES[Form(self.form)][1]


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What any paper is written from: whose it is, and which version."""

    card: MeetingCard
    organization: Organization
    body: Body | None
    version: Version | None
    base_url: str
    checkpoint: str = ""

    @property
    def address(self) -> str:
        """Where everyone reads about the meeting."""
        return f"{self.base_url}/meetings/{self.card.number}"


@dataclass(frozen=True, kw_only=True)
class Source(Origin):
    """What an agenda is written from; without a `version` it is a draft.

    `continued` says where its items go on, by their keys.
    """

    agenda: Agenda
    continued: dict[str, list[ItemLine]] = field(default_factory=dict)


def newest_seq(card: MeetingCard, form: Form) -> int:
    """Return the newest entry that a form depends on."""
    own = OF_OTHERS.get(form)
    newest = max(line.seq for line in card.lines if line.kind in (own or TOLD))
    return newest if own else max(newest, _newest_later(card.number))


def _newest_later(number: str) -> int:
    """Return the newest entry of the meetings at which business of one goes on."""
    later = select(literal("meeting:") + PublishedItem.meeting).where(
        PublishedItem.source_meeting == number
    )
    newest = select(func.max(RecordEntry.seq)).where(
        RecordEntry.log == PUBLIC,
        RecordEntry.subject.in_(later),
        RecordEntry.kind.in_(TOLD),
    )
    return db.session.scalar(newest) or 0


def list_sources(number: str) -> set[str]:
    """Return the meetings whose business goes on at one."""
    sources = select(PublishedItem.source_meeting).where(
        PublishedItem.meeting == number, PublishedItem.source_meeting != ""
    )
    return set(db.session.scalars(sources))


def list_due(card: MeetingCard) -> Iterator[tuple[Form, Version]]:
    """Yield the forms in which what a meeting posted is to be had."""
    for version in card.agenda_versions:
        if not version.withdrawn:
            yield Form.AGENDA, version
    if card.agenda_version and card.agenda:
        yield Form.WORD, card.agenda_version
        if has_documents(card.agenda):
            yield Form.PACKET, card.agenda_version
            yield Form.DOCUMENTS, card.agenda_version
    issued = find_certificate(card)
    if issued:
        yield Form.CERTIFICATE, issued
    for version in card.minutes_versions:
        if not version.withdrawn:
            yield Form.MINUTES, version


def find_certificate(card: MeetingCard) -> Version | None:
    """Return the newest certificate as a version, or None before there is one."""
    lines = [line for line in card.lines if line.kind == Kind.CERTIFICATE]
    if not lines:
        return None
    last = max(lines, key=lambda line: line.seq)
    return Version(version=last.version, posted_at=last.posted_at, seq=last.seq)


def has_documents(agenda: Agenda) -> bool:
    """Say whether there are documents, and not too many to be packed together."""
    return 0 < sum(file.size for _, file in agenda.all_files()) <= MOST


def find_rendition(
    card: MeetingCard, form: Form, version: int
) -> PublicRendition | None:
    """Return a form of a version, or None while it is still to be made."""
    made = map_renditions(card.number).get((form, version))
    return made if made and made.seq == newest_seq(card, form) else None


def map_renditions(number: str) -> dict[tuple[Form, int], PublicRendition]:
    """Return all that was made of a meeting's agenda, by form and version."""
    rows = db.session.execute(
        select(
            Rendition.meeting,
            Rendition.form,
            Rendition.version,
            Rendition.seq,
            Rendition.sha256,
            Rendition.size,
            Rendition.pages,
        ).where(Rendition.meeting == number)
    )
    made = (PublicRendition(*row) for row in rows)
    return {(Form(each.form), each.version): each for each in made}


def read_source(card: MeetingCard, version: Version, base_url: str) -> Source:
    """Return what a version of the agenda is written from."""
    _, agenda = get_agenda(card, version.version)
    if agenda is None:
        raise NotFoundError
    origin = read_origin(card, Form.AGENDA, version, base_url)
    continued = map_continued(card.number)
    return Source(**vars(origin), agenda=agenda, continued=continued)


def read_origin(
    card: MeetingCard, form: Form, version: Version, base_url: str
) -> Origin:
    """Return what a version is written from: the record up to its newest entry.

    Letterheads change, too: theirs is the one that was posted by then.
    """
    seq = newest_seq(card, form)
    organization = [
        posting for posting in list_postings("organization:") if posting.seq <= seq
    ]
    host = body_card(
        [
            posting
            for posting in list_postings(f"body:{card.notice.bodies[0].slug}")
            if posting.seq <= seq
        ]
    )
    return Origin(
        card=card,
        organization=Organization.read(organization[-1].content)
        if organization
        else NAMELESS,
        body=host.body if host else None,
        version=version,
        base_url=base_url,
        checkpoint=_read_checkpoint(version.seq),
    )


def _read_checkpoint(size: int) -> str:
    """Return the checkpoint made with an entry in one line: origin, size and root."""
    signed = find_signed(size)
    return signed.line if signed else ""
