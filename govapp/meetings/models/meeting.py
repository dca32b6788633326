"""A meeting as the desk works on it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body
from govapp.database import Base, Instant


class Kind(StrEnum):
    """What kind of meeting it is."""

    REGULAR = "regular"
    SPECIAL = "special"
    EMERGENCY = "emergency"
    ADJOURNED = "adjourned"
    WORKSHOP = "workshop"
    CLOSED_ONLY = "closed_only"


class State(StrEnum):
    """Where a meeting stands; sittings themselves are recorded apart."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    NOTICED = "noticed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    COMPLETED = "completed"


class Meeting(Base):
    """One noticed gathering.

    `start_local` and `end_local` are wall times in `time_zone`, `start_at` and `end_at`
    their instants. `number` is given when it is first posted and never changes;
    `is_tentative` says that it was posted as a date that may still change.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint("end_at IS NULL OR end_at > start_at", name="ends_after"),
        CheckConstraint("(state = 'draft') = (number IS NULL)", name="numbered"),
        Index("ix_meeting_start_at", "start_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(40), unique=True)
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20), default=State.DRAFT)
    start_local: Mapped[str] = mapped_column(String(16))
    end_local: Mapped[str] = mapped_column(String(16), default="")
    time_zone: Mapped[str] = mapped_column(String(60))
    start_at: Mapped[datetime] = mapped_column(Instant)
    end_at: Mapped[datetime | None] = mapped_column(Instant)
    is_all_day: Mapped[bool] = mapped_column(default=False)
    is_tentative: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(String(300), default="")
    directions: Mapped[str] = mapped_column(Text, default="")
    join_url: Mapped[str] = mapped_column(String(1000), default="")
    join_details: Mapped[str] = mapped_column(Text, default="")
    webcast_url: Mapped[str] = mapped_column(String(1000), default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    notice_sequence: Mapped[int] = mapped_column(default=0)
    agenda_note: Mapped[str] = mapped_column(Text, default="")
    numbering: Mapped[str] = mapped_column(String(12), default="decimal")
    posts_times: Mapped[bool] = mapped_column(default=False)
    agenda_version: Mapped[int] = mapped_column(default=0)
    notice_sha256: Mapped[str] = mapped_column(String(64), default="")
    duties_sha256: Mapped[str] = mapped_column(String(64), default="")
    agenda_sha256: Mapped[str] = mapped_column(String(64), default="")
    members_version: Mapped[int] = mapped_column(default=0)
    members_sha256: Mapped[str] = mapped_column(String(64), default="")
    outline_sha256: Mapped[str] = mapped_column(String(64), default="")
    row_version: Mapped[int] = mapped_column(default=1)

    places: Mapped[list["MeetingBody"]] = relationship(
        order_by="MeetingBody.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def bodies(self) -> list[Body]:
        """The bodies that meet, the host first."""
        return [place.body for place in self.places]

    @property
    def host(self) -> Body:
        """The body whose secretary keeps the meeting."""
        return self.places[0].body

    @property
    def body_id(self) -> int:
        """The body it belongs to: its host."""
        return self.places[0].body_id


class MeetingBody(Base):
    """A body's part in a meeting; position 0 is the host."""

    __tablename__ = "meeting_body"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    body_id: Mapped[int] = mapped_column(
        ForeignKey("body.id"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(default=0)

    body: Mapped[Body] = relationship()
