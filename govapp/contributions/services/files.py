"""The files of a proposal."""

from typing import BinaryIO

from govapp.audit.services import Actor
from govapp.contributions import receipts, rules
from govapp.contributions.models import TAKEN, Proposal, ProposalFile
from govapp.contributions.queries.proposals import hold_proposal, is_posted
from govapp.contributions.services.proposals import audit_proposal
from govapp.database import atomic, db
from govapp.documents import services as documents
from govapp.documents.models import Visibility
from govapp.documents.rules import LIMIT
from govapp.documents.stores import Stores
from govapp.errors import RuleError


@atomic
def add_file(
    actor: Actor,
    proposal: Proposal,
    *,
    store: Stores,
    file: BinaryIO,
    filename: str,
    limit: int = LIMIT,
) -> ProposalFile:
    """Keep a file with a proposal; raises RuleError where it may not be taken in."""
    hold_proposal(proposal)
    rules.check("change", proposal.standing)
    document = documents.add_document(
        actor,
        store=store,
        body_id=proposal.body_id,
        file=file,
        filename=filename,
        visibility=Visibility.PUBLIC,
        limit=limit,
        is_listed=False,
    )
    label = document.current.name.rpartition(".")[0]
    added = ProposalFile(document=document, label=label)
    proposal.files.append(added)
    db.session.flush()
    audit_proposal(proposal, "proposal.file_added", by=actor)
    return added


@atomic
def replace_file(
    actor: Actor,
    kept: ProposalFile,
    *,
    store: Stores,
    file: BinaryIO,
    filename: str,
    limit: int = LIMIT,
) -> None:
    """Keep the next version of a file; raises RuleError.

    On an item that has taken the proposal in, until the agenda is posted; the
    secretaries are told.
    """
    proposal = kept.proposal
    hold_proposal(proposal)
    check_replaceable(proposal)
    documents.add_version(
        actor,
        kept.document,
        store=store,
        file=file,
        filename=filename,
        limit=limit,
        is_listed=proposal.standing in TAKEN,
    )
    if proposal.standing in TAKEN:
        receipts.tell_of_file(proposal, kept.label)
    audit_proposal(proposal, "proposal.file_replaced", by=actor)


def check_replaceable(proposal: Proposal) -> None:
    """Refuse new versions where its author adds none any more; raises RuleError."""
    if proposal.standing not in TAKEN:
        rules.check("change", proposal.standing)
    elif is_posted(proposal):
        raise RuleError("The agenda is posted. Send the new version to the secretary.")


@atomic
def remove_file(actor: Actor, file: ProposalFile) -> None:
    """Take a file off a proposal; raises RuleError where the secretary has it."""
    proposal = file.proposal
    hold_proposal(proposal)
    rules.check("change", proposal.standing)
    proposal.files.remove(file)
    db.session.flush()
    audit_proposal(proposal, "proposal.file_removed", by=actor)
