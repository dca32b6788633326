"""Who sits on a body on a day: pure functions of what was posted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from govapp.committees import rules
from govapp.committees.rules import Serves
from govapp.record.cards import BodyCard
from govapp.record.shapes.bodies import Membership, Office, Roster, Seat

RANKS = ("chair", "vice_chair", "secretary")


@dataclass(frozen=True)
class HeldOffice:
    """An office held on a day; `is_certain` where its dates say so."""

    office: str
    is_acting: bool
    is_certain: bool


@dataclass(frozen=True)
class Place:
    """A member who serves on a day."""

    member: Membership
    offices: tuple[HeldOffice, ...]
    is_holdover: bool


@dataclass(frozen=True)
class Vacancy:
    """A seat nobody holds on a day; `since` is empty when no date tells it."""

    seat: Seat
    since: str


@dataclass(frozen=True)
class RosterOn:
    """A roster as of a day.

    `unsettled` are members whose dates do not say whether they serve that day;
    `reported` is history from sources that the dates do not rule out for that day.
    """

    day: date
    serving: tuple[Place, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    unsettled: tuple[Membership, ...] = ()
    to_come: tuple[Membership, ...] = ()
    former: tuple[Membership, ...] = ()
    reported: tuple[Membership, ...] = ()


def parse_day(text: str) -> date | None:
    """Read YYYY-MM-DD, or return None for anything else."""
    return rules.earliest(text) if len(text) == 10 else None


def name_on(card: BodyCard, day: date) -> str:
    """Return what a body was called on a day."""
    return rules.name_on(card.body.name, card.body.former_names, day)


def list_reported(roster: Roster | None) -> tuple[Membership, ...]:
    """Return the dated history that sources report, whatever day it is of."""
    members = roster.members if roster else ()
    return tuple(member for member in members if member.is_reported)


def roster_on(roster: Roster | None, day: date) -> RosterOn:
    """Return who sits on a body on a day, as the posted roster tells it."""
    if roster is None:
        return RosterOn(day)
    by: dict[Serves, list[Membership]] = {answer: [] for answer in Serves}
    for member in roster.members:
        by[_answer(member, day)].append(member)
    own = [member for member in by[Serves.NO] if not member.is_reported]
    places = [_place(member, day) for member in by[Serves.YES]]
    return RosterOn(
        day=day,
        serving=tuple(sorted(places, key=_rank)),
        vacancies=tuple(_vacancies(roster, day)),
        unsettled=tuple(by[Serves.UNKNOWN]),
        to_come=tuple(one for one in own if rules.is_to_come(one, day)),
        former=tuple(one for one in own if not rules.is_to_come(one, day)),
        reported=tuple(by[Serves.REPORTED]),
    )


def _answer(member: Membership, day: date) -> Serves:
    """Say whether somebody serves; a report of an office alone ends with the office."""
    is_of_office = member.offices and not (member.start_on or member.ended_on)
    if member.is_reported and is_of_office:
        held = [_held(office, day) for office in member.offices]
        return Serves.REPORTED if any(held) else Serves.NO
    return rules.serves_on(member, day)


def _place(member: Membership, day: date) -> Place:
    offices = [_held(office, day) for office in member.offices]
    return Place(
        member=member,
        offices=tuple(office for office in offices if office is not None),
        is_holdover=member.is_holdover or rules.holds_over(member, day),
    )


def _held(office: Office, day: date) -> HeldOffice | None:
    span = rules.Dates(office.start_on, office.end_on)
    answer = rules.goes_on(span, day)
    if answer is False:
        return None
    return HeldOffice(office.office, office.is_acting, is_certain=answer is True)


def _rank(place: Place) -> int:
    ranks = [
        2 * RANKS.index(held.office) + held.is_acting
        for held in place.offices
        if held.office in RANKS
    ]
    return min(ranks, default=2 * len(RANKS))


def _vacancies(roster: Roster, day: date) -> Iterable[Vacancy]:
    for seat in roster.seats:
        holders = [one for one in roster.members if one.seat == seat.label]
        found = rules.holding(seat, holders, day)
        if found is not None and found.is_vacant:
            yield Vacancy(seat, found.since)
