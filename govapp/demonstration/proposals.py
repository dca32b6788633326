"""What the demonstration's contributor proposed for the board's next meeting."""

import io

from govapp.accounts.models import User
from govapp.accounts.queries import list_users
from govapp.committees import queries
from govapp.contributions.models import Proposal
from govapp.contributions.queries.proposals import list_calls
from govapp.contributions.services import decisions, files, proposals
from govapp.demonstration.papers import make_pdf
from govapp.demonstration.people import CONTRIBUTOR, SECRETARY
from govapp.documents.stores import Stores

REASON = "Please say what the study costs, and add the study itself as a file."


def load(store: Stores) -> None:
    """Submit one proposal, and let another be returned."""
    known = {user.email: user for user in list_users()}
    author, secretary = known[CONTRIBUTOR], known[SECRETARY]
    submitted = _propose(
        store,
        author,
        title="Decision on the charter of a working group",
        kind="decision",
        is_action=True,
        presenter="Demo contributor",
        minutes_planned=15,
        description="The working group would report to the board twice a year.",
        recommended_motion="Moved, that the charter is approved.",
        note="The presenter joins by video.",
    )
    returned = _propose(
        store, author, title="Briefing on a load study", kind="briefing"
    )
    for proposal in (submitted, returned):
        proposals.submit_proposal(author, proposal)
    seen = returned.row_version
    decisions.return_proposal(secretary, returned, seen=seen, reason=REASON)


def _propose(store: Stores, author: User, **details: object) -> Proposal:
    (call, *_rest) = list_calls([queries.get_body("iso-board").id], 1)
    proposal = proposals.begin_proposal(author, call.meeting, **details)
    paper = make_pdf("Outline", ["A paper of the demonstration.", proposal.title])
    files.add_file(
        author,
        proposal,
        store=store,
        file=io.BytesIO(paper),
        filename="outline.pdf",
    )
    return proposal
