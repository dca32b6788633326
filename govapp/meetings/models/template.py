"""Agendas that a body begins with again and again."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.committees.models import Body
from govapp.database import Base


class AgendaTemplate(Base):
    """Items under a name, the body's own; `items` are those of `rules.templates`.

    New meetings of the body begin with the one that is standing.
    """

    __tablename__ = "agenda_template"
    __table_args__ = (
        UniqueConstraint("body_id", "name"),
        Index(
            "ix_agenda_template_standing",
            "body_id",
            unique=True,
            sqlite_where=text("is_standing"),
            postgresql_where=text("is_standing"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(200))
    is_standing: Mapped[bool] = mapped_column(default=False)
    items: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form
