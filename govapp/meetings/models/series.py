"""A body's planned meetings of a year: their rule, and what was decided of each."""

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body
from govapp.database import Base
from govapp.meetings.models.meeting import Meeting


class Series(Base):
    """Meetings of one body in one year that are planned, posted and changed together.

    `rule` and what follows it are govapp.meetings.rules.recurrence's; lists of numbers
    and of ISO dates are words. `start` is a wall time, empty while it is not known, and
    `minutes` 0 likewise. What the notices say stands in columns as a meeting's does.
    """

    __tablename__ = "series"
    __table_args__ = (Index("ix_series_body", "body_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    year: Mapped[int]
    rule: Mapped[str] = mapped_column(String(10))
    ordinals: Mapped[str] = mapped_column(String(40), default="")
    weekday: Mapped[int] = mapped_column(default=0)
    months: Mapped[str] = mapped_column(String(40), default="")
    before_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    days_before: Mapped[int] = mapped_column(default=0)
    dates: Mapped[str] = mapped_column(Text, default="")
    start: Mapped[str] = mapped_column(String(5), default="")
    minutes: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(300), default="")
    kind: Mapped[str] = mapped_column(String(20))
    place: Mapped[str] = mapped_column(String(300), default="")
    directions: Mapped[str] = mapped_column(Text, default="")
    join_url: Mapped[str] = mapped_column(String(1000), default="")
    join_details: Mapped[str] = mapped_column(Text, default="")
    webcast_url: Mapped[str] = mapped_column(String(1000), default="")
    contact: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    is_ended: Mapped[bool] = mapped_column(default=False)
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship(foreign_keys=[body_id])
    before: Mapped[Body | None] = relationship(foreign_keys=[before_body_id])
    decisions: Mapped[list["SeriesDate"]] = relationship(
        back_populates="series", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form


class SeriesDate(Base):
    """What was decided of one date of a series, by the key its rule gives it.

    `day` and `start` say where it was moved, empty where it was not; `kept` names what
    speaks against it and was found no hindrance, a line each. Once it is posted, `day`
    is where it was posted.
    """

    __tablename__ = "series_date"
    __table_args__ = (UniqueConstraint("series_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id"))
    key: Mapped[str] = mapped_column(String(120))
    day: Mapped[str] = mapped_column(String(10), default="")
    start: Mapped[str] = mapped_column(String(5), default="")
    is_dropped: Mapped[bool] = mapped_column(default=False)
    kept: Mapped[str] = mapped_column(Text, default="")
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meeting.id"), unique=True
    )
    row_version: Mapped[int] = mapped_column(default=1)

    series: Mapped[Series] = relationship(back_populates="decisions")
    meeting: Mapped[Meeting | None] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form
