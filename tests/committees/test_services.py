"""What may be done to bodies and their rosters, and what is refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import time_machine
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.committees import published, queries, services
from govapp.database import db
from govapp.errors import RuleError, StaleError
from tests.committees.conftest import make_body, seat_person

pytestmark = pytest.mark.usefixtures("work")


def refuse(act: Callable[[], object]) -> tuple[str, str | None]:
    """Return the message and the field of a refusal."""
    with pytest.raises(RuleError) as caught:
        act()
    return str(caught.value), caught.value.field


def test_a_body_gets_its_address_from_its_name() -> None:
    body = services.create_body(SYSTEM, name="Comité d’Audit (WEM)", kind="committee")
    assert (body.slug, body.time_zone) == ("comite-daudit-wem", "America/Los_Angeles")


@pytest.mark.parametrize(
    "slug", ["Board", "a b", "-a", "a--b", "create", "ä", "x" * 81]
)
def test_an_address_that_cannot_be_is_refused(slug: str) -> None:
    assert refuse(lambda: make_body(slug))[1] == "slug"


def test_two_bodies_have_two_addresses() -> None:
    make_body("board")
    assert refuse(lambda: make_body("board")) == (
        "Another body has this address.",
        "slug",
    )


def test_history_comes_with_a_body() -> None:
    body = make_body(
        former_names=[("EIM", "", ""), ("WEIM", "2016", "2022")],
        facts=[("Five members.", "a source")],
    )
    assert [(old.name, old.end_on) for old in body.names] == [
        ("EIM", ""),
        ("WEIM", "2022"),
    ]
    assert [(fact.text, fact.source) for fact in body.facts] == [
        ("Five members.", "a source")
    ]


def test_each_service_leaves_a_line() -> None:
    body = make_body()
    services.edit_body(
        SYSTEM, body, row_version=body.row_version, kind="board", purpose="x"
    )
    services.rename_body(SYSTEM, body, name="New", changed_on="2026")
    lines = db.session.execute(
        select(AuditLine.action, AuditLine.subject, AuditLine.detail)
        .where(AuditLine.body_id == body.id)
        .order_by(AuditLine.id)
    )
    assert [tuple(line) for line in lines] == [
        ("body.created", "body:board", "The board"),
        ("body.edited", "body:board", "purpose"),
        ("body.renamed", "body:board", "The board → New"),
    ]


def test_a_former_name_keeps_its_dates() -> None:
    body = make_body(established_on="2016")
    services.rename_body(SYSTEM, body, name="Second", changed_on="2020-05")
    services.rename_body(SYSTEM, body, name="Third", changed_on="2023-01-15")
    assert [(old.name, old.start_on, old.end_on) for old in body.names] == [
        ("The board", "2016", "2020-05"),
        ("Second", "2020-05", "2023-01-15"),
    ]
    assert refuse(
        lambda: services.rename_body(SYSTEM, body, name="X", changed_on="2019")
    ) == ("This would end before its start, 2023-01-15.", "changed_on")
    assert refuse(
        lambda: services.rename_body(SYSTEM, body, name="Third", changed_on="2024")
    ) == ("This is its name already.", "name")


def test_a_stale_edit_is_no_edit() -> None:
    body = make_body()
    old = body.row_version
    services.edit_body(SYSTEM, body, row_version=old, kind="board", purpose="mine")
    with pytest.raises(StaleError):
        services.edit_body(SYSTEM, body, row_version=old, kind="board", purpose="other")
    assert body.purpose == "mine"


def test_a_body_never_stands_beneath_itself() -> None:
    top = make_body("top")
    middle = make_body("middle", parent=top)
    low = make_body("low", parent=middle)
    assert refuse(
        lambda: services.move_body(SYSTEM, top, parent=low, changed_on="2026")
    ) == ("That body belongs to this one, so it cannot be above it.", "parent")
    services.move_body(SYSTEM, low, parent=top, changed_on="2026-02")
    services.move_body(SYSTEM, low, parent=None, changed_on="2026-03")
    assert [(old.parent.slug, old.start_on, old.end_on) for old in low.parents] == [
        ("middle", "", "2026-02"),
        ("top", "2026-02", "2026-03"),
    ]
    assert low.parent is None


@time_machine.travel(datetime(2026, 11, 23, 20, tzinfo=UTC), tick=False)
def test_dissolving_ends_who_serves() -> None:
    body, successor = make_body(established_on="2014"), make_body("next")
    serving = seat_person(body, "Ann", start_on="2015", offices=[{"office": "chair"}])
    reported = seat_person(body, "Bob", is_reported=True)
    services.dissolve_body(SYSTEM, body, dissolved_on="2026-11-23", successor=successor)
    assert (body.dissolved_on, body.successor) == ("2026-11-23", successor)
    assert (serving.ended_on, serving.end_reason) == ("2026-11-23", "body_dissolved")
    assert [office.end_on for office in serving.offices] == ["2026-11-23"]
    assert reported.ended_on == ""
    assert refuse(
        lambda: services.dissolve_body(SYSTEM, body, dissolved_on="2026-11-23")
    ) == ("It was dissolved already, on 2026-11-23.", "dissolved_on")
    assert refuse(lambda: seat_person(body, "Cid", start_on="2026"))[0] == (
        "This body is dissolved."
    )


@time_machine.travel(datetime(2026, 11, 23, 20, tzinfo=UTC), tick=False)
@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-11-24", "This day is still to come. Dissolve it on the day or after."),
        ("2013", "This would end before its start, 2014."),
        ("", "Give a date, at least the year."),
        ("soon", "This is no date. Write 2026-12-16, 2026-12 or 2026."),
    ],
)
def test_a_wrong_day_of_dissolution_is_refused(day: str, told: str) -> None:
    body = make_body(established_on="2014")
    assert refuse(lambda: services.dissolve_body(SYSTEM, body, dissolved_on=day)) == (
        told,
        "dissolved_on",
    )


def test_a_body_with_others_beneath_it_stays() -> None:
    body = make_body()
    make_body("below", parent=body)
    assert refuse(
        lambda: services.dissolve_body(SYSTEM, body, dissolved_on="2020")
    ) == (
        "These bodies still belong to it: The below. Move or dissolve them first.",
        None,
    )
    other = make_body("other")
    assert refuse(
        lambda: services.dissolve_body(
            SYSTEM, other, dissolved_on="2020", successor=other
        )
    ) == ("Choose another body that still is.", "successor")


def test_a_person_is_renamed_and_keeps_the_address() -> None:
    ann = services.add_person(SYSTEM, name="Ann Able")
    services.rename_person(SYSTEM, ann, row_version=ann.row_version, name="Ann Baker")
    assert (ann.slug, ann.name) == ("ann-able", "Ann Baker")
    assert refuse(lambda: services.add_person(SYSTEM, name="Ann Able"))[1] == "slug"
    with pytest.raises(StaleError):
        services.rename_person(SYSTEM, ann, row_version=1, name="Ann Charles")


def test_the_actor_is_written_down() -> None:
    actor = SimpleNamespace(id=None, name="Archive")
    services.add_person(actor, name="Ann")
    assert db.session.scalars(select(AuditLine.actor_name)).all() == ["Archive"]


def test_names_are_sorted_alike_on_both_engines() -> None:
    names = ["Zoning", "audit", "Élan", "Audit-2", "Audit 1", "audit of a", "B" * 200]
    for number, name in enumerate(names):
        body = services.create_body(
            SYSTEM, slug=f"body-{number}", name=name, kind="board", time_zone="UTC"
        )
        services.post_body(SYSTEM, body)
        services.add_person(SYSTEM, name=name, slug=f"person-{number}")
    bodies = [body.name for body in queries.list_bodies()]
    assert bodies == [body.name for body in published.list_bodies()] == sorted(names)
    people = [person.name for person in queries.list_people()]
    assert people == sorted(names, key=str.lower)
