"""What the desk keeps about notice; the public reads none of it."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base


class RuleSet(Base):
    """A version of a rule set that an operator added; `content` is JSON."""

    __tablename__ = "rule_set"
    __table_args__ = (UniqueConstraint("code", "effective_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(120))
    effective_from: Mapped[str] = mapped_column(String(10))
    content: Mapped[str] = mapped_column(Text)
