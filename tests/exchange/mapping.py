"""What each format calls a thing, of one meeting: written by hand."""

from typing import Any

from govapp.record.legistar_rows import event_id, guid_of
from tests.exchange.rich import NUMBER

HERE = "http://localhost"


PAGE = f"{HERE}/meetings/{NUMBER}"


START, END = "2026-12-16T10:00:00-08:00", "2026-12-16T15:00:00-08:00"


BOARD, AUDIT = "Board of Governors", "Audit Committee"


UUID = guid_of("meeting:uid-2026-014").lower()


VOTES = {"Ana Example": "yes", "Ben Example": "no", "Cam Example": "recused"}


TITLES = [
    "Call to order",
    "Decision on the plan",
    "Its first part",
    "Conference with counsel",
]


MOTION = "That the plan is approved."


Cells = dict[str, tuple[str, Any]]


TABLE: dict[str, Cells] = {
    "meeting.number": {
        "api": ("meeting id", NUMBER),
        "legistar": ("event EventId", event_id(NUMBER)),
        "ocd": ("event extras notice number", NUMBER),
        "oparl": ("meeting id", f"{HERE}/api/oparl/meeting/{NUMBER}"),
        "schema.org": ("identifier", NUMBER),
        "icalendar": ("URL", PAGE),
    },
    "meeting.guid": {
        "api": ("meeting uid", "uid-2026-014"),
        "legistar": ("event EventGuid", UUID.upper()),
        "ocd": ("event id", f"ocd-event/{UUID}"),
        "icalendar": ("UID", "uid-2026-014@localhost"),
    },
    "meeting.title": {
        "api": ("meeting title", "General Session"),
        "ocd": ("event name", "General Session"),
        "oparl": ("meeting name", "General Session"),
        "schema.org": ("name", "General Session"),
        "icalendar": ("SUMMARY", f"{BOARD} – General Session"),
    },
    "meeting.start": {
        "api": ("meeting start_local", "2026-12-16T10:00"),
        "legistar": ("event EventDate", "2026-12-16T00:00:00"),
        "ocd": ("event start_date", START),
        "oparl": ("meeting start", START),
        "schema.org": ("startDate", START),
        "icalendar": ("DTSTART", START),
    },
    "meeting.start, the hour": {"legistar": ("event EventTime", "10:00 AM")},
    "meeting.time_zone": {
        "api": ("meeting time_zone", "America/Los_Angeles"),
        "ocd": ("event timezone", "America/Los_Angeles"),
    },
    "meeting.end": {
        "api": ("meeting end_local", "2026-12-16T15:00"),
        "ocd": ("event end_date", END),
        "oparl": ("meeting end", END),
        "schema.org": ("endDate", END),
        "icalendar": ("DTEND", END),
    },
    "meeting.state": {
        "api": ("meeting state", "completed"),
        "legistar": ("event EventAgendaStatusName", "Final"),
        "ocd": ("event status", "passed"),
        "oparl": ("meeting meetingState", "durchgeführt"),
        "icalendar": ("STATUS", "CONFIRMED"),
    },
    "meeting.cancelled": {
        "api": ("meeting cancellation", ""),
        "oparl": ("meeting cancelled", False),
    },
    "schedule_change": {
        "api": ("meeting moves 0 start_local", "2026-12-15T10:00"),
        "ocd": ("event extras moves 0 start_local", "2026-12-15T10:00"),
        "oparl": ("meeting govapp:meeting moves 0 start_local", "2026-12-15T10:00"),
        "schema.org": ("previousStartDate 0", "2026-12-15T10:00:00-08:00"),
        "icalendar": ("SEQUENCE", "1"),
    },
    "location": {
        "api": ("meeting place", "Folsom"),
        "legistar": ("event EventLocation", "Folsom"),
        "ocd": ("event location name", "Folsom"),
        "oparl": ("meeting location description", "Folsom"),
        "schema.org": ("location 0 name", "Folsom"),
        "icalendar": ("LOCATION", "Folsom"),
    },
    "location, online": {
        "api": ("meeting join_url", "https://example.org/join"),
        "ocd": ("event location url", "https://example.org/join"),
        "schema.org": ("location 1 url", "https://example.org/join"),
    },
    "meeting_body, host": {
        "api": ("meeting bodies 0 name", BOARD),
        "legistar": ("event EventBodyName", BOARD),
        "ocd": ("event participants 0 name", BOARD),
        "oparl": ("meeting organization 0", f"{HERE}/api/oparl/organization/board"),
        "schema.org": ("organizer 0 name", BOARD),
    },
    "meeting_body, joint": {
        "api": ("meeting bodies 1 name", AUDIT),
        "legistar": (
            "event EventComment",
            f"Jointly with {AUDIT}\nThe hall is taken.\nAgenda revised\nBring a coat.",
        ),
        "ocd": ("event participants 1 name", AUDIT),
        "oparl": ("meeting organization 1", f"{HERE}/api/oparl/organization/audit"),
        "schema.org": ("organizer 1 name", AUDIT),
    },
    "recording": {
        "api": ("meeting recording url", "https://example.org/video"),
        "legistar": ("event EventVideoPath", "https://example.org/video"),
        "ocd": ("event media 0 links 0 url", "https://example.org/video"),
        "schema.org": ("recordedIn url", "https://example.org/video"),
    },
    "recording_index": {
        "legistar": ("items 1 EventItemVideoIndex", 90),
        "ocd": ("event agenda 1 media 0 offset", 90),
    },
    "agenda_version": {
        "api": ("meeting agenda_version", 2),
        "legistar": ("event EventAgendaFile", f"{PAGE}/agenda.pdf"),
        "ocd": ("event documents 0 url", f"{PAGE}/agenda/v/2/agenda.pdf"),
        "oparl": ("meeting invitation accessUrl", f"{PAGE}/agenda/v/2/agenda.pdf"),
        "schema.org": ("subjectOf 0 url", f"{PAGE}/agenda/v/2/agenda.pdf"),
    },
    "minutes_version": {
        "api": ("meeting minutes_version", 1),
        "legistar": ("event EventMinutesFile", f"{PAGE}/minutes.pdf"),
        "ocd": ("event documents 2 url", f"{PAGE}/minutes/v/1/minutes.pdf"),
        "oparl": (
            "meeting resultsProtocol accessUrl",
            f"{PAGE}/minutes/v/1/minutes.pdf",
        ),
        "schema.org": ("subjectOf 1 url", f"{PAGE}/minutes/v/1/minutes.pdf"),
    },
    "agenda_item.title": {
        "api": ("items * title", TITLES),
        "legistar": ("items * EventItemTitle", TITLES),
        "ocd": ("event agenda * description", TITLES),
        "oparl": ("meeting agendaItem * name", TITLES),
    },
    "agenda_item.number_label": {
        "api": ("items 2 number", "2.1"),
        "legistar": ("items 2 EventItemAgendaNumber", "2.1"),
        "ocd": ("event agenda 2 notes 0", "Agenda number, 2.1"),
        "oparl": ("meeting agendaItem 2 number", "2.1"),
    },
    "agenda_item.position": {
        "api": ("items * position", [1, 2, 3, 4]),
        "legistar": ("items * EventItemAgendaSequence", [1, 2, 3, 4]),
        "ocd": ("event agenda * order", ["1", "2", "2.1", "3"]),
        "oparl": ("meeting agendaItem * order", [1, 2, 3, 4]),
    },
    "agenda_item.matter_id": {
        "api": ("items 1 matter file_number", "TP-7"),
        "legistar": ("items 1 EventItemMatterFile", "TP-7"),
        "ocd": ("event agenda 1 related_entities 0 name", "TP-7"),
        "oparl": (
            "meeting agendaItem 1 consultation",
            f"{HERE}/api/oparl/consultation/{NUMBER}/plan",
        ),
        "schema.org": ("about 0 identifier", "TP-7"),
    },
    "document_version": {
        "api": ("items 1 files 0 label", "Memorandum"),
        "legistar": (
            "items 1 EventItemMatterAttachments 0 MatterAttachmentName",
            "Memorandum",
        ),
        "ocd": ("event agenda 1 extras files 0 note", "Memorandum"),
        "oparl": ("meeting agendaItem 1 auxiliaryFile 0 name", "Memorandum"),
    },
    "closed item": {
        "api": ("items 3 legal_basis", "Gov. Code 11126(e)"),
        "ocd": ("event agenda 3 extras legal_basis", "Gov. Code 11126(e)"),
        "oparl": ("meeting agendaItem 3 public", False),
    },
    "closed_session_report": {
        "api": ("items 3 report", "No action."),
        "legistar": ("items 3 EventItemMinutesNote", "No action."),
        "ocd": ("event agenda 3 notes 2", "No action."),
        "oparl": ("meeting agendaItem 3 resolutionText", "No action."),
    },
    "motion.text": {
        "api": ("motion text", MOTION),
        "legistar": ("decided EventItemActionText", MOTION),
        "ocd": ("vote motion_text", MOTION),
        "oparl": ("meeting agendaItem 1 resolutionText", MOTION),
    },
    "motion.mover": {
        "api": ("motion mover name", "Ana Example"),
        "legistar": ("decided EventItemMover", "Ana Example"),
        "ocd": ("motion extras mover name", "Ana Example"),
        "oparl": (
            "meeting agendaItem 1 govapp:motions 0 extras mover name",
            "Ana Example",
        ),
    },
    "decision_rule": {
        "api": ("motion rounds 0 rule code", "majority_cast"),
        "ocd": ("motion requirement", "more than 1/2 of votes cast"),
        "oparl": (
            "meeting agendaItem 1 govapp:motions 0 requirement",
            "more than 1/2 of votes cast",
        ),
    },
    "declared_result": {
        "api": ("motion rounds 0 declared", "pass"),
        "legistar": ("decided EventItemPassedFlagName", "Pass"),
        "ocd": ("vote result", "pass"),
        "oparl": ("meeting agendaItem 1 result", "passed"),
    },
    "counts": {
        "api": ("motion rounds 0 tally recused", 1),
        "legistar": ("decided EventItemTally", "1:1"),
        "ocd": ("vote counts 2", {"option": "not voting", "value": 1}),
    },
    "vote.option": {
        "api": ("votes", VOTES),
        "legistar": ("votes", {k: v.capitalize() for k, v in VOTES.items()}),
        "ocd": ("votes", {**VOTES, "Cam Example": "not voting"}),
        "oparl": ("votes", {**VOTES, "Cam Example": "not voting"}),
    },
    "attendance": {
        "api": ("meeting presences * person name", list(VOTES)),
        "oparl": (
            "meeting participant",
            [f"{HERE}/api/oparl/person/{name}" for name in ("ana", "ben", "cam")],
        ),
        "schema.org": ("attendee * name", list(VOTES)),
    },
    "updated_at": {
        "icalendar": ("LAST-MODIFIED", "2026-11-23T18:00:00+00:00"),
        "ocd": ("event updated_at", "2026-11-23T18:00:00.000Z"),
        "oparl": ("meeting modified", "2026-11-23T18:00:00+00:00"),
        "legistar": ("event EventLastModifiedUtc", "2026-11-23T18:00:00.000"),
    },
}


FORMATS = ("api", "legistar", "ocd", "oparl", "schema.org", "icalendar")
