"""Who is meant by a name: all of it, or a family name that only one member has."""

from datetime import date

import pytest

from govapp.committees.rules import Dates
from govapp.importing.rules.names import AMBIGUOUS, UNKNOWN, Known, Match, bare, match
from govapp.record.shapes.bodies import PersonRef

DAY = date(2024, 3, 1)
ALWAYS = (Dates("", ""),)


def known(
    name: str, *spans: Dates, seen: tuple[date, date] | None = None
) -> tuple[PersonRef, Known]:
    person = PersonRef(slug=name.lower().replace(" ", "-"), name=name)
    return person, Known(person, spans or ALWAYS, seen)


KEEFE, _keefe = known("Patrick O’Keefe")
SMITH, _smith = known("Ann Smith", Dates("2020", "2023-12"))
OTHER, _other = known("Bob Smith", Dates("2023-06", ""))
VAN, _van = known("José van Dyke")
LATER, _later = known("Kim Lee", seen=(date(2024, 5, 1), date(2025, 1, 1)))
EARLIER, _earlier = known("Lou Lee", seen=(date(2023, 5, 1), date(2024, 4, 1)))
ALL = (_keefe, _smith, _other, _van, _later, _earlier)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Patrick O'Keefe", KEEFE),
        ("patrick  o‘keefe", KEEFE),
        ("Director O’Keefe", KEEFE),
        ("moved by Vice Chair Patrick O’Keefe", KEEFE),
        ("O'Keefe", KEEFE),
        ("Dr. Jose van Dyke", VAN),
        ("van Dyke", VAN),
        ("Dyke", VAN),
        ("Smith", OTHER),
        ("Lee", EARLIER),
        ("Kim Lee", LATER),
    ],
)
def test_a_name_that_fits_one(name: str, person: PersonRef) -> None:
    assert match(name, ALL, DAY) == Match(person)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Nobody", UNKNOWN),
        ("Paglieri O'Keefe", UNKNOWN),
        ("P. O'Keefe", UNKNOWN),
        ("Patrick", UNKNOWN),
        ("Keefe", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_a_name_that_fits_nobody(name: str, problem: str) -> None:
    assert match(name, ALL, DAY) == Match(problem=problem)


def test_a_family_name_of_two_is_settled_by_who_was_there_or_not_at_all() -> None:
    day = date(2023, 10, 1)
    assert match("Smith", ALL, day) == Match(problem=AMBIGUOUS)
    assert match("Smith", ALL, day, {"ann-smith"}) == Match(SMITH)
    both = {"ann-smith", "bob-smith"}
    assert match("Smith", ALL, day, both) == Match(problem=AMBIGUOUS)


def test_two_of_a_whole_name_are_not_told_apart() -> None:
    twin = Known(PersonRef(slug="ann-smith-2", name="Ann Smith"), ALWAYS)
    assert match("Ann Smith", (_smith, twin), DAY) == Match(problem=AMBIGUOUS)


def test_a_whole_name_of_somebody_not_serving_says_so() -> None:
    found = match("Ann Smith", ALL, DAY)
    assert found.person == SMITH
    assert found.problem == "Ann Smith did not serve on this body that day"
    assert match("Ann Smith", ALL, date(2023, 12, 31)) == Match(SMITH)


def test_a_title_alone_is_a_name() -> None:
    assert bare("Chair") == "chair"
    assert bare("Hon. Chair Pro Tem Smith") == "smith"
