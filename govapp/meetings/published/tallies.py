"""What a body's record of votes adds up to: pure functions of what was read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from govapp.meetings.published.voting import Attended, Member
from govapp.record.rows import Summary
from govapp.record.shapes.sittings import Option
from govapp.record.vote_rows import MotionLine


@dataclass(frozen=True)
class MemberTotals:
    """A member with how often each attendance was noted and each vote cast."""

    member: Member
    attended: Counter[str]
    voted: Counter[str]

    @property
    def meetings(self) -> int:
        """How many meetings these are."""
        return self.attended.total()


@dataclass(frozen=True)
class VotedMotion:
    """A motion with the members who said each, in the order of the options."""

    meeting: Summary
    motion: MotionLine
    members: dict[str, list[Member]]


def add_up(attended: Iterable[Attended]) -> list[MemberTotals]:
    """Add up a record by member, in the order of their names; the latest name stays."""
    found: dict[str, MemberTotals] = {}
    for each in attended:
        totals = found.setdefault(
            each.member.slug, MemberTotals(each.member, Counter(), Counter())
        )
        totals.attended[each.status] += 1
        totals.voted.update(vote.option for vote in each.votes)
    return sorted(found.values(), key=lambda one: (one.member.name, one.member.slug))


def list_voted(attended: Iterable[Attended]) -> list[VotedMotion]:
    """Return each motion once, in the order of the record, with who said what."""
    found: dict[tuple[str, str], VotedMotion] = {}
    for each in attended:
        for vote in each.votes:
            key = (vote.motion.meeting, vote.motion.id)
            voted = found.setdefault(key, VotedMotion(each.meeting, vote.motion, {}))
            voted.members.setdefault(vote.option, []).append(vote.member)
    ranks = [option.value for option in Option]
    return [
        VotedMotion(
            voted.meeting,
            voted.motion,
            dict(sorted(voted.members.items(), key=lambda pair: ranks.index(pair[0]))),
        )
        for voted in found.values()
    ]
