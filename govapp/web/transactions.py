"""One commit at the edge, and each posting form counted once."""

from datetime import datetime
from typing import Any

from flask import Flask, Response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import String, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from govapp import clock
from govapp.database import Base, Instant, db

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class IdempotencyKey(Base):
    """A form that was sent, and where its answer led."""

    __tablename__ = "idempotency_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(String(500))
    location: Mapped[str] = mapped_column(String(1000), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)


def init_app(app: Flask) -> None:
    """Read on safe requests, write on others, commit good answers."""

    @app.before_request
    def begin() -> None:
        db.session.info["read_only"] = request.method in SAFE

    @app.after_request
    def finish(response: Response) -> Response:
        if request.method in SAFE:
            return response
        if response.status_code >= 400:
            db.session.rollback()
            return response
        _keep_location(response)
        db.session.commit()
        return response

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        db.session.info.pop("read_only", None)


def claim_key() -> ResponseReturnValue | None:
    """Take the form's key; a form that was sent before leads where it led then.

    To be asked once it is known who sent the form: a key taken by somebody who was sent
    to sign in first would be lost to them.
    """
    key = request.form.get("idempotency_key", "")[:64]
    if not key or request.method in SAFE:
        return None
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
            select(IdempotencyKey.path, IdempotencyKey.location).where(
                IdempotencyKey.key == key
            )
        ).one()
        return redirect(known.location or request.path, 303)
    return None


def _keep_location(response: Response) -> None:
    key = request.form.get("idempotency_key", "")[:64]
    if key and response.location:
        db.session.execute(
            update(IdempotencyKey)
            .where(IdempotencyKey.key == key, IdempotencyKey.location == "")
            .values(location=response.location)
        )
