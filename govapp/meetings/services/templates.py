"""Templates: an agenda's items kept under a name, for later agendas to begin with."""

from collections.abc import Iterable, Sequence

from sqlalchemy import update

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.meetings.models import AgendaItem, AgendaTemplate, Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.queries.templates import hold_templates, list_standing
from govapp.meetings.rules import templates
from govapp.meetings.rules.templates import Entry
from govapp.meetings.services.agenda import new_key
from govapp.meetings.services.approvals import name_minutes
from govapp.meetings.services.placing import list_siblings, next_position
from govapp.meetings.services.undo import undoable


@atomic
def keep_template(actor: Actor, meeting: Meeting, *, name: str) -> AgendaTemplate:
    """Keep an agenda's items as a template of the body that meets.

    Raises RuleError when there are none, or the name is taken.
    """
    others = hold_templates(meeting.body_id)
    _check_name(name, others)
    entries = templates.keep(agendas.get_tree(meeting))
    if not entries:
        raise RuleError("This agenda has no items to keep.")
    template = AgendaTemplate(
        body=meeting.host, name=name, items=templates.write(entries)
    )
    db.session.add(template)
    db.session.flush()
    _audit(actor, "template.kept", template)
    return template


@atomic
def edit_template(
    actor: Actor,
    template: AgendaTemplate,
    *,
    row_version: int,
    name: str,
    is_standing: bool,
) -> None:
    """Rename a template; let new meetings begin with it, and with no other.

    Raises RuleError when the name is taken, StaleError when it was saved meanwhile.
    """
    others = _hold_others(template)
    if template.row_version != row_version:
        raise StaleError
    _check_name(name, others)
    if is_standing:
        db.session.execute(
            update(AgendaTemplate)
            .where(
                AgendaTemplate.id.in_([each.id for each in others]),
                AgendaTemplate.is_standing,
            )
            .values(is_standing=False, row_version=AgendaTemplate.row_version + 1)
        )
    template.name, template.is_standing = name, is_standing
    db.session.flush()
    _audit(actor, "template.edited", template)


@atomic
def delete_template(actor: Actor, template: AgendaTemplate) -> None:
    """Delete a template; agendas that began with it keep their items."""
    _hold_others(template)
    _audit(actor, "template.deleted", template)
    db.session.delete(template)
    db.session.flush()


@atomic
@undoable
def begin_with_template(
    actor: Actor, meeting: Meeting, *, template: AgendaTemplate
) -> int:
    """Add a template's items to the end of its body's agenda; return how many.

    The minutes to approve are those that wait for this meeting.
    """
    if template.body_id != meeting.body_id:
        raise NotFoundError
    start = next_position(list_siblings(agendas.list_items(meeting), None))
    count = _add(meeting, templates.read(template.items), None, start)
    count += name_minutes(actor, meeting)
    audit.record(
        actor,
        "agenda.begun",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=template.name,
    )
    return count


@atomic
def begin_with_standing(actor: Actor, meeting: Meeting) -> None:
    """Let a new meeting begin with the standing items of its host, if it has them."""
    for template in list_standing([meeting.body_id]):
        begin_with_template(actor, meeting, template=template)


def _add(
    meeting: Meeting, entries: Iterable[Entry], parent_id: int | None, start: int = 0
) -> int:
    count = 0
    for position, entry in enumerate(entries, start):
        item = AgendaItem(
            meeting=meeting,
            key=new_key(),
            parent_id=parent_id,
            position=position,
            **entry.details(),
        )
        db.session.add(item)
        db.session.flush()
        count += 1 + _add(meeting, entry.children, item.id)
    return count


def _hold_others(template: AgendaTemplate) -> list[AgendaTemplate]:
    """Return the body's other templates; raises NotFoundError when this one is gone."""
    found = hold_templates(template.body_id)
    if template not in found:
        raise NotFoundError
    return [each for each in found if each is not template]


def _check_name(name: str, others: Sequence[AgendaTemplate]) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise RuleError("There is a template of this name already.", "name")


def _audit(actor: Actor, action: str, template: AgendaTemplate) -> None:
    audit.record(
        actor,
        action,
        f"body:{template.body.slug}",
        body_id=template.body_id,
        detail=template.name,
    )
