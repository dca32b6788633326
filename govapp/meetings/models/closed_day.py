"""Days on which the office is closed, beside the holidays."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base


class ClosedDay(Base):
    """One day or several in a row, as ISO dates, and why."""

    __tablename__ = "closed_day"
    __table_args__ = (CheckConstraint("last_on >= first_on", name="ends_after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    first_on: Mapped[str] = mapped_column(String(10))
    last_on: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))

    @property
    def body_id(self) -> None:
        """No body's own: it holds for the whole installation."""
