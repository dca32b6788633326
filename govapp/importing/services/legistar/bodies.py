"""Taking in a body."""

from govapp.audit.services import Actor
from govapp.committees import content, queries
from govapp.committees import services as committees
from govapp.committees.models import Body
from govapp.committees.services.bodies import Details
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.importing.rules.legistar.rows import BodyRow
from govapp.importing.services.legistar.places import LONGEST_NAME, Place

KINDS = {"primary legislative body": "board", "committee": "committee"}


@atomic
def import_body_row(
    actor: Actor, row: BodyRow, *, place: Place, digest: str = ""
) -> Body:
    """Take in a body and post it, or what of it has changed since it was read.

    One that is here already under the same name is taken for the same.
    """
    known = place.find("body", row.id)
    if known:
        body = queries.get_body(known.local)
        if known.digest != digest:
            _update(actor, body, row, place)
    else:
        body = _add(actor, row, place)
    place.keep("body", row.id, body.slug, digest)
    return body


def _add(actor: Actor, row: BodyRow, place: Place) -> Body:
    name = row.name[:LONGEST_NAME] or f"Body {row.id}"
    if not row.name:
        place.note(f"bodies/{row.id}", "is kept, though it has no name")
    for body in queries.list_bodies():
        if body.name.casefold() == name.casefold():
            return body
    details = _details(row)
    details["time_zone"] = place.time_zone
    kind = KINDS.get(row.type_name.casefold(), "other")
    try:
        with db.session.begin_nested():
            body = committees.create_body(actor, name=name, kind=kind, **details)
    except RuleError:
        # Its address is another's, or its name makes none.
        slug = f"body-{row.id}"
        body = committees.create_body(actor, slug=slug, name=name, kind=kind, **details)
    committees.post_body(actor, body)
    return body


def _update(actor: Actor, body: Body, row: BodyRow, place: Place) -> None:
    if row.name and body.name != row.name[:LONGEST_NAME]:
        place.note(f"bodies/{row.id}", f"is called {row.name} there, {body.name} here")
    was_posted = not any(content.changed(body)[:1])
    committees.edit_body(
        actor, body, row_version=body.row_version, kind=body.kind, **_details(row)
    )
    if was_posted and content.changed(body)[0]:
        committees.post_body(actor, body)


def _details(row: BodyRow) -> Details:
    contact = (row.contact_full_name, row.contact_phone, row.contact_email)
    return {
        "purpose": row.description,
        "contact": "\n".join(part for part in contact if part),
        "seats_authorized": min(max(row.number_of_members or 0, 0), 10_000),
        "position": min(max(row.sort or 0, 0), 999_999),
        "is_dormant": row.active_flag == 0,
    }
