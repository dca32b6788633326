"""What an archive file tells of a meeting, as it is posted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from govapp import clock
from govapp.errors import RuleError
from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.form import ItemFact, MeetingFact
from govapp.importing.rules.results import read_result
from govapp.importing.rules.rolls import Hall, Named
from govapp.importing.rules.votes import read_motions
from govapp.meetings.rules import times
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.results import ReportedItem, Result
from govapp.record.shapes.sittings import Presence


def list_sources(fact: MeetingFact) -> tuple[str, ...]:
    """Return where a meeting was read of."""
    parts = (part.strip() for part in (fact.source or "").split(" ; "))
    return tuple(part for part in parts if part)


def note_of(fact: MeetingFact) -> str:
    """Return what is to be said of a meeting in its notice."""
    parts = [fact.note or ""]
    if fact.end_date:
        parts.append(f"To {fact.end_date.isoformat()}.")
    if fact.status and "scheduled" in fact.status:
        parts.append("The source names this meeting as scheduled.")
    elif fact.status and fact.status != "held":
        parts.append(f"The source: {fact.status}.")
    return " ".join(part for part in parts if part)


def read_told(
    fact: MeetingFact, place: str, hall: Hall, zone: str, found: Findings
) -> Result:
    """Read what a source tells of a meeting on its day."""
    hall, presences = _presences(fact, place, hall, found)
    called, adjourned = _times(fact, place, hall.day, zone, found)
    return Result(
        items=tuple(
            _item(item, f"{place}.items[{index}]", hall, index + 1, found)
            for index, item in enumerate(fact.items or ())
            if item is not None
        ),
        chair=fact.presiding or fact.chair_named or "",
        called_to_order=called,
        adjourned=adjourned,
        presences=presences,
        sources=list_sources(fact),
    )


def with_matters(told: Result, matters: Mapping[str, MatterRef]) -> Result:
    """Return the same with the matters that items are part of, by their titles."""
    items = tuple(
        item.model_copy(update={"matter": matters.get(item.title, item.matter)})
        for item in told.items
    )
    return told.model_copy(update={"items": items})


def _item(
    fact: ItemFact, place: str, hall: Hall, number: int, found: Findings
) -> ReportedItem:
    motion = fact.motion
    said = read_result(motion) if motion else None
    if not fact.title:
        found.append(Finding(place, "kept, though it has no title"))
    return ReportedItem(
        number=fact.number or "",
        title=fact.title or "",
        kind=fact.kind or "",
        presenter=fact.presenter or "",
        documents=tuple(name for name in fact.documents or () if name),
        result=said.result if said else "",
        tally=said.counted if said else "",
        note=(motion.note or "") if motion else "",
        motions=read_motions(motion, f"{place}.motion", hall, number, found)
        if motion
        else (),
    )


def _presences(
    fact: MeetingFact, place: str, hall: Hall, found: Findings
) -> tuple[Hall, tuple[Presence, ...]]:
    """Return who a source lists as present, and the hall that knows it."""
    if fact.present is None:
        return hall, ()
    listed: dict[str, Named] = {}
    for index, name in enumerate(fact.present):
        where = f"{place}.present[{index}]"
        named = hall.find(name, where, found) if name else None
        if named and named.key in listed:
            found.append(
                Finding(where, f"refused: {named.person.name} is listed twice")
            )
        elif named and not named.is_refused:
            listed[named.key] = named
    slugs = frozenset(key for key, named in listed.items() if named.person.slug)
    presences = tuple(
        Presence(
            person=named.person, body=hall.rolls[named.body].body, status="present"
        )
        for named in listed.values()
    )
    return replace(hall, present=slugs, is_listed=True), presences


def _times(
    fact: MeetingFact, place: str, day: date, zone: str, found: Findings
) -> tuple[str, str]:
    """Return when a meeting was called to order and adjourned, in UTC."""
    where = f"{place}.adjourned"
    called = _stamp(day, fact.called_to_order, f"{place}.called_to_order", zone, found)
    adjourned = _stamp(fact.end_date or day, fact.adjourned, where, zone, found)
    if called and adjourned and adjourned < called:
        reason = "refused: it was adjourned before it was called to order"
        found.append(Finding(where, reason))
        adjourned = ""
    return called, adjourned


def _stamp(day: date, at: time | None, place: str, zone: str, found: Findings) -> str:
    if at is None:
        return ""
    try:
        local = datetime.combine(day, at.replace(tzinfo=None))
        return clock.stamp(times.instant(local, zone, later=None, field="time"))
    except RuleError as error:
        found.append(Finding(place, f"refused: {error}"))
        return ""
