"""What is owed after a closed session: a report of it, in open session."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.database import Base
from govapp.meetings.models.meeting import Meeting


class ReportState(StrEnum):
    """How a duty to report stands."""

    OPEN = "open"
    REPORTED = "reported"
    WAIVED = "waived"


class ReportDuty(Base):
    """The duty to report on one closed item that was posted, known by its key."""

    __tablename__ = "report_duty"
    __table_args__ = (UniqueConstraint("meeting_id", "item_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_key: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(60), default="")
    title: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default=ReportState.OPEN)
    text: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    posted_version: Mapped[int] = mapped_column(default=0)
    row_version: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id
