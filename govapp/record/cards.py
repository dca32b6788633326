"""What pages show of a subject: frozen values, folded from its entries."""

from collections.abc import Sequence

from govapp.record.changes import Change
from govapp.record.shapes.base import BodyRef, Frozen
from govapp.record.shapes.bodies import Body, Roster
from govapp.record.shapes.meetings import Agenda, Minutes, Notice, Recording, Report
from govapp.record.shapes.notices import Certificate
from govapp.record.shapes.results import Result
from govapp.record.shapes.sittings import Motion, Presence, Sitting


class Line(Frozen):
    """One posting as lists and feeds show it; `what` was withdrawn, if anything."""

    seq: int
    kind: str
    version: int
    label: str = ""
    what: str = ""
    posted_at: str
    number: str = ""
    title: str
    bodies: tuple[BodyRef, ...] = ()
    start_local: str = ""
    is_all_day: bool = False
    time_zone: str = ""
    reason: str = ""
    changes: tuple[Change, ...] = ()
    sha256: str = ""


class Version(Frozen):
    """One version of an agenda or of minutes, `withdrawn` with its reason if it is."""

    version: int
    label: str = ""
    posted_at: str
    seq: int
    state: str = ""
    changes: tuple[Change, ...] = ()
    withdrawn: str = ""


class Move(Frozen):
    """A former start of a meeting."""

    start_local: str
    start_at: str
    is_all_day: bool = False
    posted_at: str
    reason: str = ""


class WithdrawnFile(Frozen):
    """A file version that is no longer published."""

    id: str
    version: int
    reason: str
    posted_at: str


class BodyCard(Frozen):
    """Everything the public pages of a body say."""

    body: Body
    roster: Roster | None = None
    posted_at: str
    roster_posted_at: str = ""


class PostedReport(Frozen):
    """What was reported of a closed item, and when."""

    report: Report
    posted_at: str


class MeetingCard(Frozen):
    """Everything the public pages of a meeting say.

    `state` is tentative, scheduled, noticed, postponed, cancelled, completed, or
    that of a sitting (`Sitting.state`); `start_since` says since when the present
    start stands, `agenda_since` since when there was an agenda without a break.
    """

    notice: Notice
    state: str = "scheduled"
    updated_at: str
    start_since: str = ""
    agenda_since: str = ""
    cancelled_at: str = ""
    cancellation: str = ""
    moves: tuple[Move, ...] = ()
    agenda: Agenda | None = None
    agenda_versions: tuple[Version, ...] = ()
    minutes: Minutes | None = None
    minutes_versions: tuple[Version, ...] = ()
    result: Result | None = None
    recording: Recording | None = None
    recording_version: int = 0
    sitting: Sitting | None = None
    certificate: Certificate | None = None
    certificate_version: int = 0
    certified_at: str = ""
    reports: tuple[PostedReport, ...] = ()
    withdrawn_files: tuple[WithdrawnFile, ...] = ()
    lines: tuple[Line, ...] = ()

    @property
    def number(self) -> str:
        """The meeting's public number."""
        return self.notice.number

    @property
    def agenda_version(self) -> Version | None:
        """The version now in force, if any."""
        return in_force(self.agenda_versions)

    @property
    def minutes_version(self) -> Version | None:
        """The minutes' version now in force, if any."""
        return in_force(self.minutes_versions)

    @property
    def motions(self) -> tuple[Motion, ...]:
        """What was moved: as recorded in the room, else as sources report it."""
        if self.sitting:
            return self.sitting.motions
        items = self.result.items if self.result else ()
        return tuple(motion for item in items for motion in item.motions)

    @property
    def presences(self) -> tuple[Presence, ...]:
        """Who was there, likewise."""
        told = self.sitting or self.result
        return told.presences if told else ()

    @property
    def adjourned_at(self) -> str:
        """When it was adjourned, likewise; empty where that is not known."""
        told = self.sitting or self.result
        return told.adjourned if told else ""


def in_force(versions: Sequence[Version]) -> Version | None:
    """Return the newest version that was not withdrawn."""
    kept = [version for version in versions if not version.withdrawn]
    return kept[-1] if kept else None
