"""Agendas written elsewhere, on their way in."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.database import Base, Instant
from govapp.meetings.models.meeting import Meeting


class ImportState(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READ = "read"
    FAILED = "failed"
    TAKEN = "taken"


class AgendaImport(Base):
    """A Word file from which an agenda is to be taken; its bytes go once it is read.

    `blocks` are the file's headings, list lines, paragraphs and table rows; `finding`
    is a key of `documents.rules.FINDINGS` where it could not be read.
    """

    __tablename__ = "agenda_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    name: Mapped[str] = mapped_column(String(255))
    state: Mapped[str] = mapped_column(String(10), default=ImportState.WAITING)
    finding: Mapped[str] = mapped_column(String(20), default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    blocks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant)

    meeting: Mapped[Meeting] = relationship()

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id
