"""Reading the ledger."""

from collections.abc import Collection, Sequence
from datetime import date

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from govapp.actions.models import ActionItem, ActionState
from govapp.committees.models import Body
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.models import Meeting, MeetingBody

PER_PAGE = 50


def get_action(action_id: int) -> ActionItem:
    """Return something to be done; raises NotFoundError."""
    action = db.session.get(ActionItem, action_id)
    if action is None:
        raise NotFoundError
    return action


def paginate_actions(body: Body, *, is_open: bool, page: int) -> Pagination:
    """Return a page of a body's ledger.

    What is open comes soonest due first, without a date last; what is closed, latest
    first.
    """
    mine = select(ActionItem).where(ActionItem.body_id == body.id)
    if is_open:
        query = mine.where(ActionItem.state == ActionState.OPEN).order_by(
            ActionItem.due_on.is_(None), ActionItem.due_on, ActionItem.id
        )
    else:
        query = mine.where(ActionItem.state != ActionState.OPEN).order_by(
            ActionItem.closed_on.desc(), ActionItem.id.desc()
        )
    whole = query.options(_meeting())
    return db.paginate(whole, page=page, per_page=PER_PAGE, max_per_page=PER_PAGE)


def list_due(body_ids: Collection[int], day: date) -> Sequence[ActionItem]:
    """Return what some bodies asked for by a day, or before, and is not done."""
    return db.session.scalars(
        select(ActionItem)
        .options(_meeting(), joinedload(ActionItem.body))
        .where(
            ActionItem.body_id.in_(body_ids),
            ActionItem.state == ActionState.OPEN,
            ActionItem.due_on <= day,
        )
        .order_by(ActionItem.due_on, ActionItem.id)
    ).all()


def _meeting() -> ExecutableOption:
    whole = joinedload(ActionItem.meeting).selectinload(Meeting.places)
    return whole.joinedload(MeetingBody.body)
