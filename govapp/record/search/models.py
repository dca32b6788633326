"""The texts that can be found, and what was read in files."""

from sqlalchemy import BigInteger, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from govapp.database import Base


class PublishedText(Base):
    """Something that can be found; the search index knows its row by `id`.

    Later days have higher numbers. `head` holds, with spaces between and around, what
    it is chosen and ranked by: a word of its title as ~word, one that it says often as
    +word, its bodies as @slug, its kind as #kind, its year as _2026 and its month as
    _2026-03; then | and its title's words. `words` has those of `text` and of what was
    read in the file that `sha256` names, `size` letters in all. `found` is what a
    result shows. `digest` tells whether it must be written anew.
    """

    __tablename__ = "published_text"

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    )
    subject: Mapped[str] = mapped_column(String(120), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    bodies: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    found: Mapped[str] = mapped_column(Text)
    head: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class PublishedReading(Base):
    """What a worker read in a file that anyone may read, by the hash of its bytes.

    It is no part of the projection, which is made anew with it.
    """

    __tablename__ = "published_reading"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
