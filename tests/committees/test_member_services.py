"""Who sits on a body: seats, memberships and offices."""

from collections.abc import Callable

import pytest

from govapp.accounts.services import SYSTEM
from govapp.committees import services
from govapp.committees.models import Body, Membership, Seat
from tests.committees.conftest import make_body, seat_person
from tests.committees.test_services import refuse

pytestmark = pytest.mark.usefixtures("work")


def test_a_seat_is_filled_once() -> None:
    body = make_body()
    seat = services.add_seat(SYSTEM, body, label="Seat 1")
    first = seat_person(body, "Ann", seat=seat, start_on="2020")
    assert refuse(lambda: seat_person(body, "Bob", seat=seat, start_on="2024")) == (
        "Ann holds this seat then. End that membership first, or start on a later day.",
        "seat",
    )
    services.end_membership(SYSTEM, first, ended_on="2024-06-30", end_reason="resigned")
    second = seat_person(body, "Cid", seat=seat, start_on="2024-07-01")
    assert (
        refuse(
            lambda: services.edit_membership(
                SYSTEM,
                second,
                row_version=second.row_version,
                seat=seat,
                start_on="2024-06-30",
            )
        )[1]
        == "seat"
    )
    assert seat_person(body, "Dan", seat=seat, is_reported=True).seat is seat


def test_a_person_sits_once_at_a_time() -> None:
    body = make_body()
    ann = seat_person(body, "Ann", start_on="2020", ended_on="2022").person
    services.appoint_member(SYSTEM, body, person=ann, start_on="2023")
    assert refuse(
        lambda: services.appoint_member(SYSTEM, body, person=ann, start_on="2024")
    ) == ("Ann sits on this body then.", "person")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"start_on": "x"}, "start_on"),
        ({"start_on": "2020", "ended_on": "2019"}, "ended_on"),
        ({"start_on": "2020", "term_end_on": "2019-12"}, "term_end_on"),
    ],
)
def test_wrong_dates_of_a_membership_are_refused(
    terms: dict[str, str], field: str
) -> None:
    body = make_body()
    assert refuse(lambda: seat_person(body, "Ann", **terms))[1] == field


def test_a_membership_ends_once_and_in_order() -> None:
    body = make_body()
    ann = seat_person(body, "Ann", start_on="2020-05-01")

    def end(day: str) -> Callable[[], None]:
        return lambda: services.end_membership(
            SYSTEM, ann, ended_on=day, end_reason="resigned"
        )

    assert refuse(end("2020-04-30")) == (
        "This would end before its start, 2020-05-01.",
        "ended_on",
    )
    end("2021")()
    assert refuse(end("2022")) == ("It ended already, on 2021.", "ended_on")


def _chairs(body: Body) -> tuple[Membership, Membership]:
    first = seat_person(body, "Ann", start_on="2020", offices=[{"office": "chair"}])
    return first, seat_person(body, "Bob", start_on="2020")


def test_there_is_one_chair_at_a_time() -> None:
    first, second = _chairs(make_body())
    assert refuse(
        lambda: services.give_office(SYSTEM, second, office="chair", start_on="2021")
    ) == (
        "Ann is chair then. End that office first, or mark this one as acting.",
        "office",
    )
    acting = services.give_office(
        SYSTEM, second, office="chair", is_acting=True, start_on="2021"
    )
    vice = services.give_office(SYSTEM, second, office="vice_chair", start_on="2021")
    services.end_office(SYSTEM, first.offices[0], end_on="2022-03-31")
    chair = services.give_office(SYSTEM, second, office="chair", start_on="2022-04-01")
    assert second.offices == [acting, vice, chair]
    assert refuse(
        lambda: services.end_office(SYSTEM, first.offices[0], end_on="2023")
    ) == ("It ended already, on 2022-03-31.", "end_on")


def test_no_office_outlasts_its_membership() -> None:
    first, second = _chairs(make_body())
    services.end_membership(SYSTEM, first, ended_on="2021-12-31", end_reason="resigned")
    assert first.offices[0].end_on == "2021-12-31"
    services.give_office(SYSTEM, second, office="chair", start_on="2022")
    services.edit_membership(
        SYSTEM,
        second,
        row_version=second.row_version,
        seat=None,
        start_on="2020",
        ended_on="2022-06-30",
    )
    assert second.offices[0].end_on == "2022-06-30"
    assert (
        refuse(
            lambda: services.give_office(
                SYSTEM, second, office="chair", start_on="2023"
            )
        )[1]
        == "start_on"
    )


def test_a_held_seat_stays_and_an_empty_one_ends() -> None:
    body = make_body()
    seat = services.add_seat(SYSTEM, body, label="Seat 1", created_on="2010")
    ann = seat_person(body, "Ann", seat=seat, start_on="2020")
    assert refuse(lambda: services.retire_seat(SYSTEM, seat, ended_on="2026")) == (
        "Ann still holds this seat. End that membership first.",
        "ended_on",
    )
    services.end_membership(SYSTEM, ann, ended_on="2025", end_reason="term_expired")
    services.retire_seat(SYSTEM, seat, ended_on="2025-12-31")
    assert refuse(lambda: seat_person(body, "Bob", seat=seat, start_on="2026")) == (
        "This seat ended on 2025-12-31.",
        "seat",
    )
    assert refuse(lambda: services.retire_seat(SYSTEM, seat, ended_on="2026")) == (
        "This seat ended already, on 2025-12-31.",
        "ended_on",
    )


def test_seats_of_a_body_differ_in_name() -> None:
    body = make_body()
    seat = services.add_seat(SYSTEM, body, label="Seat 1")
    told = ("Another seat of this body has this name.", "label")
    assert refuse(lambda: services.add_seat(SYSTEM, body, label=" Seat 1 ")) == told
    other = services.add_seat(SYSTEM, body, label="Seat 2")

    def edit(which: Seat, label: str) -> None:
        services.edit_seat(
            SYSTEM,
            which,
            row_version=which.row_version,
            label=label,
            is_voting=True,
            appointing_authority="",
            term_years=3,
            created_on="",
        )

    assert refuse(lambda: edit(other, "Seat 1")) == told
    edit(seat, "Seat 1")
    assert seat.term_years == 3
