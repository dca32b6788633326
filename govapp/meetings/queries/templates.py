"""The agenda templates of bodies."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from govapp.committees.models import Body
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import AgendaTemplate


def list_templates(body: Body) -> Sequence[AgendaTemplate]:
    """Return a body's templates by their names."""
    return db.session.scalars(
        select(AgendaTemplate)
        .where(AgendaTemplate.body_id == body.id)
        .order_by(AgendaTemplate.name, AgendaTemplate.id)
    ).all()


def hold_templates(body_id: int) -> Sequence[AgendaTemplate]:
    """Return a body's templates as they are now; nobody else changes any until the end.

    On SQLite every write transaction holds the whole database anyway.
    """
    db.session.execute(select(Body.id).where(Body.id == body_id).with_for_update())
    return db.session.scalars(
        select(AgendaTemplate)
        .where(AgendaTemplate.body_id == body_id)
        .execution_options(populate_existing=True)
    ).all()


def get_template(slug: str, template_id: int) -> AgendaTemplate:
    """Return a template of this body; raises NotFoundError."""
    found = db.session.scalar(
        select(AgendaTemplate)
        .join(AgendaTemplate.body)
        .options(joinedload(AgendaTemplate.body))
        .where(Body.slug == slug, AgendaTemplate.id == template_id)
    )
    if found is None:
        raise NotFoundError
    return found


def list_standing(body_ids: Collection[int]) -> Sequence[AgendaTemplate]:
    """Return the templates that new meetings of some bodies begin with."""
    return db.session.scalars(
        select(AgendaTemplate)
        .join(AgendaTemplate.body)
        .options(joinedload(AgendaTemplate.body))
        .where(AgendaTemplate.is_standing, AgendaTemplate.body_id.in_(body_ids))
        .order_by(Body.position, Body.name, Body.id)
    ).all()
