"""What open data says of each thing: the posted values, with an id and where they are.

Texts are as they were posted; what is not known is an empty text. Instants are UTC
stamps; a field that ends in `_local` is a wall time in `time_zone`.
"""

from pydantic import Field

from govapp.record.cards import Move
from govapp.record.changes import Change
from govapp.record.shapes.base import BodyRef, File, Frozen
from govapp.record.shapes.bodies import Body, Membership, Seat
from govapp.record.shapes.matters import Matter
from govapp.record.shapes.meetings import (
    Attendee,
    Business,
    MeetingRef,
    MinutesCorrection,
    MinutesSection,
    Notice,
    Recording,
    Report,
)
from govapp.record.shapes.results import Link
from govapp.record.shapes.sittings import Ballot, Conflict, Motion, Presence


class Tracked(Frozen):
    """What every object says: its id, and the newest posting that tells of it."""

    id: str
    modified: str = Field(description="When that was posted.")
    posting: int = Field(description="The number of that posting in the record.")


class Gone(Tracked):
    """What remains of an object that is no longer: its id, and why where that is known.

    Nothing of what it said is left.
    """

    deleted: bool = True
    reason: str = ""


class BodyObject(Tracked, Body):
    """A board or committee that meets. Its id is its slug."""

    integer: int = Field(description="The same id as a whole number.")
    guid: str = Field(description="The same id as a UUID.")


class SeatObject(Tracked, Seat):
    """A place on a body, kept apart from who holds it."""

    body: BodyRef


class PersonObject(Tracked):
    """Somebody who sits, sat or will sit on a body. The id is the slug."""

    name: str
    integer: int = Field(description="The same id as a whole number.")
    guid: str = Field(description="The same id as a UUID.")
    bodies: tuple[BodyRef, ...] = ()


class MembershipObject(Tracked, Membership):
    """A person's place on a body, with the offices held meanwhile."""

    body: BodyRef


class MeetingObject(Tracked, Notice):
    """A meeting: its notice in force, and all that came of it.

    The id is its number. `agenda_version` and `minutes_version` are those in force, 0
    where there is none.
    """

    integer: int = Field(description="The same id as a whole number.")
    guid: str = Field(description="The same id as a UUID.")
    state: str
    cancelled_at: str = ""
    cancellation: str = ""
    moves: tuple[Move, ...] = ()
    agenda_version: int = 0
    agenda_posted_at: str = ""
    minutes_version: int = 0
    minutes_state: str = ""
    minutes_posted_at: str = ""
    called_to_order: str = ""
    adjourned: str = ""
    chair: str = ""
    presences: tuple[Presence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    recording: Recording | None = None
    links: tuple[Link, ...] = ()


class VersionObject(Tracked):
    """One version of what a meeting posts again and again; `entry` is its posting."""

    meeting: str
    version: int
    entry: int
    label: str = ""
    posted_at: str
    is_in_force: bool = False


class AgendaObject(VersionObject):
    """One version of an agenda. The items in force are objects of their own."""

    note: str = ""
    posts_times: bool = False
    item_count: int = 0
    file_count: int = 0
    changes: tuple[Change, ...] = ()


class ItemObject(Tracked, Business):
    """One line of business of the agenda in force, or of what a source reports.

    `parent` is the id of the item it belongs to; `position` counts from 1 in reading
    order. `minuted` is what the minutes say of it, `report` what was reported of a
    closed item. What comes of a source has `is_reported`, with the source's own words
    for `motion`, `result` and `tally`.
    """

    meeting: str
    position: int
    parent: str = ""
    on_consent: bool = False
    minuted: str = ""
    report: str = ""
    is_reported: bool = False
    motion: str = ""
    result: str = ""
    tally: str = ""
    note: str = ""
    documents: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class DocumentObject(Tracked, File):
    """One version of a file as a meeting published it.

    `document` is the file's own key, `item` the id of the item it belongs to, empty for
    the meeting's own.
    """

    meeting: str
    document: str
    item: str = ""


class MotionObject(Tracked, Motion):
    """A proposal that was moved, with every vote that was taken on it."""

    meeting: str
    date: str
    key: str = Field(description="What the meeting itself calls it.")


class VoteObject(Tracked, Ballot):
    """One member's line in a vote on a motion.

    `counts` says that the round is the one that counts.
    """

    meeting: str
    date: str
    motion: str
    item: str = ""
    body: BodyRef
    round: int
    counts: bool = False


class MinutesObject(VersionObject):
    """One version of a meeting's minutes; `state` is proposed or approved.

    Texts are sanitised HTML.
    """

    state: str
    preface: str = ""
    attendance: tuple[Attendee, ...] = ()
    sections: tuple[MinutesSection, ...] = ()
    closing: str = ""
    released: tuple[MinutesSection, ...] = ()
    reports: tuple[Report, ...] = ()
    corrections: tuple[MinutesCorrection, ...] = ()
    approved_at: MeetingRef | None = None
    corrected_at: MeetingRef | None = None
    note: str = ""


class MatterObject(Tracked, Matter):
    """Business that is followed from meeting to meeting. Its id is its file number.

    `summary` is sanitised HTML.
    """

    integer: int = Field(description="The same id as a whole number.")
    guid: str = Field(description="The same id as a UUID.")


class PostingObject(Tracked):
    """An entry of the record: one act of posting. It never changes.

    `sha256` is the hash of what was posted, `leaf_hash` the entry's place in the log.
    """

    kind: str
    subject: str
    version: int
    label: str = ""
    meeting: str = ""
    title: str = ""
    reason: str = ""
    sha256: str
    leaf_hash: str
