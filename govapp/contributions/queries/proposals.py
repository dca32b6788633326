"""Proposals as their authors and the desk see them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from govapp import clock
from govapp.contributions import rules
from govapp.contributions.models import TAKEN, Proposal, ProposalFile, State
from govapp.contributions.queries.deadlines import get_deadline, map_deadlines
from govapp.database import db
from govapp.documents.models import Document, DocumentVersion
from govapp.errors import NotFoundError
from govapp.meetings.models import Attachment, Meeting, MeetingBody
from govapp.record.cards import MeetingCard
from govapp.record.published import map_pages


@dataclass(frozen=True)
class Call:
    """A meeting as everyone reads of it, and until when it takes proposals."""

    meeting: Meeting
    title: str
    due_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether it still takes proposals, be they late."""
        return rules.is_open(self.meeting.state, self.meeting.start_at, clock.now())

    @property
    def is_past(self) -> bool:
        """Whether what is submitted now is late."""
        return rules.is_late(clock.now(), self.due_at)


@dataclass(frozen=True)
class Received:
    """A proposal as the secretary has it, with the deadline that it had to keep."""

    proposal: Proposal
    due_at: datetime

    @property
    def is_late(self) -> bool:
        """Whether it was submitted after that."""
        at = self.proposal.submitted_at
        return at is not None and rules.is_late(at, self.due_at)

    @property
    def body_id(self) -> int:
        """The body it belongs to."""
        return self.proposal.body_id


@dataclass(frozen=True)
class FileVersion:
    """One version of a proposal's file."""

    file: ProposalFile
    version: DocumentVersion

    @property
    def body_id(self) -> int:
        """The body it belongs to."""
        return self.file.body_id


def get_own(key: str, author_id: int) -> Proposal:
    """Return somebody's own proposal; raises NotFoundError."""
    chosen = Proposal.key == key, Proposal.author_id == author_id
    proposal = db.session.scalar(_proposals().where(*chosen))
    if proposal is None:
        raise NotFoundError
    return proposal


def list_own(author_id: int, body_ids: Collection[int]) -> Sequence[Proposal]:
    """Return somebody's own proposals to meetings of these hosts, the newest first."""
    return db.session.scalars(
        _proposals()
        .where(
            Proposal.author_id == author_id,
            Proposal.meeting_id.in_(_hosted(body_ids)),
        )
        .order_by(Proposal.id.desc())
    ).all()


def list_calls(body_ids: Collection[int], limit: int) -> list[Call]:
    """Return the posted meetings ahead of these hosts, soonest first."""
    meetings = db.session.scalars(
        select(Meeting)
        .options(selectinload(Meeting.places).joinedload(MeetingBody.body))
        .where(
            Meeting.id.in_(_hosted(body_ids)),
            Meeting.state.in_(rules.OPEN),
            Meeting.start_at > clock.now(),
        )
        .order_by(Meeting.start_at, Meeting.id)
        .limit(limit)
    ).all()
    return list(map_calls(meetings).values())


def map_calls(meetings: Collection[Meeting]) -> dict[int, Call]:
    """Return what everyone reads of some posted meetings, with their deadlines."""
    dues = map_deadlines(meetings)
    pages = map_pages(f"meeting:{meeting.number}" for meeting in meetings)
    titles = {
        subject: MeetingCard.read(page).notice.title for subject, page in pages.items()
    }
    return {
        meeting.id: Call(meeting, titles[f"meeting:{meeting.number}"], dues[meeting.id])
        for meeting in meetings
    }


def list_received(meeting: Meeting) -> list[Received]:
    """Return what was submitted for a meeting, in its order; drafts are nobody's."""
    found = db.session.scalars(
        _proposals()
        .where(Proposal.meeting_id == meeting.id, Proposal.state != State.DRAFT)
        .order_by(Proposal.submitted_at, Proposal.id)
    ).all()
    if not found:
        return []
    due_at = get_deadline(meeting)
    return [Received(proposal, due_at) for proposal in found]


def list_undecided(body_ids: Collection[int]) -> list[tuple[Meeting, int]]:
    """Return the meetings ahead of these hosts that have proposals to decide on.

    Each with their number, the soonest meeting first.
    """
    found = db.session.scalars(
        _proposals()
        .join(Proposal.meeting)
        .where(
            Proposal.meeting_id.in_(_hosted(body_ids)),
            Proposal.state.in_({State.SUBMITTED, *TAKEN}),
            Meeting.start_at > clock.now(),
        )
        .order_by(Meeting.start_at, Meeting.id)
    ).all()
    counts = Counter(each.meeting for each in found if each.standing == State.SUBMITTED)
    return list(counts.items())


def get_received(meeting_id: int, key: str) -> Received:
    """Return one of them; raises NotFoundError."""
    proposal = db.session.scalar(
        _proposals().where(
            Proposal.meeting_id == meeting_id,
            Proposal.key == key,
            Proposal.state != State.DRAFT,
        )
    )
    if proposal is None:
        raise NotFoundError
    return Received(proposal, get_deadline(proposal.meeting))


def hold_proposal(proposal: Proposal) -> None:
    """Read a proposal afresh; nobody else changes it until the end.

    Raises NotFoundError when it is gone.
    """
    held = db.session.scalar(
        select(Proposal.id).where(Proposal.id == proposal.id).with_for_update()
    )
    if held is None:
        raise NotFoundError
    db.session.refresh(proposal)
    db.session.expire(proposal, ["item"])


def get_file(proposal: Proposal, file_id: int) -> ProposalFile:
    """Return one of a proposal's files; raises NotFoundError."""
    for file in proposal.files:
        if file.id == file_id:
            return file
    raise NotFoundError


def get_version(file: ProposalFile, version: int) -> FileVersion:
    """Return one version of a proposal's file; raises NotFoundError."""
    for known in file.document.versions:
        if known.version == version:
            return FileVersion(file, known)
    raise NotFoundError


def is_posted(proposal: Proposal) -> bool:
    """Say whether everyone has read of the item that took a proposal in."""
    item = proposal.taken
    posted = select(Attachment.id).where(
        Attachment.document_id.in_([file.document_id for file in proposal.files]),
        Attachment.first_posted_version > 0,
    )
    is_noticed = item is not None and item.is_noticed
    return is_noticed or db.session.scalar(posted.limit(1)) is not None


def _hosted(body_ids: Collection[int]) -> Select[Any]:
    return select(MeetingBody.meeting_id).where(
        MeetingBody.position == 0, MeetingBody.body_id.in_(body_ids)
    )


def _proposals() -> Select[Any]:
    return select(Proposal).options(
        joinedload(Proposal.meeting)
        .selectinload(Meeting.places)
        .joinedload(MeetingBody.body),
        joinedload(Proposal.author),
        joinedload(Proposal.item),
        selectinload(Proposal.files)
        .joinedload(ProposalFile.document)
        .selectinload(Document.versions)
        .joinedload(DocumentVersion.reading),
    )
