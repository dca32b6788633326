"""Taking in a meeting with all that came of it, whole or not at all."""

from collections.abc import Collection

from govapp import clock
from govapp.audit.services import Actor
from govapp.committees import content as committees_content
from govapp.committees import queries as committees
from govapp.committees import services as committee_services
from govapp.committees.models import Body
from govapp.database import atomic
from govapp.errors import RuleError
from govapp.importing.queries import (
    list_unplaced,
    make_bare_roll,
    map_matters,
    map_people,
)
from govapp.importing.rules.legistar import telling, words
from govapp.importing.rules.legistar.rows import BodyRow, EventRow, MatterRow, PersonRow
from govapp.importing.rules.legistar.telling import Bundle, Known
from govapp.importing.services.legistar.bodies import import_body_row
from govapp.importing.services.legistar.matters import import_matter_row
from govapp.importing.services.legistar.papers import Papers, bring_papers
from govapp.importing.services.legistar.people import import_person_row
from govapp.importing.services.legistar.places import Place
from govapp.meetings import receipts
from govapp.meetings.models import Meeting
from govapp.meetings.models.meeting import State
from govapp.meetings.queries.meetings import find_meeting
from govapp.meetings.services import posting, recordings, schedule
from govapp.meetings.services.drafts import posted_card
from govapp.record import services as record
from govapp.record.cards import MeetingCard
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import Recording
from govapp.record.shapes.results import Result

REASON = "As the source says."
GONE = {State.CANCELLED, State.COMPLETED}


@atomic
def import_event(
    actor: Actor, bundle: Bundle, *, place: Place, digest: str, fetched: Papers
) -> str:
    """Take in a meeting, or what of it has changed: added, corrected or unchanged.

    Whoever and whatever it names that no list had is taken in with it, and so are those
    of its files that were `fetched`. Raises RuleError where it cannot be a meeting.
    """
    event = bundle.event
    record.lock()
    with receipts.withheld():
        body = bring_host(actor, event, place=place)
        people = _people(actor, bundle, body, place)
        matters = _matters(actor, bundle, body, place)
        copies = bring_papers(actor, bundle, fetched, place=place, body=body)
        known = Known(make_bare_roll(body), people, matters, copies)
        told = telling.tell(bundle, known, place.found)
        origin = place.find("event", event.id)
        meeting = find_meeting(origin.local) if origin else None
        what = "unchanged"
        if meeting is None:
            meeting, what = _add(actor, event, body), "added"
        elif _is_ours(meeting):
            reason = f"{meeting.number} is kept as it is here, where it goes on"
            place.note(f"events/{event.id}", reason)
        elif _update(actor, event, meeting):
            what = "corrected"
        if _tell(actor, event, meeting, told) and what == "unchanged":
            what = "corrected"
    for _, file in told.all_files():
        place.store.publish(file.sha256)
    place.keep("event", event.id, meeting.number or "", digest)
    return what


@atomic
def bring_host(actor: Actor, event: EventRow, *, place: Place) -> Body:
    """Return the body that meets, which is taken in where no list had it."""
    if event.date is None:
        raise RuleError("the day is not known", "EventDate")
    if event.body_id is None:
        raise RuleError("no body is named", "EventBodyId")
    known = place.find("body", event.body_id)
    body = committees.find_body(known.local) if known else None
    if body is None:
        place.note(f"events/{event.id}", "its body is in no list of bodies")
        row = BodyRow(id=event.body_id, name=event.body_name)
        body = import_body_row(actor, row, place=place)
    return body


def _people(
    actor: Actor, bundle: Bundle, body: Body, place: Place
) -> dict[int, PersonRef]:
    """Return who is meant by each id; who sat nowhere is put on the body's roster."""
    named = bundle.people
    known = map_people(place.source, named)
    for key in named.keys() - known.keys():
        place.note(
            f"events/{bundle.event.id}", "people are named who are in no list of people"
        )
        row = PersonRow(id=key, full_name=named[key])
        person = import_person_row(actor, row, place=place)
        known[key] = PersonRef(slug=person.slug, name=person.name)
    _seat(actor, body, {person.slug for person in known.values()})
    return known


def _seat(actor: Actor, body: Body, slugs: Collection[str]) -> None:
    unplaced = list_unplaced(slugs)
    if not unplaced:
        return
    whole = committees.get_body(body.slug)
    is_waiting = any(committees_content.changed(whole)) and whole.roster_sha256
    for person in unplaced:
        committee_services.appoint_member(
            actor, whole, person=person, is_reported=True, note="named in a meeting"
        )
    if not is_waiting:
        committee_services.post_roster(actor, whole)


def _matters(
    actor: Actor, bundle: Bundle, body: Body, place: Place
) -> dict[int, MatterRef]:
    named = bundle.matters
    known = map_matters(place.source, named)
    for key in sorted(named.keys() - known.keys()):
        item = named[key]
        row = MatterRow(
            id=key,
            file=item.matter_file,
            name=item.matter_name,
            title=item.title,
            type_name=item.matter_type,
        )
        matter = import_matter_row(actor, row, place=place, body=body)
        known[key] = MatterRef(file_number=matter.file_number or "", title=matter.title)
    return known


def _add(actor: Actor, event: EventRow, body: Body) -> Meeting:
    assert event.date is not None  # noqa: S101 the host was asked for first
    when = telling.read_when(event, event.date)
    meeting = schedule.schedule_meeting(
        actor,
        bodies=[body],
        kind="regular",
        start=when.start,
        is_all_day=when.is_all_day,
        sources=(event.site_url,) if event.site_url else (),
        has_standing_items=False,
        place=event.location[: telling.PLACE],
        note=telling.note_of(event),
    )
    posting.post_notice(actor, meeting)
    _call_off(actor, event, meeting)
    return meeting


def _call_off(actor: Actor, event: EventRow, meeting: Meeting) -> bool:
    fate = words.read_fate(event)
    reason = event.agenda_status_name or REASON
    if fate == "cancelled" and meeting.state not in GONE:
        posting.cancel_meeting(actor, meeting, reason=reason)
    elif fate == "postponed" and meeting.state != State.POSTPONED:
        posting.postpone_meeting(actor, meeting, reason=reason)
    else:
        return False
    return True


def _is_ours(meeting: Meeting) -> bool:
    """Say whether work on it began here since."""
    card = posted_card(meeting)
    is_begun = card and (card.agenda or card.sitting or card.minutes)
    return bool(is_begun) or meeting.state in GONE


def _update(actor: Actor, event: EventRow, meeting: Meeting) -> bool:
    """Post what the notice says otherwise; say whether it does."""
    assert event.date is not None  # noqa: S101 the host was asked for first
    when = telling.read_when(event, event.date)
    here = (meeting.start_local, meeting.is_all_day)
    schedule.edit_meeting(
        actor,
        meeting,
        row_version=meeting.row_version,
        place=event.location[: telling.PLACE],
        note=telling.note_of(event),
    )
    if here != (f"{when.start:%Y-%m-%dT%H:%M}", when.is_all_day):
        posting.reschedule_meeting(
            actor,
            meeting,
            reason=REASON,
            start=when.start,
            end=None,
            time_zone=meeting.time_zone,
            is_all_day=when.is_all_day,
        )
    elif posting.notice_changed(meeting):
        posting.post_notice(actor, meeting)
    else:
        return _call_off(actor, event, meeting)
    _call_off(actor, event, meeting)
    return True


def _tell(actor: Actor, event: EventRow, meeting: Meeting, told: Result) -> bool:
    """Post what came of it and where it is recorded, unless everyone reads that."""
    card = posted_card(meeting)
    is_new = _tell_result(actor, meeting, told, card.result if card else None)
    return _link_recording(actor, event, meeting, card) or is_new


def _tell_result(
    actor: Actor, meeting: Meeting, told: Result, known: Result | None
) -> bool:
    is_empty = told == Result(sources=told.sources, is_quoted=True)
    if told == known or (is_empty and known is None):
        return False
    posting.post_result(actor, meeting, result=told)
    return True


def _link_recording(
    actor: Actor, event: EventRow, meeting: Meeting, card: MeetingCard | None
) -> bool:
    here = card.recording.url if card and card.recording else ""
    is_over = meeting.start_at <= clock.now()
    if not event.video_path or event.video_path == here or not is_over:
        return False
    recordings.post_recording(
        actor,
        meeting,
        row_version=card.recording_version if card else 0,
        places={},
        recording=Recording(url=event.video_path),
    )
    return True
