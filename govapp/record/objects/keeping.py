"""The objects of a subject, replaced whenever something is posted of it."""

import json

from sqlalchemy import delete, insert, select

from govapp.database import db
from govapp.record.objects.models import PublishedObject
from govapp.record.objects.rows import Made, Mark


def replace(subject: str, made: list[Made]) -> None:
    """Put the objects of a subject in place of those that were there."""
    old = PublishedObject.subject == subject
    db.session.execute(delete(PublishedObject).where(old))
    if made:
        rows = [each.row(subject) for each in made]
        db.session.execute(insert(PublishedObject), rows)


def list_people(body: str) -> list[str]:
    """Return who is or was on a body's roster."""
    place = PublishedObject.subject == f"body:{body}"
    slugs = select(PublishedObject.person).where(place, PublishedObject.person != "")
    return sorted(set(db.session.scalars(slugs)))


def get_mark(person: str) -> Mark:
    """Return the newest posting that tells of somebody's places, held or given up."""
    texts = db.session.scalars(
        select(PublishedObject.content).where(
            PublishedObject.kind == "memberships", PublishedObject.person == person
        )
    )
    marks = [Mark(told["modified"], told["posting"]) for told in map(json.loads, texts)]
    return max(marks, key=lambda mark: mark.posting)
