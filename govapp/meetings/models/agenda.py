"""The agenda as the desk builds it."""

import json
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.database import Base
from govapp.documents.models import Document
from govapp.meetings.models.meeting import Meeting


class ItemKind(StrEnum):
    """What kind of business an item is."""

    HEADING = "heading"
    PROCEDURAL = "procedural"
    MINUTES = "minutes"
    CONSENT = "consent"
    DECISION = "decision"
    BRIEFING = "briefing"
    PUBLIC_COMMENT = "public_comment"
    CLOSED = "closed"
    OTHER = "other"


class PutOff(StrEnum):
    """Why an item waits for a later meeting: "" where it does not.

    Continued before its meeting, deferred by the body at it, or not reached there.
    """

    CONTINUED = "continued"
    DEFERRED = "deferred"
    NOT_REACHED = "not_reached"


class AgendaItem(Base):
    """One line of business; `key` stays with it through every version and move.

    A closed item has an open title, which everyone reads, and a closed one.
    `authorities` is JSON: a body's slug to primary, joint or advisory. One pulled from
    a consent block keeps that block's key and its place in it. `is_noticed` says that
    what was posted last has it, to be taken up. `continued_from` is the key of the item
    of another meeting that this one goes on with; `dismissed` says why an item that was
    put off waits no longer. `proposals` are the keys of those that it has taken in.
    `matter_id` is the business that it is part of, `minutes_of` the meeting whose
    minutes it approves.
    """

    __tablename__ = "agenda_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    key: Mapped[str] = mapped_column(String(16), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(Text)
    closed_title: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(20), default=ItemKind.OTHER)
    is_action: Mapped[bool] = mapped_column(default=False)
    presenter: Mapped[str] = mapped_column(String(300), default="")
    minutes_planned: Mapped[int] = mapped_column(default=0)
    description: Mapped[str] = mapped_column(Text, default="")
    recommended_motion: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[str] = mapped_column(String(300), default="")
    authorities: Mapped[str] = mapped_column(Text, default="")
    matter_id: Mapped[int | None] = mapped_column(ForeignKey("matter.id"), index=True)
    typed_number: Mapped[str] = mapped_column(String(20), default="")
    is_withdrawn: Mapped[bool] = mapped_column(default=False)
    pulled_from: Mapped[str] = mapped_column(String(16), default="")
    pulled_place: Mapped[int] = mapped_column(default=0)
    pulled_by: Mapped[str] = mapped_column(String(300), default="")
    pull_reason: Mapped[str] = mapped_column(Text, default="")
    late_basis: Mapped[str] = mapped_column(String(20), default="")
    late_reason: Mapped[str] = mapped_column(Text, default="")
    is_noticed: Mapped[bool] = mapped_column(default=False)
    continued_from: Mapped[str] = mapped_column(String(16), default="", index=True)
    put_off: Mapped[str] = mapped_column(String(12), default="", index=True)
    dismissed: Mapped[str] = mapped_column(Text, default="")
    proposals: Mapped[str] = mapped_column(Text, default="")
    minutes_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id"), index=True
    )
    row_version: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])
    minutes_of: Mapped[Meeting | None] = relationship(foreign_keys=[minutes_of_id])
    parent: Mapped["AgendaItem | None"] = relationship(remote_side="AgendaItem.id")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id

    @property
    def authority_by_body(self) -> dict[str, str]:
        """The authority of each body on it, by the body's slug."""
        found: dict[str, str] = json.loads(self.authorities or "{}")
        return found


class Attachment(Base):
    """A document's place on a meeting (`item_id` None) or on one of its items."""

    __tablename__ = "attachment"
    __table_args__ = (UniqueConstraint("meeting_id", "document_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("agenda_item.id"), index=True
    )
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    label: Mapped[str] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
    first_posted_version: Mapped[int] = mapped_column(default=0)
    row_version: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem | None] = relationship()
    document: Mapped[Document] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id
