"""Bodies and who sits on them.

Dates are text, YYYY, YYYY-MM or YYYY-MM-DD, as precise as they are known.
"""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.database import Base, sorted_text

PartialDate = String(10)


class BodyKind(StrEnum):
    """What kind of body it is."""

    BOARD = "board"
    COMMITTEE = "committee"
    SUBCOMMITTEE = "subcommittee"
    ADVISORY = "advisory"
    OTHER = "other"


class MembershipKind(StrEnum):
    """In what capacity somebody sits."""

    MEMBER = "member"
    ALTERNATE = "alternate"
    EX_OFFICIO = "ex_officio"
    ADVISER = "adviser"


class EndReason(StrEnum):
    """Why a membership ended."""

    TERM_EXPIRED = "term_expired"
    RESIGNED = "resigned"
    REMOVED = "removed"
    DECEASED = "deceased"
    SUPERSEDED = "superseded"
    BODY_DISSOLVED = "body_dissolved"


class OfficeName(StrEnum):
    """What a member may be elected or named to."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"


class Holidays(StrEnum):
    """Whose holidays a body keeps."""

    NONE = "none"
    FEDERAL = "federal"
    CALIFORNIA = "california"
    BOTH = "both"


class Body(Base):
    """A board or committee that meets."""

    __tablename__ = "body"
    __table_args__ = (CheckConstraint("parent_id <> id", name="not_own_parent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(sorted_text(200))
    short_name: Mapped[str] = mapped_column(String(80), default="")
    kind: Mapped[str] = mapped_column(String(20))
    purpose: Mapped[str] = mapped_column(Text, default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    established_on: Mapped[str] = mapped_column(PartialDate, default="")
    dissolved_on: Mapped[str] = mapped_column(PartialDate, default="")
    is_dormant: Mapped[bool] = mapped_column(default=False)
    seats_authorized: Mapped[int] = mapped_column(default=0)
    term_years: Mapped[int] = mapped_column(default=0)
    time_zone: Mapped[str] = mapped_column(String(60))
    holidays: Mapped[str] = mapped_column(String(20), default=Holidays.FEDERAL)
    contact: Mapped[str] = mapped_column(Text, default="")
    letterhead_names: Mapped[str] = mapped_column(Text, default="")
    letterhead_lines: Mapped[str] = mapped_column(Text, default="")
    accent: Mapped[str] = mapped_column(String(7), default="")
    member_title: Mapped[str] = mapped_column(String(60), default="Member")
    position: Mapped[int] = mapped_column(default=0)
    quorum_rule: Mapped[str] = mapped_column(String(20), default="majority_seats")
    quorum_fixed: Mapped[int] = mapped_column(default=0)
    decision_rule: Mapped[str] = mapped_column(String(40), default="majority_cast")
    needs_second: Mapped[bool] = mapped_column(default=True)
    chair_votes: Mapped[bool] = mapped_column(default=True)
    counts_recused: Mapped[bool] = mapped_column(default=False)
    kept_days: Mapped[int] = mapped_column(default=30)
    marks_closed: Mapped[bool] = mapped_column(default=False)
    posted_sha256: Mapped[str] = mapped_column(String(64), default="")
    roster_sha256: Mapped[str] = mapped_column(String(64), default="")
    row_version: Mapped[int] = mapped_column(default=1)

    parent: Mapped["Body | None"] = relationship(
        foreign_keys=[parent_id], remote_side="Body.id"
    )
    successor: Mapped["Body | None"] = relationship(
        foreign_keys=[successor_id], remote_side="Body.id"
    )
    names: Mapped[list["BodyName"]] = relationship(
        order_by="BodyName.start_on, BodyName.id", cascade="all, delete-orphan"
    )
    parents: Mapped[list["BodyParent"]] = relationship(
        foreign_keys="BodyParent.body_id",
        order_by="BodyParent.start_on, BodyParent.id",
        cascade="all, delete-orphan",
    )
    facts: Mapped[list["BodyFact"]] = relationship(
        back_populates="body", order_by="BodyFact.id", cascade="all, delete-orphan"
    )
    rule_sets: Mapped[list["BodyRuleSet"]] = relationship(
        back_populates="body",
        order_by="BodyRuleSet.start_on, BodyRuleSet.id",
        cascade="all, delete-orphan",
    )
    seats: Mapped[list["Seat"]] = relationship(order_by="Seat.position, Seat.id")
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="body", order_by="Membership.position, Membership.id"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> int:
        """The body it belongs to: itself."""
        return self.id


class BodyName(Base):
    """A name a body had before its present one."""

    __tablename__ = "body_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    start_on: Mapped[str] = mapped_column(PartialDate, default="")
    end_on: Mapped[str] = mapped_column(PartialDate, default="")


class BodyParent(Base):
    """A body that another belonged to before its present one."""

    __tablename__ = "body_parent"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    parent_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    start_on: Mapped[str] = mapped_column(PartialDate, default="")
    end_on: Mapped[str] = mapped_column(PartialDate, default="")

    parent: Mapped[Body] = relationship(foreign_keys=[parent_id])


class BodyFact(Base):
    """A statement about a body with its source."""

    __tablename__ = "body_fact"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Body] = relationship(back_populates="facts")


class BodyRuleSet(Base):
    """Rules of notice that bind a body's meetings from one day through another.

    `content` holds them as they were attached, as JSON: a new version of the law or of
    this product changes nothing until somebody attaches it.
    """

    __tablename__ = "body_rule_set"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    code: Mapped[str] = mapped_column(String(120))
    content: Mapped[str] = mapped_column(Text)
    start_on: Mapped[str] = mapped_column(String(10))
    end_on: Mapped[str] = mapped_column(String(10), default="")

    body: Mapped[Body] = relationship(back_populates="rule_sets")


class Seat(Base):
    """A place on a body, kept apart from who holds it."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("body_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    label: Mapped[str] = mapped_column(String(80))
    is_voting: Mapped[bool] = mapped_column(default=True)
    appointing_authority: Mapped[str] = mapped_column(String(200), default="")
    term_years: Mapped[int] = mapped_column(default=0)
    created_on: Mapped[str] = mapped_column(PartialDate, default="")
    ended_on: Mapped[str] = mapped_column(PartialDate, default="")
    position: Mapped[int] = mapped_column(default=0)
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship(back_populates="seats")

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form


class Person(Base):
    """Somebody who sits, sat or will sit on a body."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(sorted_text(200))
    row_version: Mapped[int] = mapped_column(default=1)

    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="person", order_by="Membership.start_on, Membership.id"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def body_id(self) -> None:
        """No body's own: whoever may edit people may edit this one."""


class Membership(Base):
    """A person's place in a body.

    `is_reported` marks dated history from a source, which says nothing of today.
    """

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20), default="member")
    is_voting: Mapped[bool] = mapped_column(default=True)
    start_on: Mapped[str] = mapped_column(PartialDate, default="")
    term_end_on: Mapped[str] = mapped_column(PartialDate, default="")
    ended_on: Mapped[str] = mapped_column(PartialDate, default="")
    end_reason: Mapped[str] = mapped_column(String(20), default="")
    is_holdover: Mapped[bool] = mapped_column(default=False)
    is_reported: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    position: Mapped[int] = mapped_column(default=0)
    row_version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship(back_populates="memberships")
    seat: Mapped[Seat | None] = relationship()
    offices: Mapped[list["Office"]] = relationship(
        back_populates="membership",
        order_by="Office.start_on, Office.id",
        cascade="all, delete-orphan",
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form


class Office(Base):
    """An office held during a membership."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), index=True)
    office: Mapped[str] = mapped_column(String(20))
    is_acting: Mapped[bool] = mapped_column(default=False)
    start_on: Mapped[str] = mapped_column(PartialDate, default="")
    end_on: Mapped[str] = mapped_column(PartialDate, default="")

    membership: Mapped[Membership] = relationship(back_populates="offices")

    @property
    def body_id(self) -> int:
        """The body in which it is held."""
        return self.membership.body_id
