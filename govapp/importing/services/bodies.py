"""Taking in a body and those who sat on it."""

from datetime import date
from typing import TypedDict, Unpack

from govapp.audit.services import Actor
from govapp.committees import content, queries
from govapp.committees import services as committees
from govapp.committees.models import Body, Membership, Person
from govapp.committees.services.offices import Held
from govapp.database import atomic
from govapp.importing.queries import list_named
from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.form import BodyFact, MemberFact
from govapp.importing.rules.reading import Placed

OFFICES = {
    "chair": "chair",
    "chairman": "chair",
    "chairperson": "chair",
    "vice chair": "vice_chair",
    "secretary": "secretary",
}
UNSAID = {"", "member"}


class Manner(TypedDict, total=False):
    """What no archive file says of a body."""

    time_zone: str
    holidays: str
    member_title: str
    position: int


@atomic
def import_body(actor: Actor, placed: Placed[BodyFact], *, found: Findings) -> Body:
    """Take in a body, or those of its members that are not here yet, and post them.

    What the desk knows of a body stays. Where it has changes of its own to post, the
    members wait at the desk for that posting.
    """
    fact = placed.fact
    known = queries.find_body(fact.slug)
    if known is None:
        body = bring_body(actor, placed, found=found)
        committees.post_body(actor, body)
        committees.post_roster(actor, body)
        return body
    body = queries.get_body(known.slug)
    is_waiting = any(content.changed(body)) or not body.posted_sha256
    if not _bring_members(actor, body, placed, found):
        return body
    if is_waiting:
        reason = "members were added; post them at the desk, which has other changes"
        found.append(Finding(placed.place, reason))
    else:
        committees.post_roster(actor, body)
    return body


@atomic
def bring_body(
    actor: Actor,
    placed: Placed[BodyFact],
    *,
    found: Findings,
    **details: Unpack[Manner],
) -> Body:
    """Create a body with its reported members, not posted yet."""
    fact = placed.fact
    parent = queries.find_body(fact.parent) if fact.parent else None
    if fact.parent and parent is None:
        reason = f"left out: no body here has the address “{fact.parent}”"
        found.append(Finding(f"{placed.place}.parent", reason))
    body = committees.create_body(
        actor,
        slug=fact.slug,
        name=fact.name,
        kind=fact.kind or ("committee" if parent else "board"),
        parent=parent,
        former_names=[(name, "", "") for name in fact.former_names or () if name],
        facts=[(each.text, each.source or "") for each in fact.facts or () if each],
        purpose=fact.purpose or "",
        seats_authorized=fact.seats or 0,
        term_years=fact.term_years or 0,
        **details,
    )
    _bring_members(actor, body, placed, found)
    return body


def _bring_members(
    actor: Actor, body: Body, placed: Placed[BodyFact], found: Findings
) -> int:
    """Appoint the members that are not here yet; return how many."""
    count, here = 0, [*queries.list_memberships(body)]
    for index, fact in enumerate(placed.fact.members or ()):
        if fact is None:
            continue
        person = _person(actor, body, fact, f"{placed.place}.members[{index}]", found)
        if person is None or any(_is_same(one, person, fact) for one in here):
            continue
        _appoint(actor, body, person, fact)
        count += 1
    return count


def _person(
    actor: Actor, body: Body, fact: MemberFact, place: str, found: Findings
) -> Person | None:
    named = list_named(fact.name)
    here = {one.person_id for one in queries.list_memberships(body)}
    own = [person for person in named if person.id in here]
    fitting = own if len(own) == 1 else named
    if len(fitting) > 1:
        reason = f"refused: more than one person here is called {fact.name}"
        found.append(Finding(place, reason))
        return None
    return fitting[0] if fitting else committees.add_person(actor, name=fact.name)


def _is_same(one: Membership, person: Person, fact: MemberFact) -> bool:
    """Say whether a membership is the one that a file names."""
    offices = [office.office for office in one.offices]
    return (
        one.person_id == person.id
        and one.source == (fact.source or "")
        and offices == [held["office"] for held in _offices(fact)]
    )


def _appoint(actor: Actor, body: Body, person: Person, fact: MemberFact) -> None:
    is_office = _role(fact) in OFFICES
    committees.appoint_member(
        actor,
        body,
        person=person,
        is_reported=True,
        start_on="" if is_office else fact.start_on or "",
        ended_on="" if is_office else fact.ended_on or "",
        source=fact.source or "",
        note=_note(fact),
        offices=_offices(fact),
    )


def _role(fact: MemberFact) -> str:
    return (fact.role or "").casefold()


def _offices(fact: MemberFact) -> list[Held]:
    """Return the offices held; those named beside the role come without dates."""
    held: list[Held] = []
    if _role(fact) in OFFICES:
        held.append(
            {
                "office": OFFICES[_role(fact)],
                "start_on": fact.start_on or "",
                "end_on": fact.ended_on or "",
            }
        )
    others = (OFFICES.get((name or "").casefold()) for name in fact.offices or ())
    held += [{"office": name} for name in others if name]
    return held


def _note(fact: MemberFact) -> str:
    """Say what has no place of its own in a membership."""
    role = "" if _role(fact) in UNSAID | OFFICES.keys() else fact.role or ""
    others = [
        name for name in fact.offices or () if name and name.casefold() not in OFFICES
    ]
    seen = ""
    if fact.seen_from and fact.seen_to:
        seen = f"seen from {_write(fact.seen_from)} to {_write(fact.seen_to)}"
    return "; ".join(part for part in (fact.note, role, *others, seen) if part)


def _write(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
