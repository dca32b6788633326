"""What a source says of a vote's end, in its words and in ours."""

import re
from dataclasses import dataclass

from govapp.importing.rules.form import MotionFact
from govapp.record.shapes.sittings import Outcome, Tally

PASSED = ("passed", "approved", "adopted", "carried", "agreed", "accepted")
FAILED = ("failed", "rejected", "denied", "lost", "defeated", "not ")
# What came of a motion where that is no vote for or against it.
STATES = {
    "tabled": "tabled",
    "withdrawn": "withdrawn",
    "postponed": "postponed",
    "continued": "postponed",
    "referred": "referred",
    "died": "died_no_second",
}
COUNTED = re.compile(r"(\d{1,4})\s*(?:-|–|to)\s*(\d{1,4})", re.IGNORECASE)
BRACKET = re.compile(r"\s*\[(?P<inside>[^\]]*)\]\s*$")


@dataclass(frozen=True)
class Said:
    """A source's words for what came of a motion, and for the count.

    `outcome` and `state` are ours, empty where the words do not say; `tally` is what
    they count, None where they count nothing.
    """

    result: str = ""
    counted: str = ""
    outcome: str = ""
    state: str = ""
    tally: Tally | None = None


def read_result(fact: MotionFact) -> Said:
    """Read what a source says came of a motion: "PASSED [11 TO 3]"."""
    words = fact.result or ""
    bracket = BRACKET.search(words)
    result = BRACKET.sub("", words).casefold()
    counted = fact.tally or (bracket["inside"].casefold() if bracket else "")
    if not counted and fact.unanimous:
        counted = "unanimous"
    outcome = _outcome(result)
    state = next((STATES[word] for word in result.split() if word in STATES), "")
    return Said(
        result=result,
        counted=counted,
        outcome="" if state else outcome,
        state=state or {"pass": "adopted", "fail": "lost"}.get(outcome, ""),
        tally=_tally(counted),
    )


def _outcome(result: str) -> str:
    if result.startswith(FAILED):
        return Outcome.FAIL
    return Outcome.PASS if result.startswith(PASSED) else ""


def _tally(counted: str) -> Tally | None:
    numbers = COUNTED.search(counted)
    return Tally(yes=int(numbers[1]), no=int(numbers[2])) if numbers else None
