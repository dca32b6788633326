"""What belongs to one person who reads: how far they are, and what they declare."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.accounts.models import SignIn, User
from govapp.committees.models import Person
from govapp.database import Base, Instant
from govapp.meetings.models import Meeting


class Look(Base):
    """When somebody last looked at the book of a meeting."""

    __tablename__ = "portal_look"

    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id), primary_key=True)
    looked_at: Mapped[datetime] = mapped_column(Instant)


class OpenedFile(Base):
    """A version of a file that somebody has opened, and the page where they stopped."""

    __tablename__ = "portal_opened_file"

    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), primary_key=True)
    document: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    page: Mapped[int] = mapped_column(default=1)


class ConflictKind(StrEnum):
    """What a conflict of interest leads to."""

    RECUSAL = "recusal"
    DISCLOSURE = "disclosure"


class Conflict(Base):
    """A conflict that a member declares before a meeting, on an item known by its key.

    `statement` is what will be said of it in public.
    """

    __tablename__ = "portal_conflict"
    __table_args__ = (UniqueConstraint("person_id", "meeting_id", "item_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id))
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id), index=True)
    item_key: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(10))
    statement: Mapped[str] = mapped_column(Text)
    declared_at: Mapped[datetime] = mapped_column(Instant)
    row_version: Mapped[int] = mapped_column(default=1)

    person: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form


class Answer(StrEnum):
    """How somebody takes part."""

    IN_PERSON = "in_person"
    REMOTE = "remote"
    ABSENT = "absent"


class Attending(Base):
    """Whether a member comes to a meeting; `place` is from where they take part."""

    __tablename__ = "portal_attending"

    person_id: Mapped[int] = mapped_column(ForeignKey(Person.id), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(
        ForeignKey(Meeting.id), primary_key=True, index=True
    )
    answer: Mapped[str] = mapped_column(String(10))
    place: Mapped[str] = mapped_column(String(300), default="")
    answered_at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship()


class Note(Base):
    """A private note on an item known by its key, its owner's alone.

    `label` is the item's number and open title as it was written, `item_sha256` what
    tells the text that was read from any other. `client_id` names a note that a device
    wrote by itself; `is_beside` one that was changed elsewhere meanwhile.
    """

    __tablename__ = "portal_note"
    __table_args__ = (
        Index("ix_portal_note_user_id_meeting_id", "user_id", "meeting_id"),
        UniqueConstraint("user_id", "client_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id))
    item_key: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text)
    item_sha256: Mapped[str] = mapped_column(String(64))
    written_at: Mapped[datetime] = mapped_column(Instant)
    client_id: Mapped[str | None] = mapped_column(String(36))
    is_beside: Mapped[bool] = mapped_column(default=False)
    row_version: Mapped[int] = mapped_column(default=1)

    meeting: Mapped[Meeting] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form


class KeptBook(Base):
    """A book that a device keeps; by `token_hash` it asks whether it still may.

    It goes with the session in which it was kept.
    """

    __tablename__ = "portal_kept_book"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id), index=True)
    sign_in_id: Mapped[int] = mapped_column(
        ForeignKey(SignIn.id, ondelete="CASCADE"), index=True
    )
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kept_at: Mapped[datetime] = mapped_column(Instant)

    user: Mapped[User] = relationship()
    meeting: Mapped[Meeting] = relationship()
    session: Mapped[SignIn] = relationship()


class GuestKind(StrEnum):
    """As what somebody is let into a closed session."""

    COUNSEL = "counsel"
    GUEST = "guest"
    EMERGENCY = "emergency"


class Guest(Base):
    """Somebody let into a meeting's closed session, from one moment until another.

    `name` is as the secretary knows them, `item_keys` names the closed items, or holds
    EVERY alone; `ended_at` is when the door was shut before its time. In an emergency
    an administrator is, who says for which `reason`.
    """

    __tablename__ = "portal_guest"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(User.id), index=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(10))
    item_keys: Mapped[list[str]] = mapped_column(JSON)
    from_at: Mapped[datetime] = mapped_column(Instant)
    until_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text, default="")

    meeting: Mapped[Meeting] = relationship()
    user: Mapped[User] = relationship()

    @property
    def body_id(self) -> int:
        """The body whose secretary lets them in."""
        return self.meeting.body_id


class ReleaseState(StrEnum):
    """What became of a request to release something closed."""

    WAITING = "waiting"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class ReleaseRequest(Base):
    """What one person asks to release of a closed item, until another confirms it.

    `documents` names its files by their documents' keys and their hashes, as members
    read them; `has_minutes` asks for what the closed minutes say of it.
    """

    __tablename__ = "portal_release"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(Meeting.id), index=True)
    item_key: Mapped[str] = mapped_column(String(16))
    label: Mapped[str] = mapped_column(Text)
    documents: Mapped[dict[str, str]] = mapped_column(JSON)
    has_minutes: Mapped[bool] = mapped_column(default=False)
    authority: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey(User.id))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey(User.id))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(10), default=ReleaseState.WAITING)

    meeting: Mapped[Meeting] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def body_id(self) -> int:
        """The body whose secretaries release it."""
        return self.meeting.body_id
