"""Business that bodies follow across their meetings."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body
from govapp.database import Base


class MatterKind(StrEnum):
    """What kind of business a matter is."""

    INITIATIVE = "initiative"
    TARIFF = "tariff"
    CONTRACT = "contract"
    BUDGET = "budget"
    APPOINTMENT = "appointment"
    REPORT = "report"
    RESOLUTION = "resolution"
    OTHER = "other"


class Matter(Base):
    """One matter; `body` is in control of it.

    `file_number` is given when it is first posted, unless one was typed before, and
    never changes after. `closing` says how it ended, on the day `closed_on`.
    """

    __tablename__ = "matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    file_number: Mapped[str | None] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(20), default=MatterKind.OTHER)
    summary: Mapped[str] = mapped_column(Text, default="")
    initiative_url: Mapped[str] = mapped_column(String(1000), default="")
    closed_on: Mapped[str] = mapped_column(String(10), default="")
    closing: Mapped[str] = mapped_column(Text, default="")
    posted_sha256: Mapped[str] = mapped_column(String(64), default="")
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form
