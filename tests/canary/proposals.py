"""Secrets in proposals: drafted, submitted, returned and accepted but not posted."""

import io

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.contributions.services import decisions, files, proposals
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.permissions import Role
from tests.canary.site import Canaries, Site

TEXTS = ("title", "presenter", "description", "recommended_motion", "note")
STANDINGS = ("drafted", "submitted", "returned", "accepted")


def plant_proposals(site: Site, canaries: Canaries) -> None:
    """Put tokens into a proposal of each standing, and into its file."""
    author = accounts.invite_user(
        SYSTEM,
        email="contributor@govapp.example",
        name=canaries.put("contributor"),
        roles=[(Role.CONTRIBUTOR, site.board.id)],
    )
    for name in STANDINGS:
        proposal = proposals.begin_proposal(
            author,
            site.held,
            kind="decision",
            **{text: canaries.put(f"{name} proposal's {text}") for text in TEXTS},
        )
        label = canaries.put(f"{name} proposal's file")
        kept = files.add_file(
            author,
            proposal,
            store=site.store,
            file=io.BytesIO(make_pdf(label, [label])),
            filename=f"{label}.pdf",
        )
        version = kept.document.current
        site.secret_addresses += [
            f"/documents/{kept.document.key}/{version.name}",
            f"/documents/{kept.document.key}/v/1/{version.name}",
            f"/proposals/{proposal.key}",
        ]
        if name != "drafted":
            proposals.submit_proposal(author, proposal)
        seen = proposal.row_version
        if name == "returned":
            reason = canaries.put("why a proposal is returned")
            decisions.return_proposal(SYSTEM, proposal, seen=seen, reason=reason)
        if name == "accepted":
            item = decisions.accept_proposal(
                SYSTEM,
                proposal,
                seen=seen,
                parent=None,
                position=0,
                visibility="public",
            )
            number = site.held.number
            site.secret_addresses.append(f"/meetings/{number}/items/{item.key}")
    db.session.commit()
