"""What is recorded in the room: one act at a time, each once, all of them kept."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from govapp import clock
from govapp.audit import services as audit
from govapp.audit.services import Actor
from govapp.database import atomic, db
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.rules import states
from govapp.meetings.services import consent
from govapp.meetings.services.appending import append, subject
from govapp.meetings.services.drafts import posted_card
from govapp.record import closed_log
from govapp.record import services as record
from govapp.record.shapes.base import Kind
from govapp.record.shapes.sittings import ADJOURNED
from govapp.sittings.content import (
    build_benches,
    build_closed_sitting,
    build_sitting,
    find_chair,
)
from govapp.sittings.models import SittingAct
from govapp.sittings.queries import hold_acts, read_acts
from govapp.sittings.rules import journal
from govapp.sittings.rules.room import CLOSED_SESSION, Room

# What may change which items are pulled from consent.
PULLING = {"pull", journal.STRIKE}


@atomic
def record_act(
    actor: Actor,
    meeting: Meeting,
    *,
    key: str,
    kind: str,
    data: Mapping[str, Any],
    at: datetime | None = None,
) -> Room:
    """Record what happened in the room; return the room as it is then.

    `key` is the screen's own: what is sent twice counts once. Raises RuleError where it
    may not be, and then nothing is recorded.
    """
    rows = hold_acts(meeting)
    known = next((row for row in rows if row.key == key), None)
    if known:
        if known.kind != kind:
            raise RuleError("This page was used before. Do it again from this one.")
        return journal.fold(read_acts(rows))
    now = clock.now()
    act = journal.make_act(
        len(rows) + 1,
        kind,
        _stamp(min(at or now, now)),
        _complete(meeting, kind, data),
    )
    acts = read_acts(rows)
    room = journal.add(acts, act)
    if kind in PULLING:
        _pull(actor, meeting, journal.fold(acts), room)
    db.session.add(
        SittingAct(
            meeting_id=meeting.id,
            key=key,
            recorded_at=now,
            actor_id=actor.id,
            actor_name=actor.name,
            **act.model_dump(exclude={"data"}),
            data=json.dumps(act.data),
        )
    )
    db.session.flush()
    audit.record(
        actor,
        f"sitting.{kind}",
        f"meeting:{meeting.id}",
        body_id=meeting.body_id,
        detail=f"entry {act.seq}",
    )
    _tell(actor, meeting, room, act.seq)
    _tell_members(meeting, room, act.seq)
    return room


def _tell(actor: Actor, meeting: Meeting, room: Room, version: int) -> None:
    """Post what everyone may read, where that has changed and they follow it live.

    Otherwise it is posted at adjournment, and whenever it is corrected after that.
    """
    card = posted_card(meeting)
    known = card.sitting if card else None
    agenda = card.agenda if card else None
    keys = {item.key for item in agenda.walk()} if agenda else set()
    sitting = build_sitting(room, keys)
    is_due = room.is_live or room.adjourned or known
    if not is_due or sitting == known:
        return
    was_over = known is not None and known.state == ADJOURNED
    append(
        actor,
        meeting,
        Kind.SITTING,
        sitting,
        version=version,
        label="corrected" if was_over else "",
    )


def _tell_members(meeting: Meeting, room: Room, version: int) -> None:
    """Post to the closed log what was behind closed doors, where that has changed."""
    body, of = meeting.host.slug, subject(meeting)
    known = closed_log.find_sitting(body, of)
    has_been = any(pause.kind == CLOSED_SESSION for pause in room.pauses)
    if not (known or has_been):
        return
    items = agendas.list_items(meeting)
    keys = {item.key for item in items if agendas.is_closed(item)}
    sitting = build_closed_sitting(room, keys)
    if sitting != known:
        record.append_closed(
            body=body, kind=Kind.SITTING, subject=of, content=sitting, version=version
        )


def _pull(actor: Actor, meeting: Meeting, before: Room, after: Room) -> None:
    """Let the agenda at the desk have what is now pulled from consent, and no other."""
    known = {each.item for each in before.pulled}
    for pulled in after.pulled:
        if pulled.item not in known:
            item = agendas.get_item(meeting.id, pulled.item)
            consent.pull_item(
                actor, item, pulled_by=pulled.by, pull_reason=pulled.reason
            )
    for key in known - {each.item for each in after.pulled}:
        consent.put_back(actor, agendas.get_item(meeting.id, key))


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _complete(meeting: Meeting, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Add to an act what the desk knows and the room's rules ask for."""
    if kind == "order":
        return _order(meeting, data)
    known = {item.key: item for item in agendas.list_items(meeting)}
    for key in [data.get("item"), *data.get("items", ())]:
        if key and key not in known:
            raise RuleError("There is no such item on the agenda.", "item")
    if kind == "close":
        _check_closed([known[key] for key in data.get("items", ())])
    if kind in {"take_up", "move"} and data.get("item"):
        path = _list_above(known[data["item"]], known)
        inside = any(known[key].kind == ItemKind.CLOSED for key in path)
        more: dict[str, Any] = {"is_inside": inside}
        if kind == "move":
            more["covers"] = _list_covered(meeting, known[data["item"]])
        return {**data, **more, **({"path": path} if kind == "take_up" else {})}
    return dict(data)


def _list_covered(meeting: Meeting, block: AgendaItem) -> list[dict[str, str]]:
    """Return what stands in a consent block, which a motion on it adopts."""
    if block.kind != ItemKind.CONSENT:
        return []
    nodes = [node for top in agendas.get_tree(meeting) for node in top.walk()]
    (found,) = [node for node in nodes if node.item.key == block.key]
    return [
        {"key": node.item.key, "number": node.number}
        for node in found.walk()
        if node is not found and not node.item.is_withdrawn
    ]


def _order(meeting: Meeting, data: Mapping[str, Any]) -> dict[str, Any]:
    states.check("sit", meeting.state)
    if clock.now() < meeting.start_at and (
        clock.today(meeting.time_zone).isoformat() < meeting.start_local[:10]
    ):
        raise RuleError("This meeting's day has not come yet.")
    benches = build_benches(meeting)
    return {
        "benches": [bench.model_dump(mode="json") for bench in benches],
        "zone": meeting.time_zone,
        "presiding": find_chair(benches),
        "is_live": bool(data.get("is_live")),
    }


def _check_closed(items: Sequence[AgendaItem]) -> None:
    if any(item.kind != ItemKind.CLOSED for item in items):
        raise RuleError(
            "A session is closed for closed items of the agenda alone, each with its "
            "legal basis.",
            "items",
        )


def _list_above(item: AgendaItem, known: Mapping[str, AgendaItem]) -> list[str]:
    """Return the keys of the items above one."""
    keys = {each.id: each.key for each in known.values()}
    path = []
    while item.parent_id is not None:
        item = known[keys[item.parent_id]]
        path.append(item.key)
    return path
