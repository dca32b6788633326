"""By which rules a body decides."""

from typing import TypedDict, Unpack

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.committees.services import checks
from govapp.database import atomic, db
from govapp.errors import RuleError


class Rules(TypedDict):
    """What a body asks for; the rules are those of `sittings/rules/decisions`."""

    quorum_rule: str
    quorum_fixed: int
    decision_rule: str
    needs_second: bool
    chair_votes: bool
    counts_recused: bool


@atomic
def set_rules(
    actor: Actor, body: Body, *, row_version: int, **rules: Unpack[Rules]
) -> None:
    """Set by which rules a body decides; raises StaleError if it was saved meanwhile.

    A meeting that was called to order goes on by the rules it began with.
    """
    checks.claim(body, row_version)
    if rules["quorum_rule"] == "fixed" and not rules["quorum_fixed"]:
        raise RuleError("Say how many members must be present.", "quorum_fixed")
    changed = checks.assign(body, dict(rules))
    db.session.flush()
    audit.record(
        actor,
        "body.rules_set",
        f"body:{body.slug}",
        body_id=body.id,
        detail=", ".join(changed),
    )
