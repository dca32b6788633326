"""What the secretary does with a proposal: accept, merge or return it."""

from govapp import clock
from govapp.audit.services import Actor
from govapp.contributions import receipts, rules
from govapp.contributions.models import Proposal, State
from govapp.contributions.queries.proposals import hold_proposal
from govapp.contributions.services.proposals import DETAILS, audit_proposal
from govapp.database import atomic, db
from govapp.documents import services as documents
from govapp.documents.models import Visibility
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem
from govapp.meetings.rules import states
from govapp.meetings.services.agenda import add_item, edit_item, move_item
from govapp.meetings.services.files import attach_document
from govapp.meetings.services.undo import undoable


@atomic
@undoable
def accept_proposal(
    actor: Actor,
    proposal: Proposal,
    *,
    seen: int,
    parent: AgendaItem | None,
    position: int,
    visibility: str,
) -> AgendaItem:
    """Make a proposal an item with its files, at a position (0 first); tell its author.

    Raises RuleError where it was changed since it was seen, or decided on.
    """
    _take(proposal, seen)
    details = {name: getattr(proposal, name) for name in DETAILS}
    item = add_item(actor, proposal.meeting, parent=parent, **details)
    move_item(actor, item, parent=parent, position=position)
    _give(actor, proposal, item, visibility)
    _decide(actor, proposal, State.ACCEPTED, item)
    return item


@atomic
@undoable
def merge_proposal(
    actor: Actor,
    proposal: Proposal,
    *,
    seen: int,
    item: AgendaItem,
    row_version: int,
    description: str,
    visibility: str,
) -> AgendaItem:
    """Put a proposal's text and files into an item; tell its author.

    `description` is what the item says from now on. Raises RuleError likewise, and
    StaleError when somebody else just edited the item.
    """
    _take(proposal, seen)
    edit_item(actor, item, row_version=row_version, description=description)
    _give(actor, proposal, item, visibility)
    _decide(actor, proposal, State.MERGED, item)
    return item


@atomic
def return_proposal(
    actor: Actor, proposal: Proposal, *, seen: int, reason: str
) -> None:
    """Give a proposal back to its author, saying why; raises RuleError likewise."""
    _hold(proposal, seen)
    proposal.reason = reason
    _decide(actor, proposal, State.RETURNED, None)


def _take(proposal: Proposal, seen: int) -> None:
    _hold(proposal, seen)
    states.check("edit", proposal.meeting.state)


def _hold(proposal: Proposal, seen: int) -> None:
    hold_proposal(proposal)
    rules.check("decide", proposal.standing)
    if proposal.row_version != seen:
        raise RuleError(
            "It was changed and submitted again in the meantime: read it once more."
        )


def _give(actor: Actor, proposal: Proposal, item: AgendaItem, visibility: str) -> None:
    """Let an item have what came with a proposal, and remember it."""
    item.proposals = f"{item.proposals} {proposal.key}".strip()
    for file in proposal.files:
        # One that was kept back meanwhile is looked at before everyone may read it.
        if visibility != Visibility.PUBLIC or file.document.is_released:
            documents.set_visibility(actor, file.document, visibility)
        attach_document(
            actor, item.meeting, document=file.document, label=file.label, item=item
        )


def _decide(
    actor: Actor, proposal: Proposal, state: State, item: AgendaItem | None
) -> None:
    proposal.state, proposal.item_key = state, item.key if item else ""
    proposal.decided_at, proposal.decided_by = clock.now(), actor.name
    db.session.flush()
    receipts.tell_author(proposal, item.title if item else "")
    audit_proposal(proposal, f"proposal.{state}", by=actor)
