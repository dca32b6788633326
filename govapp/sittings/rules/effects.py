"""What the adoption of a motion does to others, and how that is taken back."""

from dataclasses import replace

from govapp.errors import RuleError
from govapp.sittings.rules import motions
from govapp.sittings.rules.precedence import AMENDING, DISPOSALS
from govapp.sittings.rules.room import Held, Room


def adopt(room: Room, held: Held) -> Room:
    """Let an adopted motion take effect on the others."""
    kind = held.motion.kind
    if kind in AMENDING:
        pairs = [_amend(room.held(held.motion.applies_to), held)]
    elif kind in DISPOSALS:
        target = room.held(held.motion.applies_to)
        touched = [target]
        if target.motion.state == "pending":
            touched += [
                each
                for each in motions.list_pending(room, held.motion.body.slug)
                if each.motion.item == target.motion.item
                and each.motion.id not in {target.motion.id, held.motion.id}
            ]
        pairs = [
            (each, motions.changed(each, state=DISPOSALS[kind])) for each in touched
        ]
    else:
        pairs = []
    adopted = replace(motions.changed(held, state="adopted"), changed=tuple(pairs))
    return room.holding(*(after for _, after in pairs), adopted)


def _amend(target: Held, amendment: Held) -> tuple[Held, Held]:
    """Reword what is amended; an amendment that is amended leads to other words."""
    if target.motion.kind in AMENDING:
        note = "\n".join([*target.motion.note.splitlines(), amendment.motion.text])
        after = replace(motions.changed(target, note=note), wording=amendment.wording)
    else:
        after = motions.changed(target, text=amendment.wording)
    return target, after


def undo(room: Room, held: Held) -> Room:
    """Take back what the adoption of a motion did; raises RuleError."""
    for before, after in held.changed:
        if room.held(after.motion.id) != after:
            raise RuleError("What this vote led to has gone on since: void that first.")
        room = room.holding(before)
    return room
