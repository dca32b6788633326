"""Reporting out of closed session: a duty until it is done, or waived with a reason."""

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Meeting, ReportDuty
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.models.reports import ReportState
from govapp.meetings.queries.reports import UNHELD, count_open, list_duties
from govapp.meetings.services.appending import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Report


def owe_reports(meeting: Meeting, agenda: Agenda) -> None:
    """Let a report be owed on each closed item of the agenda in force."""
    closed = {
        item.key: item
        for item in agenda.walk()
        if item.kind == ItemKind.CLOSED and item.status == "active"
    }
    for duty in list_duties(meeting):
        item = closed.pop(duty.item_key, None)
        if item:
            duty.number, duty.title = item.number, item.title
        elif duty.state == ReportState.OPEN:
            db.session.delete(duty)
    for item in closed.values():
        duty = ReportDuty(
            meeting=meeting, item_key=item.key, number=item.number, title=item.title
        )
        db.session.add(duty)


def count_due(meeting: Meeting) -> int:
    """Return how many reports are owed of a meeting that is over."""
    ends = meeting.end_at or meeting.start_at
    if meeting.state in UNHELD or ends > clock.now():
        return 0
    return count_open(meeting)


@atomic
def post_report(actor: Actor, duty: ReportDuty, *, row_version: int, text: str) -> int:
    """Post what is reported of a closed item; raises StaleError.

    A report that is posted again takes the place of the former one, which the record
    keeps.
    """
    _check(duty, row_version)
    if duty.state == ReportState.REPORTED and duty.text == text:
        raise RuleError("Nothing has changed since this report was posted.")
    duty.state, duty.text, duty.reason = ReportState.REPORTED, text, ""
    duty.posted_version += 1
    return append(
        actor,
        duty.meeting,
        Kind.REPORT,
        Report(key=duty.item_key, number=duty.number, title=duty.title, text=text),
        version=duty.posted_version,
    )


@atomic
def waive_report(
    actor: Actor, duty: ReportDuty, *, row_version: int, reason: str
) -> None:
    """Say why nothing is reported of a closed item; raises StaleError."""
    _check(duty, row_version)
    if duty.state == ReportState.REPORTED:
        raise RuleError("This was reported already, and everyone has read it.")
    duty.state, duty.reason = ReportState.WAIVED, reason
    db.session.flush()
    audit.record(
        actor,
        "report.waived",
        f"meeting:{duty.meeting_id}",
        body_id=duty.body_id,
        detail=f"{duty.title}: {reason}",
    )


def _check(duty: ReportDuty, row_version: int) -> None:
    if duty.row_version != row_version:
        raise StaleError
    if duty.meeting.state in UNHELD or duty.meeting.start_at > clock.now():
        raise RuleError("This meeting has not been held: there is nothing to report.")
