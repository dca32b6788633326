"""A draft as another system sends it, and as it is told of it: open business alone."""

from collections.abc import Sequence
from typing import Any

from govapp.documents.models import Visibility
from govapp.exchange.api.problems import Fault, RefusalError
from govapp.exchange.api.sending import (
    DEEPEST,
    Attached,
    Drafted,
    Posted,
    SentAgenda,
    SentItem,
)
from govapp.meetings import rich_text
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas

TOLD = (
    "key",
    "title",
    "is_action",
    "presenter",
    "minutes_planned",
    "description",
    "recommended_motion",
)
KINDS = {kind.value for kind in ItemKind} - {ItemKind.MINUTES, ItemKind.CLOSED}


def unpack(sent: SentAgenda) -> dict[str, Any]:
    """Return what a service is given; raises RefusalError where it is too deep."""
    return {"note": sent.note, "items": [_unpack(item, 1) for item in sent.items]}


def _unpack(sent: SentItem, depth: int) -> dict[str, Any]:
    if depth > DEEPEST:
        message = f"Items stand {DEEPEST} levels deep at most."
        raise RefusalError(400, "", Fault(name="items", message=message))
    told = sent.model_dump(exclude={"items"})
    told["title"] = " ".join(sent.title.split())
    told["description"] = rich_text.clean(sent.description)
    return {**told, "items": [_unpack(each, depth + 1) for each in sent.items]}


def tell_agenda(meeting: Meeting) -> Drafted:
    """Tell the open items of an agenda as they stand."""
    items = [
        each for each in agendas.list_items(meeting) if not agendas.is_closed(each)
    ]
    return Drafted(
        meeting=meeting.number or "",
        note=meeting.agenda_note,
        items=_tell(items, None),
    )


def _tell(items: Sequence[AgendaItem], parent_id: int | None) -> list[SentItem]:
    return [
        SentItem.model_construct(
            **{name: getattr(item, name) for name in TOLD},
            kind=item.kind if item.kind in KINDS else "other",
            items=_tell(items, item.id),
        )
        for item in sorted(items, key=lambda each: each.position)
        if item.parent_id == parent_id
    ]


def get_open_item(meeting: Meeting, key: str) -> AgendaItem | None:
    """Return an open item by its key, None without one; raises RefusalError."""
    for item in agendas.list_items(meeting) if key else ():
        if item.key == key and not agendas.is_closed(item):
            return item
    if key:
        message = "No open item of this agenda has this key."
        raise RefusalError(400, "", Fault(name="item", message=message))
    return None


def tell_file(meeting: Meeting, label: str, item: AgendaItem | None) -> Attached:
    """Tell of a file for everyone; raises RefusalError where it was taken off."""
    place = item.id if item else None
    for one in agendas.list_attachments(meeting):
        document = one.document
        is_open = document.visibility == Visibility.PUBLIC
        if is_open and (one.item_id, one.label) == (place, label):
            current = document.current
            return Attached(
                meeting=meeting.number or "",
                document=document.key,
                version=current.version,
                item=item.key if item else "",
                label=label,
                name=current.name,
                size=current.size,
                sha256=current.sha256,
            )
    raise RefusalError(404, "That file was taken off again.")


def tell_posted(meeting: Meeting) -> Posted:
    """Tell which version of an agenda is in force."""
    return Posted(meeting=meeting.number or "", version=meeting.agenda_version)
