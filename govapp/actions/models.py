"""The ledger of what bodies asked for."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body
from govapp.database import Base
from govapp.meetings.models import Meeting


class ActionKind(StrEnum):
    """Whether somebody took something on, or the body directed it."""

    ACTION = "action"
    DIRECTION = "direction"


class ActionState(StrEnum):
    """How far it is."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ActionItem(Base):
    """Something to be done after a meeting, on an item known by its key or on none.

    `answer` says what came of it.
    """

    __tablename__ = "action_item"
    __table_args__ = (Index("ix_action_item_body_id_state", "body_id", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_key: Mapped[str] = mapped_column(String(16), default="")
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(200))
    due_on: Mapped[date | None] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10), default=ActionState.OPEN)
    closed_on: Mapped[date | None] = mapped_column(Date)
    answer: Mapped[str] = mapped_column(Text, default="")
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()
    meeting: Mapped[Meeting] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form
