"""Writing down what is to be done, and what came of it."""

from datetime import date

from govapp.actions.models import ActionItem, ActionState
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.agendas import list_items


@atomic
def ask_action(
    actor: Actor,
    meeting: Meeting,
    *,
    item_key: str,
    kind: str,
    text: str,
    owner: str,
    due_on: date | None = None,
) -> ActionItem:
    """Write down what a meeting asks somebody to do; raises RuleError."""
    if meeting.number is None:
        raise RuleError("This meeting was never posted: it has asked for nothing.")
    _check_due(meeting, due_on)
    keys = {item.key for item in list_items(meeting)}
    if item_key and item_key not in keys:
        raise RuleError("The agenda has no such item.", "item_key")
    action = ActionItem(
        body_id=meeting.body_id,
        meeting=meeting,
        item_key=item_key,
        kind=kind,
        text=text,
        owner=owner,
        due_on=due_on,
    )
    db.session.add(action)
    db.session.flush()
    _audit(actor, "action.asked", action)
    return action


@atomic
def edit_action(
    actor: Actor,
    action: ActionItem,
    *,
    row_version: int,
    kind: str,
    text: str,
    owner: str,
    due_on: date | None = None,
) -> None:
    """Change what is to be done, by whom or by when; raises StaleError."""
    _check(action, row_version)
    _check_due(action.meeting, due_on)
    action.kind, action.text = kind, text
    action.owner, action.due_on = owner, due_on
    db.session.flush()
    _audit(actor, "action.edited", action)


@atomic
def close_action(
    actor: Actor,
    action: ActionItem,
    *,
    row_version: int,
    state: str,
    closed_on: date,
    answer: str,
) -> None:
    """Say that it is done, or why it is dropped; raises StaleError."""
    _check(action, row_version)
    if state == ActionState.DROPPED and not answer:
        raise RuleError("Say why it is dropped.", "answer")
    if closed_on.isoformat() < action.meeting.start_local[:10]:
        raise RuleError("That was before the meeting asked for it.", "closed_on")
    action.state, action.answer, action.closed_on = state, answer, closed_on
    db.session.flush()
    _audit(actor, f"action.{state}", action)


@atomic
def reopen_action(actor: Actor, action: ActionItem) -> None:
    """Say that it is to be done after all."""
    action.state, action.closed_on = ActionState.OPEN, None
    db.session.flush()
    _audit(actor, "action.reopened", action)


def _check(action: ActionItem, row_version: int) -> None:
    if action.row_version != row_version:
        raise StaleError
    if action.state != ActionState.OPEN:
        raise RuleError("This is done or dropped: open it again first.")


def _check_due(meeting: Meeting, due_on: date | None) -> None:
    if due_on and due_on.isoformat() < meeting.start_local[:10]:
        raise RuleError("That is before the meeting.", "due_on")


def _audit(actor: Actor, action: str, item: ActionItem) -> None:
    audit.record(
        actor,
        action,
        f"meeting:{item.meeting_id}",
        body_id=item.body_id,
        detail=f"{item.owner}: {item.text}",
    )
