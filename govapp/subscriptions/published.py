"""What followers are told of postings: made of the record and of nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from govapp import clock
from govapp.database import db
from govapp.meetings.published import words
from govapp.record.cards import Line, MeetingCard
from govapp.record.log import get_note
from govapp.record.models import PublishedPosting
from govapp.record.published import map_pages
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.meetings import Notice
from govapp.web import filters

MOVED = {"rescheduled", "postponed"}


@dataclass(frozen=True)
class Posted:
    """One posting, as a mail tells it."""

    what: str
    reason: str
    changes: str
    seq: int
    posted_at: str


@dataclass(frozen=True)
class News:
    """What was posted of one meeting, and the meeting as it is now."""

    number: str
    name: str
    when: str
    before: str
    place: str
    join_url: str
    is_off: bool
    is_demonstration: bool
    postings: tuple[Posted, ...]


@dataclass(frozen=True)
class Letter:
    """All that one mail tells, and the checkpoint signed with the last of it.

    `ahead` are those of its meetings that have not begun, for calendars.
    """

    subject: str
    meetings: tuple[News, ...]
    note: str
    ahead: tuple[MeetingCard, ...]


def make_letter(seqs: Sequence[int]) -> Letter:
    """Return what a mail tells of some postings, meeting by meeting."""
    rows = db.session.scalars(
        select(PublishedPosting.line)
        .where(PublishedPosting.seq.in_(seqs), PublishedPosting.is_host.is_(True))
        .order_by(PublishedPosting.seq)
    )
    lines = sorted(map(Line.read, rows), key=lambda line: line.number)
    pages = map_pages({f"meeting:{line.number}" for line in lines})
    cards = {
        number: MeetingCard.read(pages[f"meeting:{number}"])
        for number in dict.fromkeys(line.number for line in lines)
    }
    meetings = tuple(
        _news(cards[number], list(group))
        for number, group in groupby(lines, key=lambda line: line.number)
    )
    ahead = (card for card in cards.values() if _is_ahead(card))
    return Letter(
        _subject(meetings, lines), meetings, get_note(max(seqs)), tuple(ahead)
    )


def list_withdrawn(number: str) -> Sequence[int]:
    """Return the entries of a meeting's agendas and minutes that were withdrawn."""
    card = MeetingCard.read(map_pages([f"meeting:{number}"])[f"meeting:{number}"])
    versions = (*card.agenda_versions, *card.minutes_versions)
    return [version.seq for version in versions if version.withdrawn]


def _is_ahead(card: MeetingCard) -> bool:
    return clock.instant(card.notice.start_at) > clock.now()


def _subject(meetings: Sequence[News], lines: Sequence[Line]) -> str:
    if len(meetings) != 1:
        count = len(meetings)
        return ngettext("News of %(num)s meeting", "News of %(num)s meetings", count)
    # The last word counts: what was cancelled is not announced any more.
    newest = max(lines, key=lambda line: line.seq)
    return _(
        "%(what)s: %(name)s, %(day)s",
        what=words.posting_title(newest),
        name=_name(newest.title, newest.bodies),
        day=filters.short_day(newest.start_local),
    )


def _news(card: MeetingCard, lines: Sequence[Line]) -> News:
    notice = card.notice
    return News(
        number=card.number,
        name=_name(notice.title, notice.bodies),
        when=_when(notice, card.state),
        before=_before(card, lines),
        place=notice.place,
        join_url=notice.join_url,
        is_off=card.state in {"cancelled", "postponed"},
        is_demonstration=notice.is_demonstration,
        postings=tuple(_posted(line, notice.time_zone) for line in lines),
    )


def _name(title: str, bodies: Sequence[BodyRef]) -> str:
    """Name a meeting by its title, with the bodies whose names it does not say."""
    unsaid = [body.name for body in bodies if body.name not in title]
    return ", ".join([*unsaid, title])


def _when(notice: Notice, state: str) -> str:
    if state == "postponed":
        return _("Postponed: a new day is not set yet.")
    when = _day(notice.start_local, notice)
    if state == "cancelled":
        return _("Cancelled; it was to be held %(when)s.", when=when)
    return _("%(when)s, a tentative date", when=when) if state == "tentative" else when


def _before(card: MeetingCard, lines: Sequence[Line]) -> str:
    """Say when it was to be, where these postings moved it."""
    moved = [line.posted_at for line in lines if line.label in MOVED]
    former = [move for move in card.moves if move.posted_at in moved]
    return _day(former[0].start_local, card.notice) if former else ""


def _day(local: str, notice: Notice) -> str:
    if "T" not in local:
        return filters.day(local)
    return filters.when(local, notice.time_zone)


def _posted(line: Line, zone: str) -> Posted:
    return Posted(
        what=words.posting_title(line),
        reason=line.reason,
        changes=filters.capitalize_first(words.changes(line.changes)),
        seq=line.seq,
        posted_at=filters.moment(clock.stamp(clock.instant(line.posted_at)), zone),
    )
