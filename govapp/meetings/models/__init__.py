"""The desk's working tables of meetings; the public reads none of them."""

from govapp.meetings.models.agenda import AgendaItem, Attachment
from govapp.meetings.models.changes import AgendaChange
from govapp.meetings.models.closed_day import ClosedDay
from govapp.meetings.models.imports import AgendaImport
from govapp.meetings.models.matter import Matter
from govapp.meetings.models.meeting import Meeting, MeetingBody
from govapp.meetings.models.minutes import (
    Attendance,
    Correction,
    Minutes,
    MinutesSection,
)
from govapp.meetings.models.reports import ReportDuty
from govapp.meetings.models.series import Series, SeriesDate
from govapp.meetings.models.style import AgendaStyle
from govapp.meetings.models.template import AgendaTemplate

__all__ = [
    "AgendaChange",
    "AgendaImport",
    "AgendaItem",
    "AgendaStyle",
    "AgendaTemplate",
    "Attachment",
    "Attendance",
    "ClosedDay",
    "Correction",
    "Matter",
    "Meeting",
    "MeetingBody",
    "Minutes",
    "MinutesSection",
    "ReportDuty",
    "Series",
    "SeriesDate",
]
