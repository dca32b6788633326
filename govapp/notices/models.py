"""What the desk keeps about notice; the public reads none of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base, Instant


class RuleSet(Base):
    """A version of a rule set that an operator added; `content` is JSON."""

    __tablename__ = "rule_set"
    __table_args__ = (UniqueConstraint("code", "effective_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(120))
    effective_from: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)


class OutsideCheck(Base):
    """One look at a public address from outside; `status` 0 is no answer."""

    __tablename__ = "outside_check"
    __table_args__ = (Index("ix_outside_check_meeting_id_at", "meeting_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    address: Mapped[str] = mapped_column(String(200))
    status: Mapped[int]
    is_match: Mapped[bool]
    finding: Mapped[str] = mapped_column(Text, default="")


class NoticeException(Base):
    """Why notice by a rule may be short, and the motion that allows it."""

    __tablename__ = "notice_exception"
    __table_args__ = (UniqueConstraint("meeting_id", "rule"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    rule: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    motion: Mapped[str] = mapped_column(Text)
    stated_by: Mapped[str] = mapped_column(String(200))
    stated_at: Mapped[datetime] = mapped_column(Instant)
