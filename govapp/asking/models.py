"""What members are asked to read and acknowledge, and who has."""

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body, Person
from govapp.database import Base, Instant
from govapp.documents.models import Document


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
