"""Adding rule sets, and binding a body's meetings by them."""

from collections.abc import Iterable
from datetime import date, timedelta

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees.models import Body, BodyRuleSet
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.notices.models import RuleSet
from govapp.notices.queries.rule_sets import find_rule_set
from govapp.notices.rules.duties import is_draft
from govapp.record.shapes import notices as shapes

HOUSE = "house"
A_DAY = timedelta(days=1)


@atomic
def add_rule_sets(actor: Actor, *, found: Iterable[shapes.RuleSet]) -> None:
    """Keep the rule sets of a file, so that bodies can have them."""
    for rules in found:
        if find_rule_set(rules.code, rules.effective_from):
            raise RuleError(
                "%(code)s of %(day)s is there already. A changed rule set is a new "
                "version: give it the day from which it is in force.",
                code=rules.code,
                day=rules.effective_from,
            )
        db.session.add(
            RuleSet(
                code=rules.code,
                effective_from=rules.effective_from,
                content=rules.canonical(),
            )
        )
        db.session.flush()
        detail = f"{rules.title}, in force from {rules.effective_from}"
        audit.record(actor, "rule_set.added", f"rule_set:{rules.code}", detail=detail)


@atomic
def attach_rule_set(
    actor: Actor, body: Body, *, rules: shapes.RuleSet, start_on: date
) -> BodyRuleSet:
    """Let rules bind a body's meetings from a day on; a former version ends before."""
    if is_draft(rules):
        raise RuleError(
            "The text of some of these rules could not be obtained, so nothing can be "
            "counted by them. Add a file with what the text says.",
            "rules",
        )
    if start_on.isoformat() < rules.effective_from:
        raise RuleError(
            "This version is in force from %(day)s.",
            "start_on",
            day=rules.effective_from,
        )
    _end_former(body, rules.code, start_on)
    attached = BodyRuleSet(
        code=rules.code, content=rules.canonical(), start_on=start_on.isoformat()
    )
    body.rule_sets.append(attached)
    db.session.flush()
    _record(actor, body, "rule_set_attached", f"{rules.title}, from {start_on}")
    return attached


@atomic
def attach_house_rule(
    actor: Actor,
    body: Body,
    *,
    title: str,
    citation: str = "",
    kind: str,
    what: str,
    amount: int,
    unit: str,
    start_on: date,
) -> BodyRuleSet:
    """Let a rule of the installation's own bind a body's meetings."""
    # Two bodies that meet jointly each have their own.
    name = f"{HOUSE}-{body.slug}-{kind}-{what}".replace("_", "-")
    rule = shapes.Rule(
        code=name,
        kinds=(kind,),
        what=what,
        anchor="meeting_start" if unit == "hours" else "meeting_date",
        amount=amount,
        unit=unit,
        channels=("website",),
        citation=citation,
        severity=HOUSE,
        basis=HOUSE,
    )
    rules = shapes.RuleSet(code=name, title=title, rules=(rule,))
    return attach_rule_set(actor, body, rules=rules, start_on=start_on)


@atomic
def end_rule_set(actor: Actor, attached: BodyRuleSet, *, end_on: date) -> None:
    """Say on which day rules bind last; those that never would are taken off."""
    body, title = attached.body, shapes.RuleSet.read(attached.content).title
    if end_on.isoformat() < attached.start_on:
        body.rule_sets.remove(attached)
    else:
        attached.end_on = end_on.isoformat()
    db.session.flush()
    _record(actor, body, "rule_set_ended", f"{title}, on {end_on}")


def _end_former(body: Body, code: str, start_on: date) -> None:
    """End what the body has of the same rules the day before."""
    for other in body.rule_sets:
        if other.code != code or (other.end_on and other.end_on < start_on.isoformat()):
            continue
        if other.start_on >= start_on.isoformat():
            raise RuleError(
                "These rules bind this body already, from %(day)s.",
                "start_on",
                day=other.start_on,
            )
        other.end_on = (start_on - A_DAY).isoformat()


def _record(actor: Actor, body: Body, what: str, detail: str) -> None:
    audit.record(
        actor, f"body.{what}", f"body:{body.slug}", body_id=body.id, detail=detail
    )
