"""Acts at random, as wild as a screen can be: many that may be, some that may not."""

from collections.abc import Callable, Sequence
from typing import Any

from govapp.sittings.rules.decisions import RULES
from govapp.sittings.rules.room import Bench, Room
from govapp.sittings.rules.votes import judge
from tests.sittings.acting import bench

BOARD = ("ann", "bob", "cat", "dan", "eve")
PANEL = ("ann", "fay", "gus")
ITEMS = ("k1", "k2")
# Pick one of several.
Pick = Callable[[Sequence[Any]], Any]
ANY = (
    "arrive", "arrive", "leave", "miss", "move", "second", "open_vote", "cast", "agree",
    "declare", "conflict", "void", "dispose", "strike", "take_up", "recess", "resume",
    "preside", "return", "close",
)  # fmt: skip


def benches() -> tuple[Bench, Bench]:
    """Return two bodies that sit together, one of which decides by its seats."""
    return bench(people=BOARD), bench("panel", PANEL, rule=RULES["majority_seats"])


def choose(pick: Pick, room: Room, seq: int) -> tuple[str, dict[str, Any]]:
    """Return an act to try, more often one that may be."""
    kind = pick(_likely(room) if pick(range(4)) else ANY)
    held = room.motions.get(_motion(pick, room, kind))
    told = {name: _value(pick, room, kind, name, seq) for name in _FIELDS[kind]}
    if held and "motion" in told and pick(range(8)):
        motion = held.motion
        likely = {
            "motion": motion.id,
            "round": len(motion.rounds),
            "person": pick(BOARD if motion.body.slug == "board" else PANEL),
            "member": pick(BOARD if motion.body.slug == "board" else PANEL),
        }
        if held.open_round:
            likely["result"] = judge(room, held, held.open_round).computed
        told |= {name: likely[name] for name in likely if name in told}
    if kind == "move" and pick(range(6)):
        told["mover"] = pick(BOARD if told["body"] == "board" else PANEL)
    return kind, told


def _likely(room: Room) -> Sequence[str]:
    """Return what would come next in a meeting that gets on."""
    if room.state in {"recessed", "closed_session"}:
        return ("resume",)
    pending = [held for held in room.motions.values() if held.motion.state == "pending"]
    if any(held.open_round for held in pending):
        return ("cast", "cast", "cast", "agree", "declare")
    if any(not held.motion.seconder for held in pending):
        return ("second", "second", "arrive", "open_vote", "dispose")
    return ("open_vote", "open_vote", "move") if pending else ("move", "arrive")


def _motion(pick: Pick, room: Room, kind: str) -> str:
    pending = [m for m, h in room.motions.items() if h.motion.state == "pending"]
    voting = [m for m in pending if room.motions[m].open_round]
    if kind in {"cast", "agree", "declare"} and voting:
        return str(pick(voting))
    return str(pick([*pending, *pending[-1:] * 3, "77"]))


_FIELDS: dict[str, tuple[str, ...]] = {
    "arrive": ("body", "person", "mode"),
    "leave": ("body", "person"),
    "miss": ("body", "person", "status"),
    "move": ("body", "kind", "text", "mover", "item", "applies_to", "wording"),
    "second": ("motion", "member"),
    "open_vote": ("motion", "method"),
    "cast": ("motion", "round", "person", "option"),
    "agree": ("motion", "round"),
    "declare": ("motion", "round", "result", "note"),
    "conflict": ("person", "item", "kind", "statement"),
    "void": ("motion", "round", "reason"),
    "dispose": ("motion", "how"),
    "strike": ("seq", "reason"),
    "take_up": ("item",),
    "recess": (),
    "resume": (),
    "close": ("items",),
    "preside": ("person",),
    "return": ("person", "item"),
}


def _value(pick: Pick, room: Room, kind: str, name: str, seq: int) -> Any:
    if name == "motion":
        return pick([*room.motions, "77"])
    if name == "round":
        rounds = [len(held.motion.rounds) for held in room.motions.values()]
        return pick([1, 1, *filter(None, rounds)])
    if name == "kind":
        return pick(_KINDS[kind])
    if name == "seq":
        return pick(range(2, seq + 2))
    if name == "applies_to":
        return pick(["", "", *room.motions])
    return pick(_POOLS[name])


_KINDS = {
    "move": ("main", "main", "main", "amend", "lay_on_table", "reconsider"),
    "conflict": ("recusal", "recusal", "disclosure"),
}
_ANYBODY = (*BOARD, *PANEL, "zoe")
_POOLS: dict[str, Sequence[Any]] = {
    "body": ("board", "board", "panel"),
    "person": _ANYBODY,
    "mover": _ANYBODY,
    "member": _ANYBODY,
    "mode": ("in_person", "video"),
    "status": ("absent", "excused"),
    "text": ("Adopt it",),
    "wording": ("Adopt it so",),
    "item": ("", "", "", *ITEMS),
    "items": (["k9"],),
    "method": ("voice", "roll_call"),
    "option": ("yes", "yes", "no", "abstain"),
    "result": ("pass", "pass", "fail", "no_quorum"),
    "note": ("", "", "The chair says so"),
    "statement": ("Owns land there",),
    "reason": ("A mistake",),
    "how": ("withdrawn", "died_no_second", "ruled_out"),
}
