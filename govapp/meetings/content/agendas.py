"""What is posted of what a meeting is about.

A closed item leaves here as its open title and legal basis; what stands beneath it, its
closed title and its files do not.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from govapp.documents.models import Document, Visibility
from govapp.meetings.content.notices import refer
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind, PutOff
from govapp.meetings.queries.style import find_style
from govapp.meetings.rules.bases import GENERIC, get_law
from govapp.meetings.rules.numbering import Node
from govapp.record.cards import MeetingCard
from govapp.record.rules import canonical, digest
from govapp.record.shapes.base import BodyRef, File
from govapp.record.shapes.closed import MembersAgenda, MembersItem
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import (
    Agenda,
    Authority,
    Item,
    ItemRef,
    Late,
    Pull,
)

Matters = Mapping[int | None, MatterRef]


def build_agenda(
    meeting: Meeting,
    tree: tuple[Node[AgendaItem], ...],
    files: list[Attachment],
    sources: Mapping[str, ItemRef] = MappingProxyType({}),
    matters: Matters = MappingProxyType({}),
) -> Agenda:
    """Build the public agenda from the numbered items and all attachments.

    A file's `supplemental` says that it came after the first posting of the agenda.
    `sources` are the posted items with which some of these go on, by their keys, and
    `matters` what they are part of, by its id.
    """
    public = [file for file in files if file.document.visibility == Visibility.PUBLIC]
    return Agenda(
        items=tuple(_item(node, public, sources, matters) for node in tree),
        files=_files(public, None),
        note=meeting.agenda_note,
        posts_times=meeting.posts_times,
    )


def keep_released(agenda: Agenda, card: MeetingCard | None) -> Agenda:
    """Leave with the closed items of an agenda what was released of them.

    `card` is what everyone reads: what was released stays so, unless it was withdrawn.
    """
    posted = card.agenda.walk() if card and card.agenda else ()
    gone = {file.id for file in card.withdrawn_files} if card else set()
    found = {
        item.key: {
            "released": item.released,
            "files": tuple(file for file in item.files if file.id not in gone),
        }
        for item in posted
        if item.released
    }
    return update_items(agenda, found)


def update_items(agenda: Agenda, found: Mapping[str, Mapping[str, Any]]) -> Agenda:
    """Change closed items of an agenda, each known by its key."""

    def change(item: Item) -> Item:
        own = found.get(item.key, {}) if item.kind == ItemKind.CLOSED else {}
        beneath = tuple(change(each) for each in item.items)
        return item.model_copy(update={**own, "items": beneath})

    if not found:
        return agenda
    return agenda.model_copy(update={"items": tuple(map(change, agenda.items))})


def agenda_digest(agenda: Agenda) -> str:
    """Return the hash of an agenda, whatever is known of its files' lengths.

    A worker counts their pages in its own time, and a matter may be renamed: neither is
    a change to an agenda.
    """
    written = agenda.model_dump(mode="json", exclude_defaults=True)
    return digest(canonical(_own(written)))


def _own(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: each.get("file_number", "") if name == "matter" else _own(each)
            for name, each in value.items()
            if name != "pages"
        }
    if isinstance(value, list):
        return [_own(each) for each in value]
    return value


def _item(
    node: Node[AgendaItem],
    files: list[Attachment],
    sources: Mapping[str, ItemRef],
    matters: Matters,
) -> Item:
    if node.item.kind == ItemKind.CLOSED:
        return Item(**_stub(node))
    return Item(
        **_stub(node),
        **_details(node.item, files, matters),
        continued_from=sources.get(node.item.continued_from),
        items=tuple(_item(child, files, sources, matters) for child in node.children),
    )


def build_members_agenda(
    meeting: Meeting,
    tree: tuple[Node[AgendaItem], ...],
    files: list[Attachment],
    matters: Matters = MappingProxyType({}),
    *,
    recused: Collection[str] = (),
) -> MembersAgenda:
    """Build the agenda as the body's members read it, with closed items and files.

    Whoever is recused on items, known by their keys, reads of these what everyone does.
    Which files came late is said to everyone, and not once more here. What is closed
    names a matter once that has a file number.
    """
    seen = [file for file in files if file.document.visibility != Visibility.STAFF]
    return MembersAgenda(
        items=tuple(_members_item(node, seen, matters, recused) for node in tree),
        files=_unmarked(_files(seen, None)),
        note=meeting.agenda_note,
        posts_times=meeting.posts_times,
    )


def _members_item(
    node: Node[AgendaItem],
    files: list[Attachment],
    matters: Matters,
    recused: Collection[str],
) -> MembersItem:
    if node.item.key in recused:
        return MembersItem(**_stub(node))
    if node.item.kind == ItemKind.CLOSED:
        matters = {key: ref for key, ref in matters.items() if ref.file_number}
    details = _details(node.item, files, matters)
    return MembersItem(
        **_stub(node),
        **{**details, "files": _unmarked(details["files"])},
        closed_title=node.item.closed_title,
        items=tuple(
            _members_item(child, files, matters, recused) for child in node.children
        ),
    )


def _unmarked(files: tuple[File, ...]) -> tuple[File, ...]:
    return tuple(file.model_copy(update={"supplemental": False}) for file in files)


def _stub(node: Node[AgendaItem]) -> dict[str, Any]:
    """Return what everyone reads of an item, even of one that is closed."""
    item = node.item
    return {
        "key": item.key,
        "number": node.number,
        "title": item.title,
        "kind": item.kind,
        "minutes_planned": item.minutes_planned,
        "legal_basis": item.legal_basis,
        "authorities": _authorities(item),
        "pulled": _pull(item),
        "late": _late(item),
        "status": _status(item),
    }


def _details(
    item: AgendaItem, files: list[Attachment], matters: Matters
) -> dict[str, Any]:
    return {
        "is_action": item.is_action,
        "presenter": item.presenter,
        "description": item.description,
        "recommended_motion": item.recommended_motion,
        "matter": matters.get(item.matter_id),
        "minutes_of": refer(item.minutes_of),
        "files": _files(files, item.id),
    }


def _authorities(item: AgendaItem) -> tuple[Authority, ...]:
    """Build what each body's word counts for, in the order of the meeting's bodies."""
    found = item.authority_by_body
    return tuple(
        Authority(
            body=BodyRef(slug=body.slug, name=body.name), authority=found[body.slug]
        )
        for body in item.meeting.bodies
        if body.slug in found
    )


def _late(item: AgendaItem) -> Late | None:
    if not item.late_basis:
        return None
    style = find_style(item.body_id)
    law = get_law(style.law if style else GENERIC)
    basis = law.find_late(item.late_basis)
    words = basis.words if basis else item.late_reason
    return Late(basis=words, reason=item.late_reason if basis else "")


def _pull(item: AgendaItem) -> Pull | None:
    if not item.pulled_by:
        return None
    return Pull(block=item.pulled_from, by=item.pulled_by, reason=item.pull_reason)


def _status(item: AgendaItem) -> str:
    """Say whether an item is to be taken up, as far as that was known beforehand."""
    if item.is_withdrawn:
        return "withdrawn"
    return "continued" if item.put_off == PutOff.CONTINUED else "active"


def _files(files: list[Attachment], item_id: int | None) -> tuple[File, ...]:
    return tuple(
        build_file(file.document, file.label, is_supplemental=_is_supplemental(file))
        for file in files
        if file.item_id == item_id
    )


def build_file(
    document: Document, label: str, *, is_supplemental: bool = False
) -> File:
    """Build the newest version of a file as it is posted."""
    version = document.current
    return File(
        id=document.key,
        version=version.version,
        name=version.name,
        label=label,
        media_type=version.media_type,
        size=version.size,
        sha256=version.sha256,
        supplemental=is_supplemental,
        pages=version.reading.pages,
    )


def _is_supplemental(file: Attachment) -> bool:
    """Say whether a file was, or is about to be, first posted after version 1."""
    first = file.first_posted_version or file.meeting.agenda_version + 1
    return first > 1
