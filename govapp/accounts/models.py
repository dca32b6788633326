"""Who may sign in, and what for."""

from datetime import datetime

from flask_security.core import UserMixin
from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govapp.database import Base, Instant, sorted_text
from govapp.permissions import Role


class User(Base, UserMixin):
    """An invited person; `password` is empty until they choose one.

    `person_id` says who of those who sit on bodies it is, if anyone.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), unique=True)
    name: Mapped[str] = mapped_column(sorted_text(200))
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), unique=True)
    row_version: Mapped[int] = mapped_column(default=1)

    assignments: Mapped[list["RoleAssignment"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": row_version}  # noqa: RUF012 SQLAlchemy's form

    @property
    def grants(self) -> set[tuple[Role, int | None]]:
        """The roles held, each for a body or (None) for the installation."""
        return {(Role(held.role), held.body_id) for held in self.assignments}

    @property
    def body_id(self) -> None:
        """The body it belongs to: none, an account is the installation's."""
        return


class RoleAssignment(Base):
    """A role somebody holds, for a body or for the whole installation."""

    __tablename__ = "role_assignment"
    __table_args__ = (UniqueConstraint("user_id", "role", "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"), index=True)


class SignIn(Base):
    """A session: where somebody signed in, how, and when it was last used.

    `confirmed_at` is when they last showed who they are.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    browser: Mapped[str] = mapped_column(String(40))
    system: Mapped[str] = mapped_column(String(40))
    way: Mapped[str] = mapped_column(String(20))
    began_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class Authenticator(Base):
    """The app with which somebody makes codes; its secret is sealed.

    `step` is that of the last code used: neither it nor an earlier one counts again.
    """

    __tablename__ = "authenticator"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(Text)
    step: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(Instant)


class RecoveryCode(Base):
    """A code that signs in once, for whoever has lost their other means."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(255))


class WrongCode(Base):
    """When a code was wrong: too many close an account to codes for a while."""

    __tablename__ = "wrong_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)


class WrongPassword(Base):
    """When a password was wrong: a hash of the address that was given, and from where.

    What was given may be anything, also a password in the wrong field.
    """

    __tablename__ = "wrong_password"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64), index=True)
    network: Mapped[str] = mapped_column(String(45), index=True)
    at: Mapped[datetime] = mapped_column(Instant)


class Passkey(Base):
    """What a phone, a computer or a security key signs with; its secret stays there."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[str] = mapped_column(Text)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(60))
    added_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class CalendarKey(Base):
    """The secret in the address at which somebody's own calendar is had, as a hash."""

    __tablename__ = "calendar_key"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)


class Identity(Base):
    """Who somebody is to a provider of single sign-on."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
