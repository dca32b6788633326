"""The California ISO's bodies, members and held meetings, as sources report them."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.committees import services as committees
from govapp.committees.models import Body, Person
from govapp.committees.services.offices import Held
from govapp.demonstration.facts import Facts, facts
from govapp.demonstration.matters import Reported, post_matters
from govapp.demonstration.notice import attach_rules
from govapp.meetings.models import Meeting
from govapp.meetings.services import posting, schedule
from govapp.record.shapes.matters import MatterRef
from govapp.record.shapes.meetings import ReportedItem, Result

ZONE = "America/Los_Angeles"
OFFICES = {"chair", "vice chair"}
# How the bodies stand in lists: the Board, then its committees, then the others.
ORDER = (
    "iso-board", "audit-committee", "dmm-oversight-committee", "msc",
    "wem-governing-body", "governance-review-committee",
)  # fmt: skip
# Its own purpose says that it worked in 2014 and 2015.
DISSOLVED = {"eim-transitional-committee": "2015"}
TITLES = {"iso-board": "Governor", "wem-governing-body": "Governing Body member"}


def load_bodies() -> Iterator[Body]:
    """Create and post each body with its reported members."""
    bodies: dict[str, Body] = {}
    for fact in facts()["bodies"]:
        bodies[fact["slug"]] = body = _create_body(fact, bodies)
        for member in fact.get("members", []):
            _appoint(body, member)
        yield body
    for slug, year in DISSOLVED.items():
        committees.dissolve_body(SYSTEM, bodies[slug], dissolved_on=year)
    attach_rules(bodies)
    for body in bodies.values():
        committees.post_body(SYSTEM, body)
        committees.post_roster(SYSTEM, body)


def load_meetings() -> Iterator[Meeting]:
    """Schedule and post each dated meeting, with what sources report of it."""
    matters = post_matters()
    for fact in sorted(facts()["meetings"], key=lambda each: str(each["date"])):
        names = [fact["body"], *fact.get("joint_with", [])]
        meeting = schedule.schedule_meeting(
            SYSTEM,
            bodies=[queries.get_body(name) for name in names],
            kind="closed_only" if fact.get("sessions") == ["executive"] else "regular",
            start=datetime.fromisoformat(fact["date"]),
            is_all_day=True,
            sources=_sources(fact),
            place=fact.get("place", ""),
            note=_note(fact),
        )
        posting.post_notice(SYSTEM, meeting)
        if fact.get("items"):
            posting.post_result(SYSTEM, meeting, result=_result(fact, matters))
        yield meeting


def _create_body(fact: Facts, known: dict[str, Body]) -> Body:
    slug = fact["slug"]
    return committees.create_body(
        SYSTEM,
        slug=slug,
        name=fact["name"],
        kind=fact["kind"],
        parent=known.get(fact.get("parent", "")),
        former_names=[(name, "", "") for name in fact.get("former_names", [])],
        facts=[
            (each["text"], each.get("source", "")) for each in fact.get("facts", [])
        ],
        purpose=fact.get("purpose", ""),
        seats_authorized=fact.get("seats", 0),
        term_years=fact.get("term_years", 0),
        time_zone=ZONE,
        holidays="both",
        member_title=TITLES.get(slug, "Member"),
        position=ORDER.index(slug) if slug in ORDER else len(ORDER),
    )


def _appoint(body: Body, fact: Facts) -> None:
    is_office = fact["role"] in OFFICES
    start, end = fact.get("from", ""), fact.get("to", "")
    office: Held = {
        "office": fact["role"].replace(" ", "_"),
        "start_on": start,
        "end_on": end,
    }
    committees.appoint_member(
        SYSTEM,
        body,
        person=_person(fact["name"]),
        is_reported=True,
        start_on="" if is_office else start,
        ended_on="" if is_office else end,
        source=fact.get("source", ""),
        note=fact.get("note", ""),
        offices=[office] if is_office else [],
    )


def _person(name: str) -> Person:
    for person in queries.list_people():
        if person.name == name:
            return person
    return committees.add_person(SYSTEM, name=name)


def _result(fact: Facts, matters: Mapping[Reported, MatterRef]) -> Result:
    day, body = fact["date"], fact["body"]
    return Result(
        items=tuple(
            _reported(item, matters.get((day, body, item["title"])))
            for item in fact["items"]
        ),
        chair=fact.get("chair_named", ""),
        sources=_sources(fact),
    )


def _reported(item: Facts, matter: MatterRef | None) -> ReportedItem:
    motion = item.get("motion", {})
    tally = motion.get("tally", "") or ("unanimous" if motion.get("unanimous") else "")
    return ReportedItem(
        title=item["title"],
        motion=motion.get("text", ""),
        result=motion.get("result", ""),
        tally=tally,
        note=motion.get("note", ""),
        matter=matter,
    )


def _sources(fact: Facts) -> tuple[str, ...]:
    return tuple(part.strip() for part in fact["source"].split(" ; "))


def _note(fact: Facts) -> str:
    parts = [fact.get("note", "")]
    if fact.get("end_date"):
        parts.append(f"To {fact['end_date']}.")
    if fact.get("status", "held") != "held":
        parts.append("The source names this meeting as scheduled.")
    return " ".join(part for part in parts if part)
