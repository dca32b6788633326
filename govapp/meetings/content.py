"""What a meeting posts: built from working tables, for everyone to read.

A closed item leaves here as its open title and legal basis; what stands beneath it, its
closed title and its files do not.
"""

import json
from collections.abc import Collection, Iterable
from typing import Any

from govapp import clock
from govapp.documents.models import Visibility
from govapp.meetings.models import AgendaItem, Attachment, Meeting, Minutes
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.style import find_style
from govapp.meetings.rules.bases import GENERIC, get_law
from govapp.meetings.rules.numbering import Node
from govapp.notices.rules.duties import Due
from govapp.record.rules import canonical, digest
from govapp.record.shapes.base import BodyRef, File
from govapp.record.shapes.closed import MembersAgenda, MembersItem
from govapp.record.shapes.meetings import (
    Agenda,
    Attendee,
    Authority,
    Item,
    Late,
    MeetingRef,
    Notice,
    Pull,
)
from govapp.record.shapes.meetings import Minutes as MinutesContent
from govapp.record.shapes.meetings import MinutesSection as SectionContent


def meeting_title(meeting: Meeting) -> str:
    """Return what the meeting is called: its own title, or its bodies' names."""
    if meeting.title:
        return meeting.title
    host, *others = [body.name for body in meeting.bodies]
    return f"{host}, joint with {' and '.join(others)}" if others else host


def build_notice(
    meeting: Meeting, *, number: str, is_postponed: bool, dues: Iterable[Due] = ()
) -> Notice:
    """Build the notice of a meeting as it stands at the desk, and what it must meet."""
    return Notice(
        number=number,
        uid=meeting.uid,
        sequence=meeting.notice_sequence,
        title=meeting_title(meeting),
        kind=meeting.kind,
        bodies=tuple(
            BodyRef(slug=body.slug, name=body.name) for body in meeting.bodies
        ),
        start_local=meeting.start_local,
        end_local=meeting.end_local,
        time_zone=meeting.time_zone,
        start_at=clock.stamp(meeting.start_at),
        end_at=clock.stamp(meeting.end_at) if meeting.end_at else "",
        is_all_day=meeting.is_all_day,
        is_postponed=is_postponed,
        is_tentative=meeting.is_tentative,
        place=meeting.place,
        directions=meeting.directions,
        join_url=meeting.join_url,
        join_details=meeting.join_details,
        webcast_url=meeting.webcast_url,
        contact=meeting.contact,
        note=meeting.note,
        reason=meeting.reason,
        sources=tuple(json.loads(meeting.sources)) if meeting.sources else (),
        is_demonstration=meeting.is_demonstration,
        duties=tuple(due.duty for due in dues),
    )


def notice_digest(meeting: Meeting) -> str:
    """Return the hash of a notice, whatever its number and what it must meet."""
    notice = build_notice(
        meeting,
        number=meeting.number or "",
        is_postponed=meeting.state == State.POSTPONED,
    )
    return digest(notice.model_copy(update={"sequence": 0}).canonical())


def duties_digest(dues: Iterable[Due]) -> str:
    """Return the hash of what a notice must meet, "" for nothing."""
    duties = [due.duty.model_dump() for due in dues]
    return digest(canonical(duties)) if duties else ""


def build_agenda(
    meeting: Meeting, tree: tuple[Node[AgendaItem], ...], files: list[Attachment]
) -> Agenda:
    """Build the public agenda from the numbered items and all attachments.

    A file's `supplemental` says that it came after the first posting of the agenda.
    """
    public = [file for file in files if file.document.visibility == Visibility.PUBLIC]
    return Agenda(
        items=tuple(_item(node, public) for node in tree),
        files=_files(public, None),
        note=meeting.agenda_note,
        posts_times=meeting.posts_times,
    )


def agenda_digest(agenda: Agenda) -> str:
    """Return the hash of an agenda, whatever is known of its files' lengths.

    A worker counts their pages in its own time: that is no change to an agenda.
    """
    written = agenda.model_dump(mode="json", exclude_defaults=True)
    return digest(canonical(_without_pages(written)))


def _without_pages(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _without_pages(each)
            for name, each in value.items()
            if name != "pages"
        }
    if isinstance(value, list):
        return [_without_pages(each) for each in value]
    return value


def _item(node: Node[AgendaItem], files: list[Attachment]) -> Item:
    if node.item.kind == ItemKind.CLOSED:
        return Item(**_stub(node))
    return Item(
        **_stub(node),
        **_details(node.item, files),
        items=tuple(_item(child, files) for child in node.children),
    )


def build_members_agenda(
    meeting: Meeting,
    tree: tuple[Node[AgendaItem], ...],
    files: list[Attachment],
    *,
    recused: Collection[str] = (),
) -> MembersAgenda:
    """Build the agenda as the body's members read it, with closed items and files.

    Whoever is recused on items, known by their keys, reads of these what everyone does.
    Which files came late is said to everyone, and not once more here.
    """
    seen = [file for file in files if file.document.visibility != Visibility.STAFF]
    return MembersAgenda(
        items=tuple(_members_item(node, seen, recused) for node in tree),
        files=_unmarked(_files(seen, None)),
        note=meeting.agenda_note,
        posts_times=meeting.posts_times,
    )


def _members_item(
    node: Node[AgendaItem], files: list[Attachment], recused: Collection[str]
) -> MembersItem:
    if node.item.key in recused:
        return MembersItem(**_stub(node))
    details = _details(node.item, files)
    return MembersItem(
        **_stub(node),
        **{**details, "files": _unmarked(details["files"])},
        closed_title=node.item.closed_title,
        items=tuple(_members_item(child, files, recused) for child in node.children),
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
        "status": "withdrawn" if item.is_withdrawn else "active",
    }


def _details(item: AgendaItem, files: list[Attachment]) -> dict[str, Any]:
    return {
        "is_action": item.is_action,
        "presenter": item.presenter,
        "description": item.description,
        "recommended_motion": item.recommended_motion,
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


def _files(files: list[Attachment], item_id: int | None) -> tuple[File, ...]:
    return tuple(
        File(
            id=file.document.key,
            version=file.document.current.version,
            name=file.document.current.name,
            label=file.label,
            media_type=file.document.current.media_type,
            size=file.document.current.size,
            sha256=file.document.current.sha256,
            supplemental=_is_supplemental(file),
            pages=file.document.current.reading.pages,
        )
        for file in files
        if file.item_id == item_id
    )


def _is_supplemental(file: Attachment) -> bool:
    """Say whether a file was, or is about to be, first posted after version 1."""
    first = file.first_posted_version or file.meeting.agenda_version + 1
    return first > 1


def build_minutes(minutes: Minutes, *, state: str) -> MinutesContent:
    """Build the public minutes."""
    approved = minutes.approved_meeting
    return MinutesContent(
        state=state,
        preface=minutes.preface,
        closing=minutes.closing,
        attendance=build_attendance(minutes),
        sections=tuple(
            SectionContent(
                key=section.item_key,
                number=section.number,
                title=section.title,
                text=section.text,
            )
            for section in minutes.sections
        ),
        approved_at=MeetingRef(
            number=approved.number or "",
            title=meeting_title(approved),
            date=approved.start_local[:10],
        )
        if approved
        else None,
    )


def build_attendance(minutes: Minutes) -> tuple[Attendee, ...]:
    """Build the attendance list, in its order."""
    return tuple(
        Attendee(name=line.name, role=line.role, status=line.status, mode=line.mode)
        for line in minutes.attendance
    )


def digest_attendance(minutes: Minutes) -> str:
    """Return what tells one attendance list from another."""
    lines = [line.model_dump() for line in build_attendance(minutes)]
    return digest(canonical(lines))
