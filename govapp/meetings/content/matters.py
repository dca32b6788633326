"""What is posted of a matter."""

from govapp.meetings.models import Matter
from govapp.record.rules import digest
from govapp.record.shapes import matters as shapes
from govapp.record.shapes.base import BodyRef


def build_matter(matter: Matter) -> shapes.Matter:
    """Build what everyone reads of a matter as it stands at the desk."""
    return shapes.Matter(
        file_number=matter.file_number or "",
        title=matter.title,
        kind=matter.kind,
        body=BodyRef(slug=matter.body.slug, name=matter.body.name),
        summary=matter.summary,
        initiative_url=matter.initiative_url,
        closed_on=matter.closed_on,
        closing=matter.closing,
    )


def matter_digest(matter: Matter) -> str:
    """Return the hash of what would be posted."""
    return digest(build_matter(matter).canonical())
