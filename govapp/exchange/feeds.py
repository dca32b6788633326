"""Postings as an Atom feed: what happened, in plain words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask_babel import gettext as _

from govapp.exchange.rules import clean_text
from govapp.meetings.published import words
from govapp.record.cards import Line
from govapp.record.changes import Change
from govapp.record.shapes.base import BodyRef
from govapp.web import filters

# The year in which these names were given out; it never changes.
NAMED_IN = "2026"


@dataclass(frozen=True)
class Entry:
    """One posting as the feed's template shows it."""

    id: str
    title: str
    posted_at: str
    link: str
    kind: str
    bodies: tuple[BodyRef, ...]
    what: str
    meeting: str
    meeting_link: str
    day: str
    reason: str
    changes: tuple[str, ...]
    proof: str
    note: str


def make_tag(base_url: str, name: str) -> str:
    """Return the lasting name of a feed or an entry, as a tag URI (RFC 4151)."""
    return f"tag:{urlsplit(base_url).hostname},{NAMED_IN}:{name}"


def make_title(name: str) -> str:
    """Return what a feed of an organization or a body is called."""
    return _("What was posted: %(name)s", name=clean_text(name))


def make_entries(
    lines: Sequence[Line], notes: Mapping[int, str], base_url: str
) -> list[Entry]:
    """Return the entries of postings; `notes` are their checkpoints."""
    return [_entry(line, notes[line.seq], base_url) for line in lines]


def _entry(line: Line, note: str, base_url: str) -> Entry:
    what, title = words.posting_title(line), clean_text(line.title)
    page = f"{base_url}/meetings/{line.number}"
    return Entry(
        id=make_tag(base_url, f"posting/{line.seq}"),
        title=f"{what}: {title}, {filters.short_day(line.start_local)}",
        posted_at=line.posted_at,
        link=base_url + words.posting_address(line),
        kind=line.kind,
        bodies=line.bodies,
        what=what,
        meeting=title,
        meeting_link=page,
        day=_day(line),
        reason=clean_text(line.reason),
        changes=tuple(clean_text(_say(change)) for change in line.changes),
        proof=f"{base_url}/record/{line.seq}",
        note=note,
    )


def _day(line: Line) -> str:
    if line.is_all_day:
        return filters.day(line.start_local)
    return filters.when(line.start_local, line.time_zone)


def _say(change: Change) -> str:
    """Say one change of an agenda as a sentence."""
    name = " ".join(filter(None, (change.number, change.title)))
    if change.file:
        return _say_file(change, name or _("the meeting"))
    if change.what == "reworded" and change.old_title != change.title:
        old = change.old_title
        return _("Reworded: %(name)s. Before: %(old)s", name=name, old=old)
    return {
        "added": _("Added: %(name)s", name=name),
        "removed": _("Removed: %(name)s", name=name),
        "withdrawn": _("Withdrawn: %(name)s", name=name),
        "continued": _("Continued to a later meeting: %(name)s", name=name),
        "restored": _("Restored: %(name)s", name=name),
        "pulled": _("Pulled from consent: %(name)s", name=name),
        "put_back": _("Put back into consent: %(name)s", name=name),
        "reworded": _("Details changed: %(name)s", name=name),
        "moved": _("Moved: %(name)s", name=name),
        "note": _("The note on the agenda was changed."),
    }[change.what]


def _say_file(change: Change, name: str) -> str:
    values = {"file": change.file, "name": name}
    return {
        "file_added": _("Document added to %(name)s: %(file)s", **values),
        "file_removed": _("Document removed from %(name)s: %(file)s", **values),
        "file_replaced": _("Document replaced in %(name)s: %(file)s", **values),
    }[change.what]
