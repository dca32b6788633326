"""What members are asked to read, and what they ask the staff about items."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body, Person
from govapp.database import Base, Instant
from govapp.documents.models import Document
from govapp.meetings.models import Meeting


class ReadingRequest(Base):
    """A version of a document that the members of a body are to read by a day.

    `closed_at` is when the secretary stopped asking.
    """

    __tablename__ = "reading_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey(Body.id), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey(Document.id))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    reminded_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()
    document: Mapped[Document] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form


class Acknowledgment(Base):
    """A member has read a version that they were asked to read."""

    __tablename__ = "acknowledgment"

    request_id: Mapped[int] = mapped_column(
        ForeignKey(ReadingRequest.id), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    acknowledged_at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship()


class Question(Base):
    """What a member asks the staff about an item known by its key.

    `label` names the item as everyone knows it. All members read `wording`, in the
    staff's words, with the answer and the version of a file; `text` is what was asked.
    """

    __tablename__ = "member_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id), index=True)
    item_key: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(Text)
    is_closed: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    wording: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    document_id: Mapped[int | None] = mapped_column(ForeignKey(Document.id))
    version: Mapped[int] = mapped_column(default=0)
    row_version: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship()
    document: Mapped[Document | None] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body whose staff answers: the meeting's host."""
        return self.meeting.body_id
