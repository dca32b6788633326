"""What was done to an agenda since it was posted, so that it can be undone."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.database import Base, Instant
from govapp.meetings.models.meeting import Meeting


class AgendaChange(Base):
    """One act at the builder: the rows it touched, as they were before and after.

    `verb` is the service's name, `title` names what it was about; an act that touched
    two agendas stands on both.
    """

    __tablename__ = "agenda_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    other_meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id"), index=True
    )
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    verb: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(Text)
    rows: Mapped[str] = mapped_column(Text)

    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])
    other_meeting: Mapped[Meeting | None] = relationship(
        foreign_keys=[other_meeting_id]
    )

    @property
    def meetings(self) -> list[Meeting]:
        """The meetings whose agendas it touched."""
        return [self.meeting, *([self.other_meeting] if self.other_meeting else [])]

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id
