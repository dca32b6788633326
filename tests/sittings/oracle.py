"""What must hold of a journal whatever its order, worked out in another way.

Everything is counted anew from the acts for each question, and nothing is folded.
"""

from collections import Counter
from collections.abc import Sequence

from govapp.record.shapes.sittings import Round
from govapp.sittings.rules.room import Act, Room

HERE = ("yes", "no", "abstain", "not_voting")


class Oracle:
    """The acts that count, and questions about them."""

    def __init__(self, acts: Sequence[Act], room: Room) -> None:
        self.all = acts
        self.items = {key: held.motion.item for key, held in room.motions.items()}
        self.acts = [act for act in acts if act.kind != "strike" and self._counts(act)]
        order = next((act for act in self.acts if act.kind == "order"), None)
        self.benches = {
            bench["body"]["slug"]: bench
            for bench in (order.data["benches"] if order else ())
        }

    def _counts(self, act: Act) -> bool:
        return not any(
            strike.kind == "strike"
            and strike.data["seq"] == act.seq
            and self._counts(strike)
            for strike in self.all[act.seq :]
        )

    def members(self, body: str) -> list[str]:
        return [each["person"]["slug"] for each in self.benches[body]["members"]]

    def before(self, act: Act, *kinds: str) -> list[Act]:
        return [each for each in self.acts if each.seq < act.seq and each.kind in kinds]

    def is_here(self, body: str, person: str, act: Act) -> bool:
        moves = [
            each.kind
            for each in self.before(act, "arrive", "leave")
            if (each.data["body"], each.data["person"]) == (body, person)
        ]
        return bool(moves) and moves[-1] == "arrive"

    def is_recused(self, person: str, item: str, act: Act) -> bool:
        return bool(item) and any(
            (each.data["person"], each.data["item"], each.data["kind"])
            == (person, item, "recusal")
            for each in self.before(act, "conflict")
        )

    def moved(self, motion: str) -> Act:
        return next(a for a in self.acts if a.kind == "move" and str(a.seq) == motion)

    def votes(self, motion: str, number: int, act: Act) -> dict[str, str]:
        """Return who cast what in a round, up to an act; fails where one may not."""
        body, item = self.moved(motion).data["body"], self.items[motion]
        found: dict[str, str] = {}
        for each in self.before(act, "cast", "agree"):
            if (each.data["motion"], each.data["round"]) != (motion, number):
                continue
            able = [
                person
                for person in self.members(body)
                if self.is_here(body, person, each)
                and not self.is_recused(person, item, each)
                and person not in found
            ]
            if each.kind == "agree":
                found |= dict.fromkeys(able, "yes")
            else:
                assert each.data["person"] in able, each
                found[each.data["person"]] = each.data["option"]
        return found

    def lines(self, motion: str, number: int, act: Act) -> dict[str, str]:
        """Return what each member's line says at a declaration."""
        body, item = self.moved(motion).data["body"], self.items[motion]
        cast = self.votes(motion, number, act)
        found = {}
        for person in self.members(body):
            if person in cast:
                found[person] = cast[person]
            elif not self.is_here(body, person, act):
                found[person] = self._absence(body, person, act)
            elif self.is_recused(person, item, act):
                found[person] = "recused"
            else:
                found[person] = "not_voting"
        return found

    def _absence(self, body: str, person: str, act: Act) -> str:
        said = [
            each
            for each in self.before(act, "arrive", "leave", "miss")
            if (each.data["body"], each.data["person"]) == (body, person)
        ]
        is_excused = (
            said and said[-1].kind == "miss" and (said[-1].data["status"] == "excused")
        )
        return "excused" if is_excused else "absent"

    def outcome(self, body: str, lines: dict[str, str]) -> str:
        counts, seats = Counter(lines.values()), self.benches[body]["seats"]
        if sum(counts[each] for each in HERE) <= seats // 2:
            return "no_quorum"
        if self.benches[body]["rule"]["code"] == "majority_seats":
            return "pass" if 2 * counts["yes"] > seats else "fail"
        return "pass" if counts["yes"] > counts["no"] else "fail"


def check(acts: Sequence[Act], room: Room) -> int:
    """Fail where the room breaks a rule that always holds; return how many votes."""
    oracle = Oracle(acts, room)
    for act in oracle.acts:
        if act.kind == "second":
            assert oracle.moved(act.data["motion"]).data["mover"] != act.data["member"]
    declared = [act for act in oracle.acts if act.kind == "declare"]
    for act in declared:
        motion, number = act.data["motion"], act.data["round"]
        body = oracle.moved(motion).data["body"]
        _check_round(
            room.held(motion).motion.rounds[number - 1],
            oracle.lines(motion, number, act),
            oracle.outcome(body, oracle.lines(motion, number, act)),
        )
    known = [
        each
        for held in room.motions.values()
        for each in held.motion.rounds
        if each.closed_at
    ]
    assert len(known) == len(declared)
    return len(known)


def _check_round(taken: Round, lines: dict[str, str], outcome: str) -> None:
    assert {b.person.slug: b.option.value for b in taken.ballots} == lines
    counts = Counter(lines.values())
    tally = {name: n for name, n in taken.tally.model_dump().items() if n}
    assert tally == counts
    assert sum(tally.values()) == len(lines)
    assert taken.present == sum(counts[each] for each in HERE)
    assert taken.computed == outcome
    assert taken.declared == taken.computed or taken.note
    if outcome == "no_quorum":
        assert taken.declared == "no_quorum"
