"""Votes and attendance as a table for spreadsheets (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Iterator

from flask_babel import gettext as _

from govapp.meetings.published import Attended
from govapp.meetings.published.vote_words import option, outcome
from govapp.meetings.published.words import attendance
from govapp.record.vote_rows import MotionLine

# Spreadsheets take for UTF-8 what begins so.
MARK = "\ufeff"
# What begins with one of these, spreadsheets take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_votes(attended: Iterable[Attended], base_url: str) -> str:
    """Write a line for each vote, and one for each attendance without any."""
    text = io.StringIO(MARK)
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    writer.writerow(_heads())
    for each in attended:
        for line in _lines(each, base_url):
            writer.writerow(_guard(str(value)) for value in line)
    return text.getvalue()


def _heads() -> tuple[str, ...]:
    return (
        _("Date"),
        _("Meeting"),
        _("Body"),
        _("Member"),
        _("Attendance"),
        _("Minutes present"),
        _("Item"),
        _("Title"),
        _("Motion"),
        _("Moved by"),
        _("Seconded by"),
        _("Vote"),
        _("Result"),
        _("Yes"),
        _("No"),
        _("Address"),
    )


def _lines(each: Attended, base_url: str) -> Iterator[tuple[object, ...]]:
    meeting = each.meeting
    names = {body.slug: body.name for body in meeting.bodies}
    first = (
        meeting.start_local[:10],
        meeting.number,
        names.get(each.body, each.body),
        each.member.name,
        attendance(each.status),
        each.minutes or "",
    )
    page = f"{base_url}/meetings/{meeting.number}"
    for vote in each.votes:
        item = f"/items/{vote.motion.item}" if vote.motion.item else ""
        yield (*first, *_motion(vote.motion, option(vote.option)), page + item)
    if not each.votes:
        yield (*first, *[""] * 9, page)


def _motion(motion: MotionLine, vote: str) -> tuple[object, ...]:
    return (
        motion.number,
        motion.title,
        motion.text,
        motion.mover,
        motion.seconder,
        vote,
        outcome(motion.outcome),
        motion.tally.yes,
        motion.tally.no,
    )


def _guard(value: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
