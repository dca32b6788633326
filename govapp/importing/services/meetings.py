"""Taking in a past meeting, once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType

from govapp.audit.services import Actor
from govapp.committees import queries as committees
from govapp.committees.models import Body
from govapp.database import atomic
from govapp.errors import RuleError
from govapp.importing.queries import Seen, list_at, make_roll, write_sources
from govapp.importing.rules import telling
from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.form import MeetingFact
from govapp.importing.rules.reading import Placed
from govapp.importing.rules.rolls import Hall
from govapp.meetings import receipts
from govapp.meetings.models import Meeting
from govapp.meetings.services import posting, schedule
from govapp.meetings.services.drafts import posted_card
from govapp.record import services as record
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.results import Result

CANCELLED = "Cancelled, as the source says."


@dataclass(frozen=True)
class Imported:
    """A meeting as it is here now; `what` is added, corrected or unchanged."""

    meeting: Meeting
    what: str


@atomic
def import_meeting(
    actor: Actor,
    placed: Placed[MeetingFact],
    *,
    seen: Seen,
    found: Findings,
    matters: Mapping[str, MatterRef] = MappingProxyType({}),
) -> Imported:
    """Take in a meeting, or correct what is reported of one that is here already.

    It is the same if body, day, start and sources are. `found` hears what of it was
    refused; raises RuleError where that is all of it. `matters` are those that its
    items are part of, by their titles.
    """
    fact, place = placed.fact, placed.place
    bodies = _bodies(fact, place, found)
    day = _day(fact)
    record.lock()
    hall = Hall(day, tuple(make_roll(body, seen) for body in bodies))
    zone = fact.tz or bodies[0].time_zone
    told = telling.read_told(fact, place, hall, zone, found)
    with receipts.withheld():
        meeting = _find(fact, bodies[0], day)
        if meeting is None:
            meeting = _add(actor, fact, bodies, zone)
            _tell(actor, meeting, telling.with_matters(told, matters))
            return Imported(meeting, "added")
        _compare(meeting, fact, bodies, place, found)
        is_new = _tell(actor, meeting, told)
    return Imported(meeting, "corrected" if is_new else "unchanged")


def _bodies(fact: MeetingFact, place: str, found: Findings) -> list[Body]:
    """Return the bodies that met, the host first; never one of a like name."""
    host = committees.find_body(fact.body)
    if host is None:
        raise RuleError(
            "no body here has the address “%(slug)s”", "body", slug=fact.body
        )
    bodies = [host]
    for index, slug in enumerate(fact.joint_with or ()):
        body = committees.find_body(slug) if slug else None
        if body:
            bodies.append(body)
        elif slug:
            reason = f"left out: no body here has the address “{slug}”"
            found.append(Finding(f"{place}.joint_with[{index}]", reason))
    return bodies


def _day(fact: MeetingFact) -> date:
    if fact.date:
        return fact.date
    if fact.period:
        raise RuleError(
            "the day is not known, only “%(period)s”", "period", period=fact.period
        )
    raise RuleError("the day is not known", "date")


def _start(fact: MeetingFact, day: date) -> datetime:
    start = fact.start or time()
    return datetime.combine(day, start.replace(tzinfo=None, second=0, microsecond=0))


def _find(fact: MeetingFact, host: Body, day: date) -> Meeting | None:
    """Return the meeting that is here already; raises RuleError where another is."""
    start = _start(fact, day).isoformat(timespec="minutes")
    found = list_at(host, start, is_all_day=fact.start is None)
    sources = write_sources(telling.list_sources(fact))
    for meeting in found:
        if meeting.sources == sources:
            return meeting
    if found and fact.start:
        raise RuleError(
            "%(number)s of this body begins then, and is not from this source",
            "start",
            number=found[0].number or "a draft",
        )
    return None


def _add(actor: Actor, fact: MeetingFact, bodies: list[Body], zone: str) -> Meeting:
    meeting = schedule.schedule_meeting(
        actor,
        bodies=bodies,
        kind=_kind(fact),
        start=_start(fact, _day(fact)),
        time_zone=zone,
        is_all_day=fact.start is None,
        sources=telling.list_sources(fact),
        has_standing_items=False,
        place=fact.place or "",
        note=telling.note_of(fact),
    )
    posting.post_notice(actor, meeting)
    if fact.status and fact.status.casefold() in {"cancelled", "canceled"}:
        posting.cancel_meeting(actor, meeting, reason=CANCELLED)
    return meeting


def _kind(fact: MeetingFact) -> str:
    is_closed = [name for name in fact.sessions or () if name] == ["executive"]
    return fact.kind or ("closed_only" if is_closed else "regular")


def _compare(
    meeting: Meeting,
    fact: MeetingFact,
    bodies: list[Body],
    place: str,
    found: Findings,
) -> None:
    """Say what the notice says otherwise; it is the desk's to change."""
    told: dict[str, tuple[object, object]] = {
        "place": (meeting.place, fact.place or ""),
        "note": (meeting.note, telling.note_of(fact)),
        "kind": (meeting.kind, _kind(fact)),
        "joint_with": (meeting.bodies, bodies),
    }
    for name, (here, there) in told.items():
        if here != there:
            reason = f"left as it is here, in {meeting.number or 'a draft'}"
            found.append(Finding(f"{place}.{name}", reason))


def _tell(actor: Actor, meeting: Meeting, told: Result) -> bool:
    """Post what is reported, unless everyone reads just that."""
    card = posted_card(meeting)
    known = card.result if card else None
    if known:
        linked = {item.title: item.matter for item in known.items if item.matter}
        told = telling.with_matters(told, linked)
    is_empty = told == Result(sources=told.sources)
    if told == known or (is_empty and known is None):
        return False
    posting.post_result(actor, meeting, result=told)
    return True
