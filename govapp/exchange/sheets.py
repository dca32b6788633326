"""Votes, attendance and timeliness as tables for spreadsheets (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _

from govapp.meetings.published import Attended
from govapp.meetings.published.vote_words import outcome, voted
from govapp.meetings.published.words import attendance
from govapp.notices.rules.timeliness import Timing
from govapp.record.vote_rows import MotionLine
from govapp.web.badges import BADGES

# Spreadsheets take for UTF-8 what begins so.
MARK = "\ufeff"
# What begins with one of these, spreadsheets take for a formula, those of Japan too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_votes(attended: Iterable[Attended], base_url: str) -> str:
    """Write a line for each vote, and one for each attendance without any."""
    lines = (line for each in attended for line in _lines(each, base_url))
    return write_table(_heads(), lines)


def write_timeliness(timings: Iterable[Timing], base_url: str) -> str:
    """Write a line for each meeting; what is not known or not so is left empty."""
    heads = (
        _("Date"),
        _("Meeting"),
        _("Title"),
        _("State"),
        _("Known here"),
        _("Notice since"),
        _("Notice, days before"),
        _("Agenda since"),
        _("Agenda, days before"),
        _("Rules of notice"),
        _("Late files"),
        _("Minutes posted"),
        _("Minutes, days after"),
        _("Minutes approved"),
        _("Approved, days after"),
        _("Address"),
    )
    return write_table(heads, (_timing(one, base_url) for one in timings))


def _timing(one: Timing, base_url: str) -> tuple[object, ...]:
    return (
        one.notice.start_local[:10],
        one.notice.number,
        one.notice.title,
        BADGES[one.state].word,
        _("yes") if one.is_known else _("no"),
        one.noticed_at,
        one.notice_days,
        one.agenda_at,
        one.agenda_days,
        BADGES[one.standing].word if one.standing else "",
        one.files_late,
        one.draft_at,
        one.draft_days,
        one.approved_at,
        one.approved_days,
        f"{base_url}/meetings/{one.notice.number}",
    )


def write_table(heads: Sequence[str], lines: Iterable[tuple[object, ...]]) -> str:
    """Write lines beneath their heads; what is not known is left empty."""
    text = io.StringIO(MARK)
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text)
    writer.writerow(_guard(head) for head in heads)
    for line in lines:
        writer.writerow("" if one is None else _guard(one) for one in line)
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
        yield (
            *first,
            *_motion(vote.motion, voted(vote.option, vote.recused_on)),
            page + item,
        )
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


def _guard(value: object) -> str:
    """Keep a spreadsheet from taking a text for a formula; a number may be below 0."""
    text = str(value)
    is_text = not isinstance(value, int)
    return f"'{text}" if is_text and text.lstrip(" ").startswith(FORMULA) else text
