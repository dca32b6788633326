"""A motion as a source tells of it, with what the rules make of its votes."""

from dataclasses import dataclass, field

from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.form import MotionFact
from govapp.importing.rules.results import Said, read_result
from govapp.importing.rules.rolls import Hall, Named, Roll
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import Ballot, Motion, Option, Round, Tally
from govapp.sittings.rules import decisions

# Who was away, or stood back, comes first: no vote of theirs is one.
LISTS = {
    "absent": Option.ABSENT,
    "recused": Option.RECUSED,
    "ayes": Option.YES,
    "noes": Option.NO,
    "abstain": Option.ABSTAIN,
}
CAST = {Option.YES, Option.NO, Option.ABSTAIN}
THERE = CAST | {Option.NOT_VOTING}
RANKS = list(Option)


@dataclass
class _Count:
    """The votes of a motion while they are read: who is counted, and where."""

    hall: Hall
    found: Findings
    places: dict[str, tuple[str, Option]] = field(default_factory=dict)
    ballots: list[tuple[int, Ballot]] = field(default_factory=list)

    def take(self, name: str, option: Option, place: str) -> None:
        """Count somebody, unless that cannot be."""
        named = self.hall.find(name, place, self.found)
        problem = "" if named.is_refused else self._problem(named, option)
        if problem:
            self.found.append(Finding(place, f"refused: {problem}"))
        if problem or named.is_refused:
            return
        self.places[named.key] = (place, option)
        self.ballots.append((named.body, Ballot(person=named.person, option=option)))

    def _problem(self, named: Named, option: Option) -> str:
        name = named.person.name
        if named.key in self.places:
            where, known = self.places[named.key]
            if option in CAST and known is Option.ABSENT:
                return f"{name} is listed as absent, at {where}"
            if option in CAST and known is Option.RECUSED:
                return f"{name} is listed as recused, at {where}"
            return f"{name} is counted already, at {where}"
        is_missing = self.hall.is_listed and named.person.slug not in self.hall.present
        if option in CAST and is_missing and named.person.slug:
            return f"{name} is not listed as present"
        return ""


def read_motions(
    fact: MotionFact, place: str, hall: Hall, number: int, found: Findings
) -> tuple[Motion, ...]:
    """Read a motion: one for each body whose members the source names in the vote."""
    said = read_result(fact)
    count = _Count(hall, found)
    for name, option in LISTS.items():
        for index, voter in enumerate(getattr(fact, name) or ()):
            if voter is not None:
                count.take(voter, option, f"{place}.{name}[{index}]")
    mover, seconder = _movers(fact, place, hall, found)
    bodies = sorted({body for body, _ in count.ballots}) or [0]
    return tuple(
        Motion(
            id=f"m{number}" if body == bodies[0] else f"m{number}-{body + 1}",
            body=hall.rolls[body].body,
            text=fact.text or "",
            mover=mover,
            seconder=seconder,
            state=said.state,
            rounds=_rounds(
                hall.rolls[body],
                [ballot for whose, ballot in count.ballots if whose == body],
                said if len(bodies) == 1 else _uncounted(said),
                _Limits(place, _limit(hall, body)),
                found,
            ),
        )
        for body in bodies
    )


@dataclass(frozen=True)
class _Limits:
    """How many there can be in a vote, and where that is read; 0 if that is unknown."""

    place: str
    most: int


def _limit(hall: Hall, body: int) -> int:
    seats = hall.rolls[body].seats
    listed = len(hall.present) if hall.is_listed and len(hall.rolls) == 1 else 0
    return min(filter(None, (seats, listed)), default=0)


def _uncounted(said: Said) -> Said:
    """Return what is said of the votes of several bodies together, for one of them."""
    return Said(said.result, said.counted, said.outcome, said.state)


def _movers(
    fact: MotionFact, place: str, hall: Hall, found: Findings
) -> tuple[PersonRef | None, PersonRef | None]:
    """Return who moved and who seconded; nobody seconds their own motion."""
    mover = hall.find(fact.mover, f"{place}.mover", found) if fact.mover else None
    where = f"{place}.seconder"
    seconder = hall.find(fact.seconder, where, found) if fact.seconder else None
    if mover and seconder and mover.key == seconder.key:
        name = seconder.person.name
        found.append(Finding(where, f"refused: {name} cannot second an own motion"))
        seconder = None
    return _person(mover), _person(seconder)


def _person(named: Named | None) -> PersonRef | None:
    return named.person if named and not named.is_refused else None


def _rounds(
    roll: Roll,
    ballots: list[Ballot],
    said: Said,
    limits: _Limits,
    found: Findings,
) -> tuple[Round, ...]:
    """Return the vote that was taken, if anything is known of one."""
    tally = decisions.count(ballot.option for ballot in ballots)
    most, told = limits.most, said.tally or Tally()
    cast = tally.yes + tally.no + tally.abstain
    if most and cast > most:
        reason = f"refused: {cast} votes of at most {most} members"
        found.append(Finding(limits.place, reason))
        ballots, tally = [], Tally()
    if most and told.yes + told.no > most:
        reason = f"refused: it counts {told.yes} to {told.no} of at most {most} members"
        found.append(Finding(limits.place, reason))
        told = Tally()
    if ballots:
        ranked = sorted(ballots, key=lambda ballot: RANKS.index(ballot.option))
        return (judge(roll, tuple(ranked), tally, told, said),)
    if said.outcome or told != Tally():
        return (Round(tally=told, declared=said.outcome),)
    return ()


def judge(
    roll: Roll, ballots: tuple[Ballot, ...], tally: Tally, told: Tally, said: Said
) -> Round:
    """Return a vote with what it was judged by, and why the source differs if it does.

    Seats that nobody is named for count as vacant.
    """
    filled = decisions.entitled(tally)
    seats = max(roll.seats, filled)
    recused = tally.recused if roll.quorum.counts_recused else 0
    present = tally.yes + tally.no + tally.abstain + tally.not_voting + recused
    quorum = decisions.quorum(roll.quorum, seats=seats, filled=filled)
    computed = decisions.decide(
        roll.rule, tally, seats=seats, filled=filled, present=present, quorum=quorum
    )
    return Round(
        rule=roll.rule,
        seats=seats,
        filled=filled,
        present=present,
        quorum=quorum,
        ballots=ballots,
        tally=tally,
        computed=computed,
        declared=said.outcome,
        note=_note(tally, told, said, computed),
    )


def _note(tally: Tally, told: Tally, said: Said, computed: str) -> str:
    """Say where the source differs from the votes that it names, and by which rule."""
    notes = []
    if told != Tally() and (told.yes, told.no) != (tally.yes, tally.no):
        notes.append(
            f"The source counts {told.yes} to {told.no} and names {tally.yes} for and "
            f"{tally.no} against."
        )
    if said.outcome and said.outcome != computed:
        notes.append(
            f"The source says “{said.result}”; the rule is applied to the votes it "
            "names."
        )
    return " ".join(notes)
