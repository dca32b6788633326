"""What may be done to a person's entry."""

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.committees import queries
from govapp.committees.models import Person
from govapp.committees.services import checks
from govapp.database import atomic, db
from govapp.errors import RuleError


@atomic
def add_person(actor: Actor, *, name: str, slug: str = "") -> Person:
    """Add somebody who can be appointed."""
    name = checks.require_name(name)
    person = Person(name=name, slug=checks.choose_slug(slug, name))
    if queries.find_person(person.slug):
        raise RuleError(
            "Somebody has this address. If it is the same person, use that entry; "
            "if not, give another address.",
            "slug",
        )
    db.session.add(person)
    db.session.flush()
    audit.record(actor, "person.added", f"person:{person.slug}", detail=name)
    return person


@atomic
def rename_person(actor: Actor, person: Person, *, row_version: int, name: str) -> None:
    """Change how a person is called; raises StaleError if it was saved meanwhile."""
    checks.claim(person, row_version)
    old, person.name = person.name, checks.require_name(name)
    db.session.flush()
    detail = f"{old} → {person.name}"
    audit.record(actor, "person.renamed", f"person:{person.slug}", detail=detail)
