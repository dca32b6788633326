"""What a meeting is found by, with all its papers: pure functions."""

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from govapp.record.cards import MeetingCard
from govapp.record.folding import Posting
from govapp.record.search.rows import (
    PLACE_BITS,
    Draft,
    Found,
    join,
    make_id,
    plain,
)
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Item, Minutes
from govapp.record.shapes.results import ReportedItem, Result
from govapp.record.shapes.sittings import Motion, Sitting

# Where the places begin of the meeting with its items, of votes and of minutes; the
# places of papers; and the last one, down from which earlier versions have theirs.
PLACES, PAPERS, FORMER = (0, 4000, 8000), range(10_000, 15_000), 2**PLACE_BITS - 1


class Paper(NamedTuple):
    """A version of a file that anyone may read; `is_read` once a worker read it."""

    document: str
    version: int
    name: str
    sha256: str
    is_read: bool


class Text(NamedTuple):
    """A text of a meeting; `path` goes on from the meeting's own, unless it is whole.

    `sha256` names its file, and `is_read` says whether that was read.
    """

    kind: str
    path: str
    title: str
    lines: Iterable[str] = ()
    number: str = ""
    is_former: bool = False
    sha256: str = ""
    is_read: bool = False


def meeting_texts(
    card: MeetingCard, postings: Sequence[Posting], papers: Sequence[Paper]
) -> Iterator[Draft]:
    """Yield the texts of all that was posted of a meeting, in reading order."""
    subject = f"meeting:{card.number}"
    day = date.fromisoformat(card.notice.start_local[:10]).toordinal()
    for place, text in _place(card, postings, papers):
        yield Draft(
            make_id(day, subject, place),
            subject,
            _found(card, text),
            heading=card.number if text.kind == "meeting" else text.number,
            text=join(text.lines),
            sha256=text.sha256,
            is_read=text.is_read,
        )


def _place(
    card: MeetingCard, postings: Sequence[Posting], papers: Sequence[Paper]
) -> Iterator[tuple[int, Text]]:
    """Yield texts with their places, so that what is added moves little else."""
    for first, part in zip(PLACES, _parts(card), strict=True):
        yield from enumerate(part, start=first)
    yield from zip(_scatter(papers), _papers(card, papers), strict=True)
    for number, text in _former(card, postings):
        yield FORMER - number % (FORMER - PAPERS.stop), text


def _scatter(papers: Sequence[Paper]) -> Iterator[int]:
    """Yield a place for each paper that depends on the others as little as may be."""
    taken: set[int] = set()
    for paper in papers:
        mark = zlib.crc32(f"{paper.document}/{paper.version}".encode())
        place = PAPERS[mark % len(PAPERS)]
        while place in taken and len(taken) < len(PAPERS):
            place = place + 1 if place + 1 in PAPERS else PAPERS.start
        taken.add(place)
        yield place


def _found(card: MeetingCard, text: Text) -> Found:
    notice = card.notice
    is_whole = text.path.startswith("/documents/")
    return Found(
        kind=text.kind,
        title=text.title or notice.title,
        path=text.path if is_whole else f"/meetings/{card.number}{text.path}",
        number=text.number,
        meeting=card.number,
        meeting_title=notice.title,
        bodies=notice.bodies,
        start_local=notice.start_local,
        time_zone=notice.time_zone,
        is_all_day=notice.is_all_day,
        was_moved=bool(card.moves),
        is_former=text.is_former,
    )


def _parts(card: MeetingCard) -> Iterator[Iterable[Text]]:
    """Yield the meeting itself with its items, what came of them, and its minutes."""
    items = {item.key: item for item in card.agenda.walk()} if card.agenda else {}
    yield _planned(card, items.values())
    yield _decided(card, items)
    yield _minutes(card, card.minutes) if card.minutes else ()


def _planned(card: MeetingCard, items: Iterable[Item]) -> Iterator[Text]:
    yield Text("meeting", "", card.notice.title, _notice_lines(card))
    reports = {each.report.key: each.report.text for each in card.reports}
    for item in items:
        lines = [*_item_lines(item), reports.get(item.key, "")]
        yield Text("item", f"/items/{item.key}", item.title, lines, item.number)


def _decided(card: MeetingCard, items: Mapping[str, Item]) -> Iterator[Text]:
    for each in card.result.items if card.result else ():
        lines = _reported(each)
        title = each.title or next(filter(None, lines), "")
        yield Text("vote", "#decided", title, lines, each.number)
    for motion in card.sitting.motions if card.sitting else ():
        on = items.get(motion.item)
        path = f"/items/{motion.item}#votes" if on else "#decided"
        title, number = (on.title, on.number) if on else (motion.text, "")
        yield Text("vote", path, title, _motion_lines(motion), number)


def _notice_lines(card: MeetingCard) -> list[str]:
    notice, result, recording = card.notice, card.result, card.recording
    return [
        *(body.name for body in notice.bodies),
        notice.place,
        notice.directions,
        notice.join_details,
        notice.contact,
        notice.note,
        notice.reason,
        card.cancellation,
        *(move.reason for move in card.moves),
        card.agenda.note if card.agenda else "",
        *((result.chair, result.note) if result else ()),
        *((recording.label, recording.note) if recording else ()),
        *(_sitting_lines(card.sitting) if card.sitting else ()),
    ]


def _sitting_lines(sitting: Sitting) -> Iterator[str]:
    yield from (each.person.name for each in sitting.presences)
    for conflict in sitting.conflicts:
        yield f"{conflict.person.name}: {conflict.statement}"


def _item_lines(item: Item) -> list[str]:
    late, pulled = item.late, item.pulled
    return [
        item.presenter,
        item.description,
        item.recommended_motion,
        item.legal_basis,
        *(each.body.name for each in item.authorities),
        *((item.matter.file_number, item.matter.title) if item.matter else ()),
        *((late.basis, late.reason) if late else ()),
        *((pulled.by, pulled.reason) if pulled else ()),
        item.minutes_of.title if item.minutes_of else "",
    ]


def _reported(told: ReportedItem) -> list[str]:
    return [
        told.motion,
        ", ".join(filter(None, (told.result, told.tally))),
        told.note,
        told.presenter,
        *told.documents,
        *(line for motion in told.motions for line in _motion_lines(motion)),
        *((told.matter.file_number, told.matter.title) if told.matter else ()),
    ]


def _motion_lines(motion: Motion) -> Iterator[str]:
    yield motion.text
    people = [motion.mover, motion.seconder]
    people += [ballot.person for each in motion.rounds for ballot in each.ballots]
    yield ", ".join(dict.fromkeys(person.name for person in people if person))
    yield from (motion.resolution, motion.note)
    for each in motion.rounds:
        yield from (each.note, each.void)


def _minutes(card: MeetingCard, minutes: Minutes) -> Iterator[Text]:
    yield Text("minutes", "/minutes", card.notice.title, _minutes_lines(minutes))
    for section in minutes.sections:
        if section.text:
            path = f"/minutes#item-{section.key}"
            lines = [plain(section.text)]
            yield Text("minutes", path, section.title, lines, section.number)


def _minutes_lines(minutes: Minutes) -> list[str]:
    attendance = (f"{each.name}, {each.role}" for each in minutes.attendance)
    return [
        plain(minutes.preface),
        *attendance,
        *(_sitting_lines(minutes.sitting) if minutes.sitting else ()),
        plain(minutes.closing),
        *(each.text for each in minutes.corrections),
        minutes.note,
    ]


def _papers(card: MeetingCard, papers: Sequence[Paper]) -> Iterator[Text]:
    """Yield each file once for each version; only the newest is at its own address."""
    told = (card.result or Result()).all_files()
    posted = (card.agenda or Agenda()).all_files()
    labels = {file.id: file.label for _, file in (*told, *posted)}
    newest = {paper.document: paper.version for paper in papers}
    for paper in papers:
        is_former = paper.version != newest[paper.document]
        version = f"v/{paper.version}/" if is_former else ""
        yield Text(
            "document",
            f"/documents/{paper.document}/{version}{quote(paper.name)}",
            labels.get(paper.document) or paper.name,
            [paper.name],
            is_former=is_former,
            sha256=paper.sha256,
            is_read=paper.is_read,
        )


def _former(
    card: MeetingCard, postings: Sequence[Posting]
) -> Iterator[tuple[int, Text]]:
    """Yield what former versions say and those in force do not, by their number."""
    known = {
        (Kind.AGENDA, version.version): version.withdrawn
        for version in card.agenda_versions
    } | {
        (Kind.MINUTES, version.version): version.withdrawn
        for version in card.minutes_versions
    }
    said = set(_all_lines(card.agenda, card.minutes))
    for number, posting in reversed(list(enumerate(postings))):
        if known.get((Kind(posting.kind), posting.version), "unknown"):
            continue
        is_agenda = posting.kind == Kind.AGENDA
        lines = _all_lines(
            Agenda.read(posting.content) if is_agenda else None,
            None if is_agenda else Minutes.read(posting.content),
        )
        left = [line for line in dict.fromkeys(lines) if line not in said]
        if left:
            said.update(left)
            kind, path = ("item", "agenda") if is_agenda else ("minutes", "minutes")
            path = f"/{path}/v/{posting.version}"
            yield number, Text(kind, path, card.notice.title, left, is_former=True)


def _all_lines(agenda: Agenda | None, minutes: Minutes | None) -> Iterator[str]:
    for item in agenda.walk() if agenda else ():
        yield from (item.title, *_item_lines(item))
    if agenda:
        yield agenda.note
    if minutes:
        yield from _minutes_lines(minutes)
        for section in minutes.sections:
            yield from (section.title, plain(section.text))
