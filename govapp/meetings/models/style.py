"""How a body's agendas are made."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body
from govapp.database import Base


class AgendaStyle(Base):
    """What a body's next agendas begin with; each agenda may then differ."""

    __tablename__ = "agenda_style"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    numbering: Mapped[str] = mapped_column(String(12), default="decimal")
    posts_times: Mapped[bool] = mapped_column(default=False)
    law: Mapped[str] = mapped_column(String(40), default="generic")
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form
