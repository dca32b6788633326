"""Minutes as the desk writes them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Person
from govapp.database import Base, Instant
from govapp.meetings.models.meeting import Meeting

# The minutes of a meeting, and those of its closed session.
KINDS = ("minutes", "closed-minutes")


class MinutesState(StrEnum):
    """How far the minutes are."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PROPOSED = "proposed"
    APPROVED = "approved"
    CORRECTING = "correcting"


class CorrectionOutcome(StrEnum):
    """What became of a correction that was asked for."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Minutes(Base):
    """The minutes of one meeting, or of its closed session; texts are sanitised HTML.

    While they are in review the members of the body read the draft, and comment on it
    until `review_until`, in the body's zone, where that is set.
    While approved minutes are being corrected, what was approved stays posted.
    """

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("meeting_id", "is_closed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    is_closed: Mapped[bool] = mapped_column(default=False)
    state: Mapped[str] = mapped_column(String(20), default=MinutesState.DRAFT)
    review_until: Mapped[date | None] = mapped_column(Date)
    preface: Mapped[str] = mapped_column(Text, default="")
    closing: Mapped[str] = mapped_column(Text, default="")
    approved_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    corrected_meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    posted_version: Mapped[int] = mapped_column(default=0)
    posted_sha256: Mapped[str] = mapped_column(String(64), default="")
    row_version: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship(foreign_keys=[meeting_id])
    approved_meeting: Mapped[Meeting | None] = relationship(
        foreign_keys=[approved_meeting_id]
    )
    corrected_meeting: Mapped[Meeting | None] = relationship(
        foreign_keys=[corrected_meeting_id]
    )
    sections: Mapped[list["MinutesSection"]] = relationship(
        back_populates="minutes",
        order_by="MinutesSection.position",
        cascade="all, delete-orphan",
    )
    attendance: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.position", cascade="all, delete-orphan"
    )
    corrections: Mapped[list["Correction"]] = relationship(
        back_populates="minutes", order_by="Correction.id"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.meeting.body_id

    @property
    def kind(self) -> str:
        """What they are called in an address."""
        return KINDS[self.is_closed]


class MinutesSection(Base):
    """What the minutes say of one item, which they know by its key."""

    __tablename__ = "minutes_section"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    item_key: Mapped[str] = mapped_column(String(16))
    number: Mapped[str] = mapped_column(String(60), default="")
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    row_version: Mapped[int] = mapped_column(default=1)

    minutes: Mapped[Minutes] = relationship(back_populates="sections")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.minutes.meeting.body_id


class Attendance(Base):
    """Somebody in the attendance list."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(100), default="")
    status: Mapped[str] = mapped_column(String(10), default="present")
    mode: Mapped[str] = mapped_column(String(10), default="")
    position: Mapped[int] = mapped_column(default=0)


class Correction(Base):
    """A correction that somebody asked for, of an item known by its key or of all.

    It is decided before the minutes are approved; `answer` says what was done, or why
    nothing was. A comment is one that was made in review: it is decided before they are
    proposed, and never posted. `person` is the member who asked at their own desk.
    """

    __tablename__ = "minutes_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    item_key: Mapped[str] = mapped_column(String(16), default="")
    is_comment: Mapped[bool] = mapped_column(default=False)
    person_id: Mapped[int | None] = mapped_column(ForeignKey(Person.id))
    asked_by: Mapped[str] = mapped_column(String(200))
    asked_at: Mapped[datetime | None] = mapped_column(Instant)
    text: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(10), default=CorrectionOutcome.OPEN)
    answer: Mapped[str] = mapped_column(Text, default="")
    row_version: Mapped[int] = mapped_column(default=1)

    minutes: Mapped[Minutes] = relationship(back_populates="corrections")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: the meeting's host."""
        return self.minutes.meeting.body_id

    @property
    def is_made(self) -> bool:
        """Whether it was accepted, of what was posted."""
        return self.outcome == CorrectionOutcome.ACCEPTED and not self.is_comment

    @property
    def fate(self) -> str:
        """What became of it: its outcome, or of a comment whether it was taken up."""
        if not self.is_comment or self.outcome == CorrectionOutcome.OPEN:
            return self.outcome
        is_taken = self.outcome == CorrectionOutcome.ACCEPTED
        return "taken_up" if is_taken else "not_taken_up"

    @property
    def section(self) -> MinutesSection | None:
        """What it is about, if not the whole."""
        found = {section.item_key: section for section in self.minutes.sections}
        return found.get(self.item_key)
