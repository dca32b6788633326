"""One commit at the edge, and each posting form counted once."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import Flask, Response, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import String, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from govapp import clock
from govapp.database import Base, Instant, db
from govapp.web.prefixes import is_private, takes_forms

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class IdempotencyKey(Base):
    """A form that was sent, and where its answer led.

    `key` is a hash of who sent which key to which address.
    """

    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(String(500))
    location: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)


def init_app(app: Flask) -> None:
    """Read on safe requests, write on others, commit good answers."""

    @app.before_request
    def begin() -> None:
        db.session.info["read_only"] = not _may_write()

    @app.after_request
    def finish(response: Response) -> Response:
        if not _may_write():
            return response
        if response.status_code >= 400:
            _undo()
            return response
        _keep_location(response)
        db.session.commit()
        return response

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        db.session.info.pop("read_only", None)


@contextmanager
def writing_down() -> Iterator[None]:
    """Let a request that only reads write down that it did, at once and apart."""
    db.session.info["read_only"] = False
    try:
        yield
        db.session.commit()
    finally:
        db.session.info["read_only"] = not _may_write()


@contextmanager
def looking_up() -> Iterator[None]:
    """Read who is at the door, before anything is begun that others would wait for."""
    db.session.info["read_only"] = True
    try:
        yield
    finally:
        db.session.rollback()
        db.session.info["read_only"] = not _may_write()


def claim_once(owner: str, sent: str) -> bool:
    """Take a key that a program sent; say whether it is the first time."""
    named = f"{owner}\n{request.path}\n{sent}"
    values: dict[str, Any] = {
        "key": hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest(),
        "path": request.path[:500],
        "location": "",
        "created_at": clock.now(),
    }
    try:
        with db.session.begin_nested():
            db.session.execute(insert(IdempotencyKey).values(**values))
    except IntegrityError:
        return False
    return True


def abandon() -> None:
    """Undo what the request did; whatever is still shown is only read."""
    db.session.rollback()
    db.session.info["read_only"] = True


def _undo() -> None:
    db.session.rollback()
    if is_private(request.path):
        # They were to say that it is done.
        session.pop("_flashes", None)


def claim_key() -> ResponseReturnValue | None:
    """Take the form's key; a form that was sent before leads where it led then.

    To be asked once it is known who sent the form: a key taken by somebody who was sent
    to sign in first would be lost to them.
    """
    is_counted = _may_write() and is_private(request.path)
    sent = request.form.get("idempotency_key", "") if is_counted else ""
    if not sent:
        return None
    key = g.idempotency_key = _name(sent)
    values: dict[str, Any] = {
        "key": key,
        "path": request.path[:500],
        "location": "",
        "created_at": clock.now(),
    }
    try:
        db.session.execute(insert(IdempotencyKey).values(**values))
    except IntegrityError:
        db.session.rollback()
        known = db.session.execute(
            select(IdempotencyKey.location).where(IdempotencyKey.key == key)
        ).one()
        return redirect(known.location or request.path, 303)
    return None


def _may_write() -> bool:
    """Say whether the request may change anything."""
    return request.method not in SAFE and takes_forms(request.path)


def _name(sent: str) -> str:
    """Return a form's key as it is kept: each person has their own, at each address."""
    user_id = getattr(current_user, "id", "")
    named = f"{user_id}\n{request.path}\n{sent}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()


def _keep_location(response: Response) -> None:
    key = g.get("idempotency_key")
    if key and response.location:
        db.session.execute(
            update(IdempotencyKey)
            .where(IdempotencyKey.key == key, IdempotencyKey.location == "")
            .values(location=response.location)
        )
