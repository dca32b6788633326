"""The journal of each sitting, which is only ever added to."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base, Instant
from govapp.meetings import models as meetings


class SittingAct(Base):
    """Something that happened in the room; triggers refuse UPDATE and DELETE.

    `key` is made by the screen, so that an act that is sent twice counts once; `at` is
    when it happened by the room's clock, as RFC 3339 in UTC to the second; `data` is
    JSON.
    """

    __tablename__ = "sitting_act"
    __table_args__ = (
        UniqueConstraint("meeting_id", "seq", name="uq_sitting_act_meeting_id_seq"),
        UniqueConstraint("meeting_id", "key", name="uq_sitting_act_meeting_id_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey(meetings.Meeting.id))
    seq: Mapped[int]
    key: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[str] = mapped_column(String(20))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int | None]
    actor_name: Mapped[str] = mapped_column(String(200))
    data: Mapped[str] = mapped_column(Text)
