"""The people who may be meant in a meeting, body by body."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.names import UNKNOWN, Known, Match, fold, match
from govapp.record.shapes.base import BodyRef
from govapp.record.shapes.bodies import PersonRef
from govapp.record.shapes.sittings import DecisionRule, QuorumRule


@dataclass(frozen=True)
class Roll:
    """A body with all who ever sat on it, and how it decides."""

    body: BodyRef
    rule: DecisionRule
    quorum: QuorumRule
    seats: int = 0
    known: tuple[Known, ...] = ()


@dataclass(frozen=True)
class Named:
    """Somebody as named in a source, and for which body.

    Nobody known has an empty slug; `is_refused` says that it cannot have been.
    """

    person: PersonRef
    body: int = 0
    is_refused: bool = False

    @property
    def key(self) -> str:
        """What tells people apart within a motion."""
        return self.person.slug or fold(self.person.name)


@dataclass(frozen=True)
class Hall:
    """The bodies of a meeting on its day, the host first, and who was present.

    `present` are the slugs of those whom the source lists, and `absentees` says that it
    lists who was there at all.
    """

    day: date
    rolls: tuple[Roll, ...]
    present: frozenset[str] = frozenset()
    is_listed: bool = False

    def find(self, name: str, place: str, found: Findings) -> Named:
        """Say who is meant by a name, and what speaks against it."""
        tried = [match(name, roll.known, self.day, self.present) for roll in self.rolls]
        for body, one in enumerate(tried):
            if one.person and not one.problem:
                return Named(one.person, body)
        refused = next((one for one in tried if one.person), None)
        if refused and refused.person:
            found.append(Finding(place, f"refused: {refused.problem}"))
            return Named(refused.person, is_refused=True)
        found.append(Finding(place, f"kept by name alone, “{name}”: {_why(tried)}"))
        return Named(PersonRef(slug="", name=name))


def _why(tried: Collection[Match]) -> str:
    return next((one.problem for one in tried if one.problem != UNKNOWN), UNKNOWN)
