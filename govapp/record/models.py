"""The log of what was posted, and the tables of its projection."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base, ByteCount, Instant, sorted_text

PUBLIC = "public"
# The beginning of a closed log's name; the rest is its body's slug.
CLOSED = "closed:"
SORT_KEY = 200


class RecordHead(Base):
    """How many entries a log has: the version of all that is made from it."""

    __tablename__ = "record_head"

    log: Mapped[str] = mapped_column(String(80), primary_key=True)
    size: Mapped[int] = mapped_column(default=0)


class RecordEntry(Base):
    """One posting, for ever; triggers on both engines refuse UPDATE and DELETE."""

    __tablename__ = "record_entry"
    __table_args__ = (
        Index("ix_record_entry_subject", "log", "subject", "seq"),
        Index("ix_record_entry_posted_at", "log", "posted_at"),
        ForeignKeyConstraint(["log"], ["record_head.log"]),
    )

    log: Mapped[str] = mapped_column(String(80), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(120))
    version: Mapped[int]
    label: Mapped[str] = mapped_column(String(60))
    posted_at: Mapped[datetime] = mapped_column(Instant)
    content: Mapped[str] = mapped_column(Text)
    content_sha256: Mapped[str] = mapped_column(String(64))
    leaf_hash: Mapped[str] = mapped_column(String(64))


class RecordNode(Base):
    """A complete subtree of the log's Merkle tree; `place` is `merkle.place`'s."""

    __tablename__ = "record_node"
    __table_args__ = (ForeignKeyConstraint(["log"], ["record_head.log"]),)

    log: Mapped[str] = mapped_column(String(80), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64))


class RecordCheckpoint(Base):
    """The signed head of a log of so many entries; `key` is who verifies it."""

    __tablename__ = "record_checkpoint"
    __table_args__ = (
        ForeignKeyConstraint(
            ["log", "size"],
            ["record_entry.log", "record_entry.seq"],
            name="fk_record_checkpoint_entry",
        ),
    )

    log: Mapped[str] = mapped_column(String(80), primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    note: Mapped[str] = mapped_column(Text)
    key: Mapped[str] = mapped_column(String(400))


class RecordTimestamp(Base):
    """An authority's time stamp of a checkpoint (RFC 3161); `token` is its answer.

    It comes after the posting, so nothing that is kept by the log's head shows it.
    """

    __tablename__ = "record_timestamp"
    __table_args__ = (
        ForeignKeyConstraint(
            ["log", "size"],
            ["record_checkpoint.log", "record_checkpoint.size"],
            name="fk_record_timestamp_checkpoint",
        ),
    )

    log: Mapped[str] = mapped_column(String(80), primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    authority: Mapped[str] = mapped_column(String(300))
    stamped_at: Mapped[datetime] = mapped_column(Instant)
    token: Mapped[str] = mapped_column(Text)


class PublishedPage(Base):
    """A subject's card: all that its pages say, as one frozen value."""

    __tablename__ = "published_page"

    subject: Mapped[str] = mapped_column(String(120), primary_key=True)
    sort_key: Mapped[str] = mapped_column(sorted_text(SORT_KEY), index=True)
    card: Mapped[str] = mapped_column(Text)


class PublishedMeeting(Base):
    """What lists of meetings are chosen by, and what they show (`summary`).

    `words` holds title, number and bodies in lower case, to be searched.
    """

    __tablename__ = "published_meeting"

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    has_agenda: Mapped[bool]
    has_minutes: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    summary: Mapped[str] = mapped_column(Text)


class PublishedDate(Base):
    """A day on which a body's meeting stands in the calendar.

    A moved meeting keeps a row at each former start (`is_moved`), which points to
    where it went; `start_at` sorts, `local_date` is the day in the meeting's zone, and
    `over_at` the midnight by which it is past.
    """

    __tablename__ = "published_date"
    __table_args__ = (
        Index("ix_published_date_all", "is_host", "start_at", "number"),
        Index("ix_published_date_body", "body", "start_at", "number"),
    )

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    body: Mapped[str] = mapped_column(String(80), primary_key=True)
    start_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    over_at: Mapped[datetime] = mapped_column(Instant, index=True)
    local_date: Mapped[str] = mapped_column(String(10), index=True)
    is_host: Mapped[bool]
    is_moved: Mapped[bool]
    is_current: Mapped[bool]


class PublishedFile(Base):
    """A file anyone may read; `withdrawn` holds the reason once it is withdrawn.

    What several meetings published has a row for each.
    """

    __tablename__ = "published_file"

    document: Mapped[str] = mapped_column(String(32), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    meeting: Mapped[str] = mapped_column(String(20), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(ByteCount)
    sha256: Mapped[str] = mapped_column(String(64))
    withdrawn: Mapped[str] = mapped_column(Text, default="")


class PublishedItem(Base):
    """Business of a meeting that refers beyond it.

    `source` is the key of the item of `source_meeting` with which it goes on, `matter`
    the file number of what it is part of.
    """

    __tablename__ = "published_item"

    meeting: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[str] = mapped_column(String(16), primary_key=True)
    source_meeting: Mapped[str] = mapped_column(String(20), index=True)
    source: Mapped[str] = mapped_column(String(16))
    matter: Mapped[str] = mapped_column(String(40), default="", index=True)
    start_at: Mapped[datetime] = mapped_column(Instant)
    line: Mapped[str] = mapped_column(Text)


class PublishedMatter(Base):
    """What lists of matters are chosen by; `words` are searched, in lower case."""

    __tablename__ = "published_matter"

    file_number: Mapped[str] = mapped_column(sorted_text(40), primary_key=True)
    body: Mapped[str] = mapped_column(String(80), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    is_open: Mapped[bool]
    words: Mapped[str] = mapped_column(Text)


class PublishedMotion(Base):
    """A motion on which a vote counts; `position` is its place in the meeting."""

    __tablename__ = "published_motion"
    __table_args__ = (Index("ix_published_motion_body", "body", "local_date"),)

    meeting: Mapped[str] = mapped_column(String(20), primary_key=True)
    motion: Mapped[str] = mapped_column(String(40), primary_key=True)
    body: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    start_at: Mapped[datetime] = mapped_column(Instant)
    local_date: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(20))
    line: Mapped[str] = mapped_column(Text)


class PublishedVote(Base):
    """A member's line in the vote that counts on a motion.

    `recused_on` are the numbers of the items of a block for which it does not count.
    """

    __tablename__ = "published_vote"
    __table_args__ = (Index("ix_published_vote_person", "person", "meeting"),)

    meeting: Mapped[str] = mapped_column(String(20), primary_key=True)
    motion: Mapped[str] = mapped_column(String(40), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    option: Mapped[str] = mapped_column(String(20))
    recused_on: Mapped[str] = mapped_column(Text, default="")


class PublishedPresence(Base):
    """A member of a body at a meeting; `minutes` is 0 where no times are known."""

    __tablename__ = "published_presence"
    __table_args__ = (
        Index("ix_published_presence_person", "person", "start_at"),
        Index("ix_published_presence_body", "body", "local_date"),
    )

    meeting: Mapped[str] = mapped_column(String(20), primary_key=True)
    body: Mapped[str] = mapped_column(String(80), primary_key=True)
    person: Mapped[str] = mapped_column(String(80), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20))
    minutes: Mapped[int]
    start_at: Mapped[datetime] = mapped_column(Instant)
    local_date: Mapped[str] = mapped_column(String(10))


class PublishedService(Base):
    """A membership as the person's own page lists it."""

    __tablename__ = "published_service"
    __table_args__ = (Index("ix_published_service_person", "person"),)

    body: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    membership: Mapped[str] = mapped_column(Text)


class PublishedPosting(Base):
    """A line of "just posted" and of the feeds; one row for each body concerned."""

    __tablename__ = "published_posting"
    __table_args__ = (Index("ix_published_posting_body", "body", "seq"),)

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(String(80), primary_key=True)
    is_host: Mapped[bool]
    posted_at: Mapped[datetime] = mapped_column(Instant, index=True)
    line: Mapped[str] = mapped_column(Text)


class PublishedRow(Base):
    """A meeting or matter as open data lists it; `row` is `legistar_rows`', as JSON."""

    __tablename__ = "published_row"

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    subject: Mapped[str] = mapped_column(String(120), index=True)
    row: Mapped[str] = mapped_column(Text)
