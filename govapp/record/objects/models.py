"""The table of what open data lists."""

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base, sorted_text


class PublishedObject(Base):
    """A thing as open data lists it, by its id; `content` is that of `shapes`, as JSON.

    `posting` is the newest entry that tells of it; with `is_gone` it is no longer, and
    that entry or one before it says so. The other columns are what lists choose by.
    """

    __tablename__ = "published_object"
    __table_args__ = (
        Index("ix_published_object_posting", "kind", "posting"),
        Index("ix_published_object_body", "kind", "body"),
        Index("ix_published_object_meeting", "kind", "meeting"),
        Index("ix_published_object_person", "kind", "person"),
        Index("ix_published_object_matter", "kind", "matter"),
    )

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    id: Mapped[str] = mapped_column(sorted_text(200), primary_key=True)
    subject: Mapped[str] = mapped_column(String(120), index=True)
    posting: Mapped[int]
    is_gone: Mapped[bool]
    body: Mapped[str] = mapped_column(String(80))
    meeting: Mapped[str] = mapped_column(String(20))
    person: Mapped[str] = mapped_column(String(80))
    matter: Mapped[str] = mapped_column(String(40))
    motion: Mapped[str] = mapped_column(String(80))
    status: Mapped[str] = mapped_column(String(20))
    day: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
