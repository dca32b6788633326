"""Proposing an item: writing, submitting, taking back."""

from typing import Any

from govapp import clock
from govapp.accounts.models import User
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.contributions import receipts, rules
from govapp.contributions.models import Proposal, State
from govapp.contributions.queries.proposals import hold_proposal
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Meeting
from govapp.meetings.services.agenda import new_key

# What becomes the item.
DETAILS = (
    "title",
    "kind",
    "is_action",
    "presenter",
    "minutes_planned",
    "description",
    "recommended_motion",
)


@atomic
def begin_proposal(actor: User, meeting: Meeting, **details: Any) -> Proposal:
    """Write a proposal that only its author reads; raises RuleError."""
    rules.check_open(meeting.state, meeting.start_at, clock.now())
    proposal = Proposal(
        key=new_key(),
        meeting=meeting,
        author=actor,
        state=State.DRAFT,
        created_at=clock.now(),
        **details,
    )
    db.session.add(proposal)
    db.session.flush()
    audit_proposal(proposal, "proposal.begun", by=actor)
    return proposal


@atomic
def edit_proposal(
    actor: Actor,
    proposal: Proposal,
    *,
    row_version: int,
    meeting: Meeting,
    note: str,
    **details: Any,
) -> None:
    """Change what a proposal says, and for which meeting of the body it is meant.

    Raises StaleError, and RuleError where the secretary has it.
    """
    hold_proposal(proposal)
    rules.check("change", proposal.standing)
    if proposal.row_version != row_version:
        raise StaleError
    if meeting is not proposal.meeting:
        rules.check_open(meeting.state, meeting.start_at, clock.now())
        _check_body(proposal, meeting)
        proposal.meeting = meeting
    proposal.note = note
    for name in DETAILS:
        if name in details:
            setattr(proposal, name, details[name])
    db.session.flush()
    audit_proposal(proposal, "proposal.edited", by=actor)


@atomic
def submit_proposal(actor: Actor, proposal: Proposal) -> None:
    """Hand a proposal to the secretaries, who are told; raises RuleError."""
    hold_proposal(proposal)
    rules.check("submit", proposal.standing)
    meeting, now = proposal.meeting, clock.now()
    rules.check_open(meeting.state, meeting.start_at, now)
    proposal.state = State.SUBMITTED
    proposal.submitted_at = now
    proposal.first_submitted_at = proposal.first_submitted_at or now
    db.session.flush()
    receipts.tell_secretaries(proposal)
    audit_proposal(proposal, "proposal.submitted", by=actor)


@atomic
def take_back(actor: Actor, proposal: Proposal) -> None:
    """Let a proposal be a draft again; raises RuleError once it is decided on."""
    hold_proposal(proposal)
    rules.check("take_back", proposal.standing)
    proposal.state = State.DRAFT
    db.session.flush()
    audit_proposal(proposal, "proposal.taken_back", by=actor)


@atomic
def discard_proposal(actor: Actor, proposal: Proposal) -> None:
    """Delete a proposal that is with its author; raises RuleError."""
    hold_proposal(proposal)
    rules.check("change", proposal.standing)
    audit_proposal(proposal, "proposal.discarded", by=actor)
    db.session.delete(proposal)
    db.session.flush()


def audit_proposal(proposal: Proposal, action: str, *, by: Actor) -> None:
    """Write the audit line of something done to a proposal, naming no title."""
    audit.record(
        by,
        action,
        f"proposal:{proposal.key}",
        body_id=proposal.body_id,
        detail=f"for meeting {proposal.meeting.number}",
    )


def _check_body(proposal: Proposal, meeting: Meeting) -> None:
    # Its files belong to the body.
    if meeting.body_id != proposal.body_id:
        raise RuleError(
            "This proposal is for a meeting of %(body)s. Begin another for this one.",
            "meeting",
            body=proposal.meeting.host.name,
        )
