"""The texts that a card can be found by: pure functions."""

import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from govapp.record.cards import BodyCard, MeetingCard
from govapp.record.search.words import list_words
from govapp.record.shapes.base import BodyRef, Frozen
from govapp.record.shapes.bodies import Body, Membership
from govapp.record.shapes.matters import Matter
from govapp.record.shapes.meetings import Attendee, Item, Minutes
from govapp.record.shapes.sittings import Motion

Row = dict[str, object]
# What is of no day comes before all that is.
UNDATED = date.max.toordinal() + 1
# A number is made of the day, of whose texts these are, and of their place among them.
SUBJECT_BITS, PLACE_BITS = 27, 14
DAY_SHIFT = SUBJECT_BITS + PLACE_BITS
BLOCK = re.compile(r"</(?:p|h3|h4|li|tr|td|th|blockquote)>|<br>")
TAG = re.compile(r"<[^>]*>")


class Found(Frozen):
    """What a result says of itself; `path` is where it is read.

    `kind` is meeting, item, minutes, vote, document, body, person or matter; `number`
    an item's, or a matter's file number; `state` the meeting's, `was_moved` whether it
    ever had another start.
    """

    kind: str
    title: str
    path: str
    number: str = ""
    meeting: str = ""
    meeting_title: str = ""
    bodies: tuple[BodyRef, ...] = ()
    start_local: str = ""
    time_zone: str = ""
    is_all_day: bool = False
    state: str = ""
    was_moved: bool = False
    is_former: bool = False


def meeting_texts(card: MeetingCard) -> Iterator[Row]:
    """Yield the meeting itself, its items, its minutes and what came of it."""
    day = date.fromisoformat(card.notice.start_local[:10]).toordinal()
    for place, row in enumerate(_meeting_rows(card)):
        yield {"id": make_id(day, f"meeting:{card.number}", place), **row}


def _meeting_rows(card: MeetingCard) -> Iterator[Row]:
    yield _of_meeting(card, "meeting", "", card.notice.title, _notice_lines(card))
    reports = {each.report.key: each.report.text for each in card.reports}
    moved = card.sitting.motions if card.sitting else ()
    for item in card.agenda.walk() if card.agenda else ():
        own = [motion for motion in moved if motion.item == item.key]
        reported = reports.get(item.key, "")
        lines = [*_item_lines(item), reported, *_motion_lines(own)]
        path = f"/items/{item.key}"
        yield _of_meeting(card, "item", path, item.title, lines, number=item.number)
    if card.minutes:
        yield from _minutes(card, card.minutes)
    for each in card.result.items if card.result else ():
        said = list(_motion_lines(each.motions))
        lines = [each.motion, each.result, each.tally, each.note, each.presenter]
        title = each.title or next(iter(said), card.notice.title)
        yield _of_meeting(
            card, "vote", "#decided", title, [*lines, *said], number=each.number
        )


def _motion_lines(motions: Iterable[Motion]) -> Iterator[str]:
    """Yield the wording of motions, and who moved and seconded them."""
    for motion in motions:
        people = filter(None, (motion.mover, motion.seconder))
        named = [motion.text, motion.resolution, *(each.name for each in people)]
        yield from filter(None, named)


def _of_meeting(
    card: MeetingCard,
    kind: str,
    path: str,
    title: str,
    lines: Iterable[str],
    *,
    number: str = "",
) -> Row:
    notice = card.notice
    found = Found(
        kind=kind,
        title=title,
        path=f"/meetings/{card.number}{path}",
        number=number,
        meeting=card.number,
        meeting_title=notice.title,
        bodies=notice.bodies,
        start_local=notice.start_local,
        time_zone=notice.time_zone,
        is_all_day=notice.is_all_day,
        state=card.state,
        was_moved=bool(card.moves),
    )
    text = "\n".join(line for line in lines if line)
    heading = f"{card.number if kind == 'meeting' else number} {title}"
    return _row(f"meeting:{card.number}", found, text, heading)


def _notice_lines(card: MeetingCard) -> list[str]:
    notice = card.notice
    result = card.result
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
    ]


def _item_lines(item: Item) -> list[str]:
    late, pulled = item.late, item.pulled
    return [
        item.presenter,
        item.description,
        item.recommended_motion,
        item.legal_basis,
        *(each.body.name for each in item.authorities),
        item.matter.file_number if item.matter else "",
        *((late.basis, late.reason) if late else ()),
        *((pulled.by, pulled.reason) if pulled else ()),
    ]


def _minutes(card: MeetingCard, minutes: Minutes) -> Iterator[Row]:
    whole = [
        plain(minutes.preface),
        *(_attendee(each) for each in minutes.attendance),
        plain(minutes.closing),
        *(each.text for each in minutes.corrections),
        minutes.note,
    ]
    yield _of_meeting(card, "minutes", "/minutes", card.notice.title, whole)
    for section in minutes.sections:
        if section.text:
            path = f"/minutes#item-{section.key}"
            lines, number = [plain(section.text)], section.number
            yield _of_meeting(
                card, "minutes", path, section.title, lines, number=number
            )


def _attendee(attendee: Attendee) -> str:
    return ", ".join(filter(None, (attendee.name, attendee.role)))


def plain(text: str) -> str:
    """Return the words of rich text, each block on a line."""
    return html.unescape(TAG.sub("", BLOCK.sub("\n", text))).strip()


def body_text(card: BodyCard) -> Row:
    """Return what a body is found by."""
    body = card.body
    lines = [
        body.short_name,
        body.purpose,
        *(each.name for each in body.former_names),
        body.parent.name if body.parent else "",
        *(each.parent.name for each in body.former_parents),
        body.successor.name if body.successor else "",
        body.contact,
        *(fact.text for fact in body.facts),
        *(seat.label for seat in (card.roster.seats if card.roster else ())),
    ]
    path = f"/committees/{body.slug}"
    ref = BodyRef(slug=body.slug, name=body.name)
    found = Found(kind="body", title=body.name, path=path, bodies=(ref,))
    subject, text = f"body:{body.slug}", "\n".join(filter(None, lines))
    return {"id": make_id(UNDATED, subject), **_row(subject, found, text, body.name)}


def matter_text(matter: Matter) -> Row:
    """Return what a matter is found by."""
    number, subject = matter.file_number, f"matter:{matter.file_number}"
    found = Found(
        kind="matter",
        title=matter.title,
        path=f"/matters/{number}",
        number=number,
        bodies=(matter.body,),
    )
    lines = [plain(matter.summary), matter.body.name, matter.closing]
    text = "\n".join(filter(None, lines))
    row = _row(subject, found, text, f"{number} {matter.title}")
    return {"id": make_id(UNDATED, subject), **row}


def person_texts(
    slug: str, served: Sequence[tuple[Body, str, Membership]]
) -> Iterator[Row]:
    """Yield what a person is found by, from all places held, if any is."""
    if not served:
        return
    bodies = dict.fromkeys(
        BodyRef(slug=body.slug, name=body.name) for body, _, _ in served
    )
    lines = [line for body, _, each in served for line in _place_lines(body, each)]
    name = served[-1][1]
    path = f"/people/{slug}"
    found = Found(kind="person", title=name, path=path, bodies=tuple(bodies))
    subject, text = f"person:{slug}", "\n".join(dict.fromkeys(filter(None, lines)))
    yield {"id": make_id(UNDATED, subject), **_row(subject, found, text, name)}


def _place_lines(body: Body, place: Membership) -> Iterator[str]:
    offices = (held.office.replace("_", " ") for held in place.offices)
    yield from (place.person.name, body.name, *offices, place.seat, place.note)


def _row(subject: str, found: Found, text: str, heading: str) -> Row:
    """Return a row without its number; a heading has the title's words and more."""
    title = list_words(heading)
    tags = [
        *(f"~{word}" for word in dict.fromkeys(title)),
        *(f"@{body.slug}" for body in found.bodies),
        f"#{found.kind}",
    ]
    return {
        "subject": subject,
        "kind": found.kind,
        "bodies": " ".join(body.slug for body in found.bodies),
        "words": f" {' '.join([*tags, '|', *title, '|', *list_words(text)])} ",
        "found": found.canonical(),
        "text": text,
    }


def make_id(day: int, subject: str, place: int = 0) -> int:
    """Return a text's number: later days have higher ones, earlier places of a day."""
    digest = int.from_bytes(hashlib.sha256(subject.encode()).digest()[:8])
    mark = digest >> (64 - SUBJECT_BITS)
    order = 2**PLACE_BITS - 1 - place % 2**PLACE_BITS
    return day << DAY_SHIFT | mark << PLACE_BITS | order


def first_id(day: date) -> int:
    """Return the lowest number that a day's texts can have."""
    return day.toordinal() << DAY_SHIFT
