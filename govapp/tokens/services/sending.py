"""What other systems send, done as the desk does it; closed business is not theirs."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO

from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.documents.models import Visibility
from govapp.documents.stores import Stores
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.services import agenda, files, posting
from govapp.meetings.services.drafts import get_draft
from govapp.meetings.services.placing import list_siblings, lock_items, set_places

Sent = Mapping[str, Any]


@atomic
def put_agenda(
    actor: Actor, meeting: Meeting, *, note: str, items: Sequence[Sent]
) -> None:
    """Make the open items of an agenda those that are sent, in their order.

    An item stays the same one by its key, or else by its title in its place. Closed
    items stay where they are. Sent twice, the second time changes nothing.
    """
    open_items = [each for each in lock_items(meeting) if not agendas.is_closed(each)]
    known = {item.key: item for item in open_items}
    kept = _keep(actor, meeting, items, None, known)
    _remove(actor, meeting, [item for item in open_items if item.key not in kept])
    if note != meeting.agenda_note:
        version = meeting.row_version
        agenda.edit_note(actor, meeting, row_version=version, agenda_note=note)
    db.session.flush()
    audit.record(
        actor,
        "agenda.sent",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=f"{len(kept)} items",
    )


def _keep(
    actor: Actor,
    meeting: Meeting,
    sent: Sequence[Sent],
    parent: AgendaItem | None,
    known: dict[str, AgendaItem],
) -> set[str]:
    """Bring the items beneath one up to date; return the keys of all that were sent."""
    order = [_match(actor, meeting, each, parent, known) for each in sent]
    _arrange(meeting, parent, order)
    kept = {item.key for item in order}
    for item, each in zip(order, sent, strict=True):
        kept |= _keep(actor, meeting, each["items"], item, known)
    return kept


def _match(
    actor: Actor,
    meeting: Meeting,
    sent: Sent,
    parent: AgendaItem | None,
    known: dict[str, AgendaItem],
) -> AgendaItem:
    """Return the item that is meant, as it is sent, and use it up."""
    told = {name: value for name, value in sent.items() if name not in {"key", "items"}}
    item = known.pop(sent["key"], None) if sent["key"] else _find(sent, parent, known)
    if item is None and sent["key"]:
        message = "No open item of this agenda has the key %(key)s, or two have it."
        raise RuleError(message, "key", key=sent["key"])
    if item is None:
        return agenda.add_item(actor, meeting, parent=parent, **told)
    if item.kind == ItemKind.MINUTES:
        # Whose minutes it approves is chosen at the desk.
        told["kind"] = item.kind
    if any(getattr(item, name) != value for name, value in told.items()):
        agenda.edit_item(actor, item, row_version=item.row_version, **told)
    return item


def _find(
    sent: Sent, parent: AgendaItem | None, known: dict[str, AgendaItem]
) -> AgendaItem | None:
    place = parent.id if parent else None
    for key, item in known.items():
        if (item.title, item.parent_id) == (sent["title"], place):
            return known.pop(key)
    return None


def _arrange(
    meeting: Meeting, parent: AgendaItem | None, order: list[AgendaItem]
) -> None:
    """Put items in an order beneath one; those that are not sent keep their places."""
    place = parent.id if parent else None
    siblings = list_siblings(lock_items(meeting), place)
    wanted = list(order)
    for index, item in enumerate(siblings):
        if item not in order:
            wanted.insert(min(index, len(wanted)), item)
    set_places(place, wanted)
    db.session.flush()
    for item in wanted:
        db.session.expire(item, ["parent", "parent_id", "position"])


def _remove(actor: Actor, meeting: Meeting, gone: list[AgendaItem]) -> None:
    """Take items off, but none with closed business beneath it."""
    holding: set[AgendaItem | None] = set()
    for item in lock_items(meeting):
        step = item if agendas.is_closed(item) else None
        while step is not None:
            holding.add(step)
            step = step.parent
    leaving = [item for item in gone if item not in holding]
    for item in leaving:
        if item.parent not in leaving:
            agenda.remove_item(actor, item)


@atomic
def put_file(
    actor: Actor,
    meeting: Meeting,
    *,
    store: Stores,
    file: BinaryIO,
    filename: str,
    label: str,
    item: AgendaItem | None,
    limit: int,
) -> Attachment:
    """Put a file for everyone on a meeting or an item, in place of one of its label.

    The same bytes change nothing.
    """
    there = _find_file(agendas.list_attachments(meeting), item, label)
    given: dict[str, Any] = {
        "store": store,
        "file": file,
        "filename": filename,
        "limit": limit,
    }
    if there is None:
        given |= {"item": item, "label": label, "visibility": Visibility.PUBLIC}
        return files.attach_file(actor, meeting, **given)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    if digest != there.document.current.sha256:
        files.replace_file(actor, there, **given)
    return there


def _find_file(
    attachments: Iterable[Attachment], item: AgendaItem | None, label: str
) -> Attachment | None:
    """Return the file for everyone that has a label there; others are not theirs."""
    wanted = (item.id if item else None, label, Visibility.PUBLIC)
    return next(
        (
            one
            for one in attachments
            if (one.item_id, one.label, one.document.visibility) == wanted
        ),
        None,
    )


@atomic
def post_sent(actor: Actor, meeting: Meeting, *, store: Stores) -> None:
    """Post the agenda as it stands; where nothing has changed it is posted already."""
    if meeting.agenda_version and not get_draft(meeting).is_changed:
        return
    posting.post_agenda(actor, meeting, store=store)
