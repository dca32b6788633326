"""Binding a body's meetings by rules, from the desk to its public page."""

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.audit.queries import list_lines
from govapp.committees.models import BodyRuleSet
from govapp.committees.published import get_card
from govapp.database import db
from tests.meetings.building import read_main
from tests.notices.rules import BAGLEY_KEENE, bind
from tests.pages import PageClient

RULES = "/desk/committees/board/notice-rules"
HOUSE = {
    "title": "Our own rule",
    "citation": "Resolution 12",
    "kind": "regular",
    "what": "notice_and_agenda",
    "amount": "5",
    "unit": "business_days",
    "start_on": "2026-12-01",
}


def list_attached(app: Flask) -> list[str]:
    with app.app_context():
        found = db.session.scalars(select(BodyRuleSet).order_by(BodyRuleSet.id))
        return [f"{one.code} {one.start_on} {one.end_on}".strip() for one in found]


def test_rules_are_attached_at_the_desk_and_bind_once_posted(
    app: Flask, secretary: PageClient
) -> None:
    assert "No rules are attached." in read_main(secretary.get(RULES).text)
    answer = secretary.submit(
        f"{RULES}/attach",
        rules="us-ca-bagley-keene@2002-01-01",
        start_on="2026-12-01",
    )
    assert answer.location == RULES
    page = read_main(secretary.get(RULES).text)
    assert "Not posted yet." in page
    assert "For meetings from Tuesday, December 1, 2026 on." in page
    assert "10 days before regular meetings: notice with the agenda" in page
    assert "Gov. Code 11125(a), (b)" in page
    assert list_attached(app) == ["us-ca-bagley-keene 2026-12-01"]
    assert secretary.submit("/desk/committees/board/post").status_code == 303
    assert "Not posted yet." not in read_main(secretary.get(RULES).text)
    with app.app_context():
        (posted,) = get_card("board").body.rule_sets
        assert posted == BAGLEY_KEENE.model_copy(update={"start_on": "2026-12-01"})
        actions = [line.action for line in list_lines("body:board")]
        assert "body.rule_set_attached" in actions
    public = read_main(app.test_client().get("/committees/board").text)
    assert "Rules of notice" in public
    assert "Bagley-Keene Open Meeting Act" in public
    assert "for meetings from December 1, 2026 on" in public


def test_the_desk_says_what_differs_from_what_was_posted(
    app: Flask, secretary: PageClient
) -> None:
    bind(app, BAGLEY_KEENE)
    secretary.submit(f"{RULES}/house", **HOUSE)
    page = read_main(secretary.get("/desk/committees/board").text)
    assert "Changed since: rules of notice." in page


def test_a_draft_is_shown_and_cannot_be_attached(
    app: Flask, secretary: PageClient
) -> None:
    page = secretary.get(f"{RULES}/attach").text
    assert "Draft: cannot be attached" in page
    assert "how long before is not known" in read_main(page)
    answer = secretary.submit(
        f"{RULES}/attach",
        rules="caiso-open-meeting-policy@1998-04-23",
        start_on="2026-12-01",
    )
    assert answer.status_code == 422
    assert list_attached(app) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"rules": ""}, "Choose the rules."),
        ({"start_on": ""}, "Give a day."),
        ({"start_on": "2026-02-30"}, "Give a date that exists."),
        ({"start_on": "1999-01-01"}, "This version is in force from 2026-01-01."),
    ],
)
def test_what_cannot_be_attached_is_told(
    app: Flask, secretary: PageClient, values: dict[str, str], told: str
) -> None:
    given = {"rules": "us-ca-brown@2026-01-01", "start_on": "2026-12-01"}
    answer = secretary.submit(f"{RULES}/attach", **given | values)
    assert answer.status_code == 422
    assert told in read_main(answer.text)
    assert list_attached(app) == []


def test_a_new_version_ends_the_one_before(app: Flask, secretary: PageClient) -> None:
    for amount, start_on in (("5", "2026-12-01"), ("7", "2027-01-01")):
        secretary.submit(
            f"{RULES}/house", **HOUSE | {"amount": amount, "start_on": start_on}
        )
    code = "house-board-regular-notice-and-agenda"
    assert list_attached(app) == [
        f"{code} 2026-12-01 2026-12-31",
        f"{code} 2027-01-01",
    ]
    answer = secretary.submit(f"{RULES}/house", **HOUSE)
    assert answer.status_code == 422
    assert "bind this body already, from 2026-12-01" in read_main(answer.text)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"title": " "}, "Fill this in."),
        ({"amount": "0"}, "Give a whole number from 1 to 366."),
        ({"amount": "a few"}, "Not a valid integer value."),
        ({"unit": "fortnights"}, "Not a valid choice."),
    ],
)
def test_a_house_rule_that_is_none_is_refused(
    app: Flask, secretary: PageClient, values: dict[str, str], told: str
) -> None:
    answer = secretary.submit(f"{RULES}/house", **HOUSE | values)
    assert answer.status_code == 422
    assert told in read_main(answer.text)
    assert list_attached(app) == []


def test_a_house_rule_says_whose_it_is(app: Flask, secretary: PageClient) -> None:
    secretary.submit(f"{RULES}/house", **HOUSE)
    page = read_main(secretary.get(RULES).text)
    assert "Our own rule" in page
    assert "5 business days before regular meetings" in page
    assert "(Resolution 12)" in page
    assert "This installation's own rule" in page
    with app.app_context():
        (attached,) = db.session.scalars(select(BodyRuleSet))
        assert '"severity":"house"' in attached.content


def test_rules_are_ended_and_those_that_never_bound_taken_off(
    app: Flask, secretary: PageClient
) -> None:
    secretary.submit(f"{RULES}/house", **HOUSE)
    secretary.submit(
        f"{RULES}/attach", rules="us-sunshine@1977-03-12", start_on="2026-12-01"
    )
    with app.app_context():
        house, sunshine = db.session.scalars(
            select(BodyRuleSet.id).order_by(BodyRuleSet.id)
        )
    secretary.submit(f"{RULES}/{house}/end", end_on="2026-12-31")
    secretary.submit(f"{RULES}/{sunshine}/end", end_on="2026-11-30")
    assert list_attached(app) == [
        "house-board-regular-notice-and-agenda 2026-12-01 2026-12-31"
    ]
    page = read_main(secretary.get(RULES).text)
    assert "For meetings from Tuesday, December 1, 2026 through Thursday" in page


def test_nobody_else_may(app: Flask, stranger: PageClient) -> None:
    bind(app, BAGLEY_KEENE)
    with app.app_context():
        attached = db.session.scalars(select(BodyRuleSet.id)).one()
    for page in ("", "/attach", "/house", f"/{attached}/end"):
        assert stranger.get(RULES + page).status_code == 404
    other = f"/desk/committees/audit/notice-rules/{attached}/end"
    assert stranger.get(other).status_code == 404
