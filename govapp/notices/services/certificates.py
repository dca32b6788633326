"""Issuing the certificate of posting."""

from govapp.audit.services import Actor
from govapp.database import atomic
from govapp.errors import RuleError
from govapp.meetings.models import Meeting
from govapp.meetings.queries.deadlines import UNNOTICED
from govapp.meetings.services.appending import append
from govapp.notices.content import build_certificate
from govapp.notices.queries.proof import get_proof
from govapp.record.shapes.base import Kind

NOTHING = "A certificate says what was posted of a meeting: post it first."
OFF = "A meeting that is postponed or cancelled has no certificate."


@atomic
def issue_certificate(actor: Actor, meeting: Meeting) -> int:
    """Post what was posted of a meeting and when; return the entry's number."""
    proof = get_proof(meeting)
    card = proof.card
    if card is None:
        raise RuleError(NOTHING)
    if meeting.state in UNNOTICED:
        raise RuleError(OFF)
    certificate = build_certificate(card, proof)
    version = card.certificate_version + 1
    return append(actor, meeting, Kind.CERTIFICATE, certificate, version=version)
