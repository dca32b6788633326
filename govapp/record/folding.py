"""From entries to cards: a pure fold of a subject's postings, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from govapp import clock
from govapp.record.cards import (
    BodyCard,
    Line,
    MeetingCard,
    Move,
    PostedReport,
    Version,
    WithdrawnFile,
    in_force,
)
from govapp.record.changes import Change, agenda_changes
from govapp.record.shapes.base import Kind
from govapp.record.shapes.bodies import Body, Roster
from govapp.record.shapes.meetings import (
    Agenda,
    Cancellation,
    Minutes,
    Notice,
    Recording,
    Report,
    Withdrawal,
)
from govapp.record.shapes.notices import Certificate
from govapp.record.shapes.results import Result
from govapp.record.shapes.sittings import ADJOURNED, NOT_BEGUN, Sitting

# How canonical JSON says that a sitting is over; a text that quotes this is escaped.
ENDED = f'"state":"{ADJOURNED}"'


@dataclass(frozen=True)
class Posting:
    """An entry as the fold reads it."""

    seq: int
    kind: str
    version: int
    label: str
    posted_at: datetime
    content: str


def body_card(postings: Sequence[Posting]) -> BodyCard | None:
    """Fold a body's entries; nothing before its first `body` entry."""
    body: Body | None = None
    roster: Roster | None = None
    posted_at = roster_posted_at = ""
    for posting in postings:
        if posting.kind == Kind.BODY:
            body = Body.read(posting.content)
            posted_at = clock.stamp(posting.posted_at)
        elif posting.kind == Kind.ROSTER:
            roster = Roster.read(posting.content)
            roster_posted_at = clock.stamp(posting.posted_at)
    if body is None:
        return None
    return BodyCard(
        body=body,
        roster=roster,
        posted_at=posted_at,
        roster_posted_at=roster_posted_at,
    )


def meeting_card(postings: Sequence[Posting]) -> MeetingCard:
    """Fold a meeting's entries, of which the first is its notice."""
    fold = _MeetingFold(Notice.read(postings[0].content), postings[0])
    for posting in postings:
        fold.take(posting)
    return fold.card()


class _MeetingFold:
    """The running state of one meeting while its entries are read."""

    def __init__(self, notice: Notice, first: Posting) -> None:
        self.notice = notice
        self.updated_at = clock.stamp(first.posted_at)
        self.start_since = self.updated_at
        self.agenda_since = self.cancelled_at = self.cancellation = ""
        self.moves: list[Move] = []
        self.agendas: dict[int, Agenda] = {}
        self.agenda_versions: list[Version] = []
        self.minutes: dict[int, Minutes] = {}
        self.minutes_versions: list[Version] = []
        self.result: Result | None = None
        self.recording: Recording | None = None
        self.recording_version = 0
        self.sitting = ""
        self.certificate: Certificate | None = None
        self.certificate_version, self.certified_at = 0, ""
        self.reports: dict[str, PostedReport] = {}
        self.withdrawn: list[WithdrawnFile] = []
        self.lines: list[Line] = []

    def take(self, posting: Posting) -> None:
        """Read one entry."""
        self.updated_at = clock.stamp(posting.posted_at)
        what, reason = "", ""
        changes: tuple[Change, ...] = ()
        match posting.kind:
            case Kind.NOTICE:
                reason = self._notice(Notice.read(posting.content))
            case Kind.AGENDA:
                changes = self._agenda(posting)
            case Kind.MINUTES:
                self._minutes(posting)
            case (
                Kind.RESULT
                | Kind.REPORT
                | Kind.RECORDING
                | Kind.CERTIFICATE
                | Kind.SITTING
            ):
                self._tell(posting)
            case Kind.CANCELLATION:
                reason = Cancellation.read(posting.content).reason
                self.cancelled_at, self.cancellation = self.updated_at, reason
            case Kind.WITHDRAWAL:
                withdrawal = Withdrawal.read(posting.content)
                what, reason = withdrawal.what, self._withdraw(withdrawal)
        # What a sitting comes to is a line; each of its steps is none.
        if posting.kind != Kind.SITTING or self._is_adjourned():
            self.lines.append(self._line(posting, what, reason, changes))

    def _tell(self, posting: Posting) -> None:
        """Read what is told of the meeting besides notice, agenda and minutes."""
        match posting.kind:
            case Kind.RESULT:
                self.result = Result.read(posting.content)
            case Kind.SITTING:
                # Of many snapshots the last one tells all: no other is read.
                self.sitting = posting.content
            case Kind.REPORT:
                report = Report.read(posting.content)
                self.reports[report.key] = PostedReport(
                    report=report, posted_at=self.updated_at
                )
            case Kind.RECORDING:
                self.recording = Recording.read(posting.content)
                self.recording_version = posting.version
            case Kind.CERTIFICATE:
                self.certificate = Certificate.read(posting.content)
                self.certificate_version = posting.version
                self.certified_at = self.updated_at

    def _notice(self, notice: Notice) -> str:
        old = self.notice
        if (old.start_at, old.is_all_day) != (notice.start_at, notice.is_all_day):
            self.moves.append(
                Move(
                    start_local=old.start_local,
                    start_at=old.start_at,
                    is_all_day=old.is_all_day,
                    posted_at=self.updated_at,
                    reason=notice.reason,
                )
            )
            self.start_since = self.updated_at
        if old.is_postponed or old.is_tentative:
            self.start_since = self.updated_at
        self.notice = notice
        return notice.reason

    def _agenda(self, posting: Posting) -> tuple[Change, ...]:
        agenda = Agenda.read(posting.content)
        current = in_force(self.agenda_versions)
        changes = (
            agenda_changes(self.agendas[current.version], agenda) if current else ()
        )
        self.agenda_since = self.agenda_since or self.updated_at
        self.agendas[posting.version] = agenda
        self.agenda_versions.append(
            Version(
                version=posting.version,
                label=posting.label,
                posted_at=self.updated_at,
                seq=posting.seq,
                changes=changes,
            )
        )
        return changes

    def _minutes(self, posting: Posting) -> None:
        minutes = Minutes.read(posting.content)
        self.minutes[posting.version] = minutes
        self.minutes_versions.append(
            Version(
                version=posting.version,
                label=posting.label,
                posted_at=self.updated_at,
                seq=posting.seq,
                state=minutes.state,
            )
        )

    def _withdraw(self, withdrawal: Withdrawal) -> str:
        versions = {
            "agenda": self.agenda_versions,
            "minutes": self.minutes_versions,
        }.get(withdrawal.what, [])
        for index, version in enumerate(versions):
            if version.version == withdrawal.version:
                # What changed would tell what it said.
                versions[index] = version.model_copy(
                    update={"withdrawn": withdrawal.reason, "changes": ()}
                )
        if in_force(self.agenda_versions) is None and self._is_ahead():
            self.agenda_since = ""
        for index, line in enumerate(self.lines):
            if (line.kind, line.version) == (withdrawal.what, withdrawal.version):
                self.lines[index] = line.model_copy(update={"changes": ()})
        if withdrawal.what == "document":
            self.withdrawn.append(
                WithdrawnFile(
                    id=withdrawal.document,
                    version=withdrawal.version,
                    reason=withdrawal.reason,
                    posted_at=self.updated_at,
                )
            )
        return withdrawal.reason

    def _is_adjourned(self) -> bool:
        return ENDED in self.sitting

    def _is_ahead(self) -> bool:
        return self.updated_at < self.notice.start_at

    def _line(
        self, posting: Posting, what: str, reason: str, changes: tuple[Change, ...]
    ) -> Line:
        return Line(
            seq=posting.seq,
            kind=posting.kind,
            version=posting.version,
            label=posting.label,
            what=what,
            posted_at=self.updated_at,
            number=self.notice.number,
            title=self.notice.title,
            bodies=self.notice.bodies,
            start_local=self.notice.start_local,
            is_all_day=self.notice.is_all_day,
            time_zone=self.notice.time_zone,
            reason=reason,
            changes=changes,
        )

    def _state(
        self, agenda: Version | None, minutes: Version | None, sitting: Sitting | None
    ) -> str:
        if self.cancelled_at:
            return "cancelled"
        if self.notice.is_postponed:
            return "postponed"
        if minutes and minutes.state == "approved":
            return "completed"
        if sitting and sitting.state != NOT_BEGUN:
            return sitting.state
        if agenda:
            return "noticed"
        return "tentative" if self.notice.is_tentative else "scheduled"

    def card(self) -> MeetingCard:
        """Return what was read so far."""
        agenda = in_force(self.agenda_versions)
        minutes = in_force(self.minutes_versions)
        sitting = Sitting.read(self.sitting) if self.sitting else None
        return MeetingCard(
            notice=self.notice,
            state=self._state(agenda, minutes, sitting),
            updated_at=self.updated_at,
            start_since=self.start_since,
            agenda_since=self.agenda_since,
            cancelled_at=self.cancelled_at,
            cancellation=self.cancellation,
            moves=tuple(self.moves),
            agenda=self.agendas[agenda.version] if agenda else None,
            agenda_versions=tuple(self.agenda_versions),
            minutes=self.minutes[minutes.version] if minutes else None,
            minutes_versions=tuple(self.minutes_versions),
            result=self.result,
            recording=self.recording,
            recording_version=self.recording_version,
            sitting=sitting,
            certificate=self.certificate,
            certificate_version=self.certificate_version,
            certified_at=self.certified_at,
            reports=tuple(self.reports.values()),
            withdrawn_files=tuple(self.withdrawn),
            lines=tuple(self.lines),
        )
