"""Who is meant by a name, among those who may have sat on a body on a day.

A name is matched whole, or as a family name alone; what fits two fits nobody.
"""

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from govapp.committees.rules import Dates, goes_on
from govapp.record.shapes.bodies import PersonRef

# What stands before a name in minutes.
TITLES = frozenset({
    "acting", "by", "chair", "chairman", "chairperson", "chairwoman", "commissioner",
    "councilmember", "director", "dr", "first", "governor", "hon", "honorable",
    "member", "mr", "mrs", "ms", "moved", "president", "pro", "second", "seconded",
    "secretary", "supervisor", "tem", "treasurer", "trustee", "vice",
})  # fmt: skip
# Ways to write an apostrophe; points say nothing.
SPELLING = str.maketrans("’‘\u02bc`", "'" * 4, ".")
UNKNOWN = "Nobody of this name is known on this body that day"
AMBIGUOUS = "More than one member of this body may be meant"
NOT_SERVING = "did not serve on this body that day"


@dataclass(frozen=True)
class Known:
    """Somebody who sat on a body, and when, as far as it is known.

    `seen` are the first and the last day at which a source saw them there.
    """

    person: PersonRef
    spans: tuple[Dates, ...] = ()
    seen: tuple[date, date] | None = None

    def may_serve(self, day: date) -> bool:
        """Say whether the dates known do not rule a day out."""
        return any(goes_on(span, day) is not False for span in self.spans)

    def was_around(self, day: date) -> bool:
        """Say the same, as the source also saw them."""
        is_seen = self.seen is None or self.seen[0] <= day <= self.seen[1]
        return is_seen and self.may_serve(day)


@dataclass(frozen=True)
class Match:
    """Who is meant, or why nobody is.

    With both, somebody is meant who cannot be: `problem` says why.
    """

    person: PersonRef | None = None
    problem: str = ""


def fold(name: str) -> str:
    """Write a name so that ways of spelling it are one."""
    plain = unicodedata.normalize("NFKD", name.translate(SPELLING))
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(letters.casefold().split())


def bare(name: str) -> str:
    """Fold a name without the titles before it."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in TITLES:
        del words[0]
    return " ".join(words)


def match(
    name: str, known: Iterable[Known], day: date, present: Collection[str] = ()
) -> Match:
    """Say who is meant by a name on a day; `present` are the slugs of who was there."""
    asked = bare(name)
    everyone = list(known)
    whole = [one for one in everyone if fold(one.person.name) == asked]
    if len(whole) == 1:
        one = whole[0]
        problem = "" if one.may_serve(day) else f"{one.person.name} {NOT_SERVING}"
        return Match(one.person, problem)
    family = [
        one
        for one in everyone
        if fold(one.person.name).endswith(f" {asked}") and one.was_around(day)
    ]
    there = [one for one in family if one.person.slug in present]
    fitting = whole or there or family
    if len(fitting) == 1:
        return Match(fitting[0].person)
    return Match(problem=AMBIGUOUS if fitting else UNKNOWN)
