"""Taking in a matter."""

import re

from govapp.audit.services import Actor
from govapp.committees.models import Body
from govapp.database import atomic
from govapp.errors import RuleError
from govapp.importing.rules.legistar.rows import MatterRow
from govapp.importing.rules.legistar.words import read_kind
from govapp.importing.services.legistar.places import Place
from govapp.meetings import content
from govapp.meetings.models import Matter
from govapp.meetings.queries.matters import find_matter
from govapp.meetings.rules.matters import LONGEST, is_file_number
from govapp.meetings.services import matters

ODD = re.compile(r"[^A-Za-z0-9._-]+")
TITLE = 2000


@atomic
def import_matter_row(
    actor: Actor,
    row: MatterRow,
    *,
    place: Place,
    body: Body | None,
    digest: str = "",
) -> Matter:
    """Take in a matter and post it, or what of it has changed since it was read.

    Without a body it is one that is known, and stays where it is. Its file number is
    that of the source with hyphens for what an address cannot hold.
    """
    known = place.find("matter", row.id)
    matter = find_matter(known.local) if known else None
    title = (row.name or row.title or row.file or f"Matter {row.id}")[:TITLE]
    body = body or (matter.body if matter else None)
    if body is None:
        raise RuleError("its body is not here", "MatterBodyId")
    if matter is None:
        matter = matters.open_matter(
            actor,
            body=body,
            title=title,
            kind=read_kind(row.type_name),
            file_number=_file_number(row),
        )
    elif matter.title != title or matter.body is not body:
        matters.edit_matter(
            actor,
            matter,
            row_version=matter.row_version,
            body=body,
            title=title,
            kind=matter.kind,
            summary=matter.summary,
            initiative_url=matter.initiative_url,
        )
    ended_on = row.enactment_date or row.passed_date
    if ended_on and not matter.closed_on:
        matters.close_matter(actor, matter, closing=row.status_name, closed_on=ended_on)
    if content.matter_digest(matter) != matter.posted_sha256:
        matters.post_matter(actor, matter)
    place.keep("matter", row.id, matter.file_number or "", digest)
    return matter


def _file_number(row: MatterRow) -> str:
    number = ODD.sub("-", row.file).strip("-._")[:LONGEST].rstrip("-._")
    if is_file_number(number) and find_matter(number) is None:
        return number
    return f"{number[: LONGEST - 22]}-{row.id}".strip("-._")
