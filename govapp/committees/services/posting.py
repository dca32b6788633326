"""How a body and its roster become public."""

from typing import Literal

from sqlalchemy import update

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees import content, queries
from govapp.committees.models import Body
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.record import rules as record_rules
from govapp.record import services as record
from govapp.record.shapes.base import Frozen, Kind

NOTHING_NEW = "Nothing changed since the last posting."
Column = Literal["posted_sha256", "roster_sha256"]


@atomic
def post_body(actor: Actor, body: Body) -> int:
    """Post what a body is; return the entry's number in the record."""
    return _post(actor, body, Kind.BODY, "posted_sha256", content.build_body(body))


@atomic
def post_roster(actor: Actor, body: Body) -> int:
    """Post who sits on a body; return the entry's number in the record."""
    if not body.posted_sha256:
        raise RuleError("Post the body first, then who sits on it.")
    return _post(actor, body, Kind.ROSTER, "roster_sha256", content.build_roster(body))


@atomic
def post_changes(actor: Actor, body: Body) -> None:
    """Post whatever differs from what the public reads, body and roster alike."""
    is_changed, is_roster_changed = content.changed(body)
    if not (is_changed or is_roster_changed):
        raise RuleError(NOTHING_NEW)
    if is_changed:
        post_body(actor, body)
    if is_roster_changed:
        post_roster(actor, body)


def _post(actor: Actor, body: Body, kind: Kind, column: Column, value: Frozen) -> int:
    """Append to the record, unless the public reads exactly this already."""
    record.lock()
    db.session.refresh(body, [column])
    sha256 = record_rules.digest(value.canonical())
    if getattr(body, column) == sha256:
        raise RuleError(NOTHING_NEW)
    version = queries.next_version(body, kind)
    seq = record.append(
        kind=kind, subject=f"body:{body.slug}", content=value, version=version
    )
    # Not through the mapper: posting is no edit, so nobody's open form turns stale.
    table = Body.metadata.tables[Body.__tablename__]
    db.session.execute(
        update(table).where(table.c.id == body.id).values({column: sha256})
    )
    db.session.refresh(body, [column])
    detail = f"{kind} version {version}"
    audit.record(
        actor, "body.posted", f"body:{body.slug}", body_id=body.id, detail=detail
    )
    return seq
