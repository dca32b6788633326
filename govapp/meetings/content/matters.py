"""What is posted of a matter."""

from collections.abc import Mapping

from govapp.meetings.models import Matter
from govapp.record.rules import digest
from govapp.record.shapes import matters as shapes
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.meetings import Agenda, Item


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


def number_matters(agenda: Agenda, numbers: Mapping[str, str]) -> Agenda:
    """Give new matters the file numbers they are about to get, by the items' keys."""
    items = tuple(_number(item, numbers) for item in agenda.items)
    return agenda.model_copy(update={"items": items})


def _number(item: Item, numbers: Mapping[str, str]) -> Item:
    given: dict[str, object] = {
        "items": tuple(_number(child, numbers) for child in item.items)
    }
    if item.matter and item.key in numbers:
        named = {"file_number": numbers[item.key]}
        given["matter"] = item.matter.model_copy(update=named)
    return item.model_copy(update=given)


def matter_digest(matter: Matter) -> str:
    """Return the hash of what would be posted."""
    return digest(build_matter(matter).canonical())
