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
    lines, bodies = _map_lines(entries), _map_bodies(entries)
    return [_describe(entry, lines, bodies) for entry in entries]


def describe_one(entry: Entry) -> Row:
    """Say what one entry is, with one query."""
    if entry.subject.startswith("body:"):
        return _describe(entry, {}, _map_bodies([entry]))
    return _describe(entry, _map_lines([entry]), {})


def _map_lines(entries: Sequence[Entry]) -> dict[int, Line]:
    rows = db.session.execute(
        select(PublishedPosting.seq, PublishedPosting.line).where(
            PublishedPosting.seq.in_([entry.seq for entry in entries]),
            PublishedPosting.is_host.is_(True),
        )
    )
    return {seq: Line.read(text) for seq, text in rows}


def _map_bodies(entries: Sequence[Entry]) -> dict[str, str]:
    subjects = {entry.subject for entry in entries if entry.subject.startswith("body:")}
    cards = map_pages(subjects)
    return {subject: BodyCard.read(card).body.name for subject, card in cards.items()}


def _describe(entry: Entry, lines: dict[int, Line], bodies: dict[str, str]) -> Row:
    line = lines.get(entry.seq)
    _, _, key = entry.subject.partition(":")
    if line:
        return _of_meeting(entry, line)
    if entry.subject in bodies:
        page = f"/committees/{key}"
        known = {Kind.ROSTER: gettext("Members of a body")}
        what = known.get(Kind(entry.kind), gettext("A body"))
        return Row(entry, what, bodies[entry.subject], address=page)
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


def _of_meeting(entry: Entry, line: Line) -> Row:
    what, page = posting_title(line), f"/meetings/{line.number}"
    if entry.kind in VERSIONED:
        what = gettext("%(what)s, version %(number)s", what=what, number=entry.version)
    page += {
        Kind.AGENDA: f"/agenda/v/{entry.version}",
        Kind.MINUTES: f"/minutes/v/{entry.version}",
    }.get(Kind(entry.kind), "")
    return Row(entry, what, line.title, line.start_local, page)
