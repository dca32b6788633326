"""Where what was taken in came from."""

from datetime import datetime

from sqlalchemy import BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base, Instant


class Origin(Base):
    """A row of another system, and what it became here.

    `source` is that system's address, `key` the row's id there. `local` is a slug, a
    number or an id, as `kind` has it; `digest` is of the row as it was read last.
    """

    __tablename__ = "origin"

    source: Mapped[str] = mapped_column(String(300), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    local: Mapped[str] = mapped_column(String(80))
    digest: Mapped[str] = mapped_column(String(64))
    read_at: Mapped[datetime] = mapped_column(Instant)
