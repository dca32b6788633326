"""What was made from the record, and is kept beside it: anybody may read it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base, ByteCount, Instant
from govapp.record.shapes.base import Kind

# The postings that change what an agenda says on paper.
TOLD = frozenset(
    {Kind.NOTICE, Kind.AGENDA, Kind.REPORT, Kind.CANCELLATION, Kind.WITHDRAWAL}
)


class Form(StrEnum):
    """A form in which an agenda, minutes or the posting certificate can be had."""

    AGENDA = "agenda"
    WORD = "word"
    PACKET = "packet"
    DOCUMENTS = "documents"
    CERTIFICATE = "certificate"
    MINUTES = "minutes"


# Those on which the other papers depend.
OF_OTHERS = {
    "certificate": frozenset({Kind.CERTIFICATE}),
    "minutes": frozenset({Kind.MINUTES}),
}
# What is made anew by those of an agenda.
OF_AGENDA = (Form.AGENDA, Form.WORD, Form.PACKET, Form.DOCUMENTS)


class Rendition(Base):
    """A form of one version of a meeting's agenda, by the hash of its bytes.

    `seq` is the newest entry of the record that it was made from.
    """

    __tablename__ = "rendition"

    meeting: Mapped[str] = mapped_column(String(20), primary_key=True)
    form: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(ByteCount)
    pages: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Instant)
