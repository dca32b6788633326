"""Files: what a document is, the bytes of its versions, and what was read in them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from govapp.database import Base, ByteCount, Instant


class Visibility(StrEnum):
    """Who may read a document, from everyone to the desk alone."""

    PUBLIC = "public"
    MEMBERS = "members"
    CLOSED = "closed"
    STAFF = "staff"


class Document(Base):
    """Something people read; `key` is its opaque public address.

    Once it was not for everyone it is guarded: of its versions only the one whose hash
    is released may become public, after somebody looked at what it contains.
    """

    __tablename__ = "document"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    visibility: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Instant)
    is_guarded: Mapped[bool] = mapped_column(default=False)
    released_sha256: Mapped[str] = mapped_column(String(64), default="")

    versions: Mapped[list["DocumentVersion"]] = relationship(
        back_populates="document", order_by="DocumentVersion.version"
    )

    @property
    def current(self) -> "DocumentVersion":
        """The newest version."""
        return self.versions[-1]

    @property
    def is_released(self) -> bool:
        """Whether everyone may read its newest version, should it be public."""
        return not self.is_guarded or self.released_sha256 == self.current.sha256

    @validates("visibility")
    def _guard(self, _name: str, visibility: str) -> str:
        if visibility != Visibility.PUBLIC:
            self.is_guarded = True
        return visibility


class DocumentVersion(Base):
    """Exact bytes, by their SHA-256."""

    __tablename__ = "document_version"
    __table_args__ = (
        UniqueConstraint("document_id", "version"),
        CheckConstraint("size > 0", name="not_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    version: Mapped[int]
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(ByteCount)
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime] = mapped_column(Instant)
    uploaded_by: Mapped[str] = mapped_column(String(200))

    document: Mapped[Document] = relationship(back_populates="versions")
    reading: Mapped["Reading"] = relationship(back_populates="version")


class Reading(Base):
    """What a worker read in a version: waiting, done or failed.

    `finding` says in a word what is wrong with the file, `barriers` in words what keeps
    people from reading it who cannot see it; 0 pages are an unknown number. What it
    says and tells of itself is `sealed`; what everyone may find stands open beside
    what was posted.
    """

    __tablename__ = "document_reading"

    version_id: Mapped[int] = mapped_column(
        ForeignKey("document_version.id"), primary_key=True
    )
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    finding: Mapped[str] = mapped_column(String(20), default="")
    barriers: Mapped[str] = mapped_column(String(80), default="")
    pages: Mapped[int] = mapped_column(default=0)
    sealed: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)

    version: Mapped[DocumentVersion] = relationship(back_populates="reading")
