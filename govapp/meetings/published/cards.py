"""One meeting whole, and its former versions out of the record."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import aliased

from govapp import clock
from govapp.database import db
from govapp.errors import NotFoundError
from govapp.meetings.published.dates import NOT_HELD
from govapp.meetings.published.timing import item_times
from govapp.record.cards import MeetingCard, PostedReport, Version, WithdrawnFile
from govapp.record.item_rows import ItemLine
from govapp.record.models import (
    PUBLIC,
    PublishedDate,
    PublishedFile,
    PublishedItem,
    PublishedMeeting,
    RecordEntry,
)
from govapp.record.published import find_page
from govapp.record.rows import Summary
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Item, Minutes, MinutesSection
from govapp.record.shapes.sittings import ADJOURNED

HEADING = "heading"


def get_card(number: str) -> MeetingCard:
    """Return everything the public reads of a meeting; raises NotFoundError."""
    card = find_page(f"meeting:{number}")
    if card is None:
        raise NotFoundError
    return MeetingCard.read(card)


def get_version(versions: tuple[Version, ...], version: int) -> Version:
    """Return one of a document's versions; raises NotFoundError."""
    for known in versions:
        if known.version == version:
            return known
    raise NotFoundError


def get_agenda(card: MeetingCard, version: int) -> tuple[Version, Agenda | None]:
    """Return a version of the agenda, None for a withdrawn one's content."""
    known = get_version(card.agenda_versions, version)
    text = _contents(card, Kind.AGENDA)[version]
    return known, None if known.withdrawn else Agenda.read(text)


def get_minutes(card: MeetingCard, version: int) -> tuple[Version, Minutes | None]:
    """Return a version of the minutes, None for a withdrawn one's content."""
    known = get_version(card.minutes_versions, version)
    text = _contents(card, Kind.MINUTES)[version]
    return known, None if known.withdrawn else Minutes.read(text)


def list_agendas(card: MeetingCard) -> dict[int, Agenda]:
    """Return every version of the agenda that was not withdrawn, by its number."""
    kept = {known.version for known in card.agenda_versions if not known.withdrawn}
    return {
        version: Agenda.read(text)
        for version, text in _contents(card, Kind.AGENDA).items()
        if version in kept
    }


def find_item(card: MeetingCard, key: str) -> tuple[Version, Agenda, Item] | None:
    """Return an item where it was posted last: version, agenda, item."""
    agendas = list_agendas(card)
    for known in reversed(card.agenda_versions):
        agenda = agendas.get(known.version, Agenda())
        for item in agenda.walk():
            if item.key == key:
                return known, agenda, item
    return None


def is_held(card: MeetingCard, now: datetime) -> bool:
    """Say whether a meeting was adjourned, or its day is over and it was not off."""
    notice = card.notice
    if card.state == ADJOURNED:
        return True
    end = max(notice.start_local, notice.end_local)[:10]
    is_over = end < now.astimezone(ZoneInfo(notice.time_zone)).date().isoformat()
    return is_over and card.state not in NOT_HELD


def find_following(card: MeetingCard, now: datetime) -> Summary | None:
    """Return the host's next meeting to come, if it is after this one."""
    text = db.session.scalar(
        select(PublishedMeeting.summary)
        .join(PublishedDate, PublishedDate.number == PublishedMeeting.number)
        .where(
            PublishedDate.body == card.notice.bodies[0].slug,
            PublishedDate.is_moved.is_(False),
            PublishedDate.over_at > now,
            PublishedDate.start_at > clock.instant(card.notice.start_at),
            PublishedMeeting.state.not_in(NOT_HELD),
        )
        .order_by(PublishedDate.start_at, PublishedDate.number)
        .limit(1)
    )
    return Summary.read(text) if text else None


@dataclass(frozen=True)
class Reading:
    """What a page needs beside an agenda to show it.

    `supplements` says when a file came, by its item's key and its label; `changed` the
    version in which an item changed last, `continued` where it goes on, by its key;
    `times` when an item is planned to begin, where that was posted; `addresses` where a
    file is, by its document, if not at its public address; `reports` what was reported
    of a closed item, by its key. `replaced` are the files of which another meeting has
    a newer version.
    """

    number: str
    zone: str
    is_current: bool
    supplements: dict[tuple[str, str], str]
    withdrawn: dict[tuple[str, int], WithdrawnFile]
    minuted: frozenset[str]
    changed: dict[str, int]
    times: dict[str, str]
    addresses: dict[str, str]
    reports: dict[str, PostedReport]
    continued: dict[str, list[ItemLine]]
    replaced: frozenset[tuple[str, int]]


def make_reading(card: MeetingCard, *, is_current: bool = True) -> Reading:
    """Gather what an agenda of a meeting is shown with."""
    return replace(
        read_card(card, is_current=is_current),
        continued=map_continued(card.number) if card.agenda_versions else {},
        replaced=_list_replaced(card),
    )


def read_card(card: MeetingCard, *, is_current: bool = True) -> Reading:
    """Gather of that what the meeting's own card tells."""
    return Reading(
        number=card.number,
        zone=card.notice.time_zone,
        is_current=is_current,
        supplements={
            (change.key, change.file): version.posted_at
            for version in card.agenda_versions
            for change in version.changes
            if change.what in {"file_added", "file_replaced"}
        },
        withdrawn={(file.id, file.version): file for file in card.withdrawn_files},
        minuted=frozenset(
            section.key
            for section in (card.minutes.sections if card.minutes else ())
            if section.text
        ),
        changed={
            change.key: version.version
            for version in card.agenda_versions
            for change in version.changes
        },
        times=item_times(card)
        if is_current and card.agenda and card.agenda.posts_times
        else {},
        addresses={},
        reports={each.report.key: each for each in card.reports},
        continued={},
        replaced=frozenset(),
    )


def map_continued(number: str) -> dict[str, list[ItemLine]]:
    """Return the items with which those of a meeting go on, by these items' keys."""
    rows = db.session.execute(
        select(PublishedItem.source, PublishedItem.line)
        .where(PublishedItem.source_meeting == number)
        .order_by(PublishedItem.start_at, PublishedItem.meeting, PublishedItem.key)
    )
    found: dict[str, list[ItemLine]] = {}
    for source, line in rows:
        found.setdefault(source, []).append(ItemLine.read(line))
    return found


def _list_replaced(card: MeetingCard) -> frozenset[tuple[str, int]]:
    """Return a meeting's files, each with its version, that others have in a newer."""
    if card.agenda is None or not any(card.agenda.all_files()):
        return frozenset()
    newer = aliased(PublishedFile)
    rows = db.session.execute(
        select(PublishedFile.document, PublishedFile.version)
        .join(newer, newer.document == PublishedFile.document)
        .where(
            PublishedFile.meeting == card.number,
            newer.meeting != card.number,
            newer.version > PublishedFile.version,
        )
    )
    return frozenset((document, version) for document, version in rows)


def list_segments(agenda: Agenda) -> list[tuple[Item | None, tuple[Item, ...]]]:
    """Part an agenda by its headings; None heads what stands under none."""
    segments: list[tuple[Item | None, tuple[Item, ...]]] = []
    for item in agenda.items:
        if item.kind == HEADING:
            segments.append((item, item.items))
        elif segments and segments[-1][0] is None:
            segments[-1] = (None, (*segments[-1][1], item))
        else:
            segments.append((None, (item,)))
    return segments


def list_decided(card: MeetingCard) -> list[MinutesSection]:
    """Return what the minutes say of the items on which action was possible."""
    items = card.agenda.walk() if card.agenda else ()
    keys = {item.key for item in items if item.is_action or item.kind == "decision"}
    sections = card.minutes.sections if card.minutes else ()
    return [section for section in sections if section.key in keys and section.text]


def list_neighbors(agenda: Agenda, key: str) -> tuple[Item | None, Item | None]:
    """Return the items before and after one in reading order, headings left out."""
    items = [item for item in agenda.walk() if item.kind != HEADING or item.key == key]
    place = next(index for index, item in enumerate(items) if item.key == key)
    before = items[place - 1] if place else None
    after = items[place + 1] if place + 1 < len(items) else None
    return before, after


def find_section(card: MeetingCard, key: str) -> MinutesSection | None:
    """Return what the minutes in force say of an item."""
    sections = card.minutes.sections if card.minutes else ()
    return next((section for section in sections if section.key == key), None)


def _contents(card: MeetingCard, kind: Kind) -> dict[int, str]:
    rows = db.session.execute(
        select(RecordEntry.version, RecordEntry.content).where(
            RecordEntry.log == PUBLIC,
            RecordEntry.subject == f"meeting:{card.number}",
            RecordEntry.kind == kind,
        )
    )
    return dict(rows.all())
