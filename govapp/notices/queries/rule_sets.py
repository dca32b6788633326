"""Which rule sets there are: those that came with the product, and those added."""

from functools import cache
from importlib.resources import files

from sqlalchemy import select

from govapp.committees.models import Body, BodyRuleSet
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.notices.models import RuleSet
from govapp.notices.rules.files import read_rule_sets
from govapp.record.shapes import notices as shapes


@cache
def list_shipped() -> tuple[shapes.RuleSet, ...]:
    """Return the rule sets that came with the product."""
    path = files("govapp.notices") / "rule_sets.yaml"
    return read_rule_sets(path.read_text(encoding="utf-8"), path.name)


def list_rule_sets() -> list[shapes.RuleSet]:
    """Return every version of every rule set, by code, the newest version first."""
    added = db.session.scalars(select(RuleSet.content)).all()
    found = [*list_shipped(), *map(shapes.RuleSet.read, added)]
    found.sort(key=lambda rules: rules.effective_from, reverse=True)
    return sorted(found, key=lambda rules: rules.code)


def find_rule_set(code: str, effective_from: str) -> shapes.RuleSet | None:
    """Return a version of a rule set, or None."""
    for rules in list_rule_sets():
        if (rules.code, rules.effective_from) == (code, effective_from):
            return rules
    return None


def get_attached(slug: str, attached_id: int) -> BodyRuleSet:
    """Return a rule set attached to a body; raises NotFoundError."""
    attached = db.session.scalar(
        select(BodyRuleSet)
        .join(BodyRuleSet.body)
        .where(Body.slug == slug, BodyRuleSet.id == attached_id)
    )
    if attached is None:
        raise NotFoundError
    return attached
