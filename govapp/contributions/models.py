"""What is proposed for an agenda, and until when."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.accounts.models import User
from govapp.committees.models import Body
from govapp.database import Base, Instant
from govapp.documents.models import Document
from govapp.meetings.models import AgendaItem, Meeting


class State(StrEnum):
    """How far a proposal is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    MERGED = "merged"


TAKEN = frozenset({State.ACCEPTED, State.MERGED})


class Proposal(Base):
    """An item that somebody proposes, until the secretary decides on it.

    `item_key` is the item that it became, or into which it was merged; that item keeps
    the proposal's key as long as it has taken it in.
    """

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default=State.DRAFT)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20))
    is_action: Mapped[bool] = mapped_column(default=False)
    presenter: Mapped[str] = mapped_column(String(300), default="")
    minutes_planned: Mapped[int] = mapped_column(default=0)
    description: Mapped[str] = mapped_column(Text, default="")
    recommended_motion: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    first_submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    item_key: Mapped[str] = mapped_column(String(16), default="", index=True)
    row_version: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship()
    author: Mapped[User] = relationship()
    item: Mapped[AgendaItem | None] = relationship(
        primaryjoin=lambda: Proposal.item_key == AgendaItem.key,
        foreign_keys=lambda: [Proposal.item_key],
        viewonly=True,
    )
    files: Mapped[list["ProposalFile"]] = relationship(
        back_populates="proposal",
        order_by="ProposalFile.id",
        cascade="all, delete-orphan",
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id

    @property
    def standing(self) -> str:
        """Its state; one that was taken in waits again once its item is off."""
        if self.state in TAKEN and self.taken is None:
            return State.SUBMITTED
        return self.state

    @property
    def taken(self) -> AgendaItem | None:
        """The item that has taken it in, if one has."""
        item = self.item
        return item if item and self.key in item.proposals.split() else None


class ProposalFile(Base):
    """A document that belongs to a proposal."""

    __tablename__ = "proposal_file"
    __table_args__ = (UniqueConstraint("proposal_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    label: Mapped[str] = mapped_column(String(300))

    proposal: Mapped[Proposal] = relationship(back_populates="files")
    document: Mapped[Document] = relationship()

    @property
    def body_id(self) -> int:
        """The body it belongs to: that of the proposal."""
        return self.proposal.body_id


class ProposalTerms(Base):
    """How many days before a body's meetings proposals are due."""

    __tablename__ = "proposal_terms"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    days: Mapped[int]
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form


class ProposalDeadline(Base):
    """One meeting's own deadline; without an instant the usual one holds."""

    __tablename__ = "proposal_deadline"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    row_version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form
