"""What is posted about a meeting: notice, agenda, minutes, cancellation."""

from collections.abc import Iterator

from govapp.record.shapes.base import BodyRef, File, Frozen, Release
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.notices import Duty
from govapp.record.shapes.sittings import Sitting


class Notice(Frozen):
    """When, where and how a meeting takes place.

    `start_local` and `end_local` are wall times (`2026-12-16T10:00`) in `time_zone`;
    with `is_all_day` the start is a date alone. `start_at` is the UTC instant, `duties`
    what the rules of notice in force ask for it. With `is_tentative` it is planned, and
    a later notice confirms it.
    """

    number: str
    uid: str
    sequence: int = 0
    title: str
    kind: str
    bodies: tuple[BodyRef, ...]
    start_local: str
    end_local: str = ""
    time_zone: str
    start_at: str
    end_at: str = ""
    is_all_day: bool = False
    is_postponed: bool = False
    is_tentative: bool = False
    place: str = ""
    directions: str = ""
    join_url: str = ""
    join_details: str = ""
    webcast_url: str = ""
    contact: str = ""
    note: str = ""
    reason: str = ""
    sources: tuple[str, ...] = ()
    is_demonstration: bool = False
    duties: tuple[Duty, ...] = ()


class Authority(Frozen):
    """What a body's word counts for on an item: primary, joint or advisory."""

    body: BodyRef
    authority: str


class Pull(Frozen):
    """By whom an item was taken out of a consent block, known by its key, and why."""

    block: str
    by: str
    reason: str = ""


class Late(Frozen):
    """On what basis an item was added after the notice, and what more is said of it."""

    basis: str
    reason: str = ""


class ItemRef(Frozen):
    """An item of another meeting, as it was numbered there."""

    meeting: str
    key: str
    number: str = ""


class MeetingRef(Frozen):
    """Another meeting, as it was called."""

    number: str
    title: str
    date: str


class Business(Frozen):
    """What is said of one line of business; `key` stays the same in every version.

    `status` is active, withdrawn or continued: put off to a later meeting. `minutes_of`
    is the meeting whose minutes it approves. `released` says why it is open now.
    """

    key: str
    number: str = ""
    title: str
    kind: str = "other"
    is_action: bool = False
    presenter: str = ""
    minutes_planned: int = 0
    description: str = ""
    recommended_motion: str = ""
    legal_basis: str = ""
    authorities: tuple[Authority, ...] = ()
    matter: MatterRef | None = None
    pulled: Pull | None = None
    late: Late | None = None
    status: str = "active"
    continued_from: ItemRef | None = None
    minutes_of: MeetingRef | None = None
    released: Release | None = None
    files: tuple[File, ...] = ()


class Item(Business):
    """One line of business, and those beneath it."""

    items: tuple["Item", ...] = ()

    def walk(self) -> Iterator["Item"]:
        """Yield this item and all beneath it, in reading order."""
        yield self
        for child in self.items:
            yield from child.walk()


class Agenda(Frozen):
    """One version of a meeting's agenda with its files.

    `posts_times` says that the planned times of its items are shown.
    """

    items: tuple[Item, ...] = ()
    files: tuple[File, ...] = ()
    note: str = ""
    posts_times: bool = False

    def walk(self) -> Iterator[Item]:
        """Yield every item in reading order."""
        for item in self.items:
            yield from item.walk()

    def all_files(self) -> Iterator[tuple[str, File]]:
        """Yield every file with the key of its item ("" for the meeting's own)."""
        for file in self.files:
            yield "", file
        for item in self.walk():
            for file in item.files:
                yield item.key, file


class Attendee(Frozen):
    """Somebody named in the attendance list; `status` is present, absent or excused."""

    name: str
    role: str = ""
    status: str = "present"
    mode: str = ""


class MinutesSection(Frozen):
    """What the minutes say of one item; `text` is sanitised HTML.

    A closed item comes with its `legal_basis`, what was closed with its release.
    """

    key: str
    number: str = ""
    title: str
    legal_basis: str = ""
    text: str = ""
    released: Release | None = None


class MinutesCorrection(Frozen):
    """A correction that was accepted; `key` is its item's, or empty for the whole."""

    key: str = ""
    number: str = ""
    title: str = ""
    text: str


class Report(Frozen):
    """What is reported in open session of a closed item, known by its key."""

    key: str
    number: str = ""
    title: str
    text: str


class Minutes(Frozen):
    """A meeting's minutes; `state` is proposed or approved.

    `sitting` and `reports` are what was recorded in the room, and reported of closed
    items, by the time they were posted; `attendance` names whom that does not.
    `released` is of closed minutes; `corrections` are those made since the proposal;
    `corrected_at` is the meeting that adopted those of approved minutes.
    """

    state: str
    preface: str = ""
    attendance: tuple[Attendee, ...] = ()
    sections: tuple[MinutesSection, ...] = ()
    closing: str = ""
    released: tuple[MinutesSection, ...] = ()
    sitting: Sitting | None = None
    reports: tuple[Report, ...] = ()
    corrections: tuple[MinutesCorrection, ...] = ()
    approved_at: MeetingRef | None = None
    corrected_at: MeetingRef | None = None
    note: str = ""


class Mark(Frozen):
    """Where a recording comes to an item, in seconds from its beginning."""

    key: str
    seconds: int


class Recording(Frozen):
    """Where a meeting can be seen or heard again; without `url` it is taken down.

    `starts_at` is the instant at which it begins, empty where that is not known, and
    `transcript_url` where its words can be read. `note` says what is to be known of it.
    """

    url: str = ""
    label: str = ""
    transcript_url: str = ""
    starts_at: str = ""
    marks: tuple[Mark, ...] = ()
    note: str = ""


class Cancellation(Frozen):
    """Why a meeting will not take place."""

    reason: str


class Withdrawal(Frozen):
    """What is no longer published, and why.

    `what` is agenda, minutes or document; `version` counts from 1; `document` is the
    document's key.
    """

    what: str
    version: int
    document: str = ""
    reason: str
