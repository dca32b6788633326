"""The record's entries in words, each with where it can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select

from govapp.database import db
from govapp.meetings.published.words import posting_title
from govapp.record.cards import BodyCard, Line
from govapp.record.log import Entry
from govapp.record.models import PublishedPosting
from govapp.record.published import map_pages
from govapp.record.shapes.base import Kind
from govapp.record.shapes.log import LogKey
from govapp.record.shapes.matters import Matter

MATTER = "matter:"
NAMED = ("body:", MATTER)
VERSIONED = (Kind.AGENDA, Kind.MINUTES)


@dataclass(frozen=True)
class Row:
    """An entry in words: what it posted, of which meeting or body, and where that is.

    `day` is the meeting's, as an ISO date.
    """

    entry: Entry
    what: str
    name: str = ""
    day: str = ""
    address: str = ""


def describe(entries: Sequence[Entry]) -> list[Row]:
    """Say of entries what each is, with as many queries for one as for all."""
    lines, names = _map_lines(entries), _map_names(entries)
    return [_describe(entry, lines, names) for entry in entries]


def describe_one(entry: Entry) -> Row:
    """Say what one entry is, with one query."""
    if entry.subject.startswith(NAMED):
        return _describe(entry, {}, _map_names([entry]))
    return _describe(entry, _map_lines([entry]), {})


def _map_lines(entries: Sequence[Entry]) -> dict[int, Line]:
    rows = db.session.execute(
        select(PublishedPosting.seq, PublishedPosting.line).where(
            PublishedPosting.seq.in_([entry.seq for entry in entries]),
            PublishedPosting.is_host.is_(True),
        )
    )
    return {seq: Line.read(text) for seq, text in rows}


def _map_names(entries: Sequence[Entry]) -> dict[str, str]:
    """Return what the bodies and matters of some entries are called."""
    subjects = {entry.subject for entry in entries if entry.subject.startswith(NAMED)}
    cards = map_pages(subjects)
    return {subject: _name(subject, card) for subject, card in cards.items()}


def _name(subject: str, card: str) -> str:
    if subject.startswith(MATTER):
        return Matter.read(card).title
    return BodyCard.read(card).body.name


def _describe(entry: Entry, lines: dict[int, Line], names: dict[str, str]) -> Row:
    line, name = lines.get(entry.seq), names.get(entry.subject)
    _, _, key = entry.subject.partition(":")
    if line:
        return _of_meeting(entry, line)
    if name:
        return _named(entry, key, name)
    if entry.kind == Kind.SITTING:
        what = gettext("A step of a meeting in session")
        return Row(entry, what, key, address=f"/meetings/{key}")
    if entry.kind == Kind.ORGANIZATION:
        return Row(entry, gettext("The organization’s page"), address="/about")
    if entry.kind == Kind.KEY:
        # In lists entries are without their content.
        reason = LogKey.read(entry.content).reason if entry.content else ""
        return Row(entry, gettext("The record opened anew"), reason)
    return Row(entry, entry.kind.replace("_", " ").capitalize())


def _named(entry: Entry, key: str, name: str) -> Row:
    if entry.kind == Kind.MATTER:
        return Row(entry, gettext("A matter"), name, address=f"/matters/{key}")
    known = {Kind.ROSTER: gettext("Members of a body")}
    what = known.get(Kind(entry.kind), gettext("A body"))
    return Row(entry, what, name, address=f"/committees/{key}")


def _of_meeting(entry: Entry, line: Line) -> Row:
    what, page = posting_title(line), f"/meetings/{line.number}"
    if entry.kind in VERSIONED:
        what = gettext("%(what)s, version %(number)s", what=what, number=entry.version)
    page += {
        Kind.AGENDA: f"/agenda/v/{entry.version}",
        Kind.MINUTES: f"/minutes/v/{entry.version}",
    }.get(Kind(entry.kind), "")
    return Row(entry, what, line.title, line.start_local, page)
