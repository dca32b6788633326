"""A member's own calendar ends with what it stands for, and betrays nothing."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text

from govapp.accounts import services as accounts
from govapp.accounts.limits import CALENDARS
from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.committees.queries import find_person, get_body
from govapp.database import db
from tests.accounts.people import (
    ADMINISTRATOR,
    PASSWORD,
    enter,
    find_link,
    list_mails,
    open_account,
)
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient
from tests.portal.calendars import (
    KEY,
    MIA,
    ask,
    list_categories,
    make_address,
    read,
    read_one,
)
from tests.portal.conftest import Seat
from tests.portal.people import end_service


def _ends(app: Flask, address: str) -> None:
    """Show that an address answers as one that never was."""
    missing = ask(app, "/nothing-here")
    never = ask(app, f"/my-calendar/{'a' * 43}.ics")
    assert missing[0] == 404
    assert ask(app, address) == never == missing


def test_a_new_address_ends_the_one_before(
    app: Flask, member: PageClient, address: str
) -> None:
    newer = make_address(member, "Make a new address in its place")
    assert newer != address
    _ends(app, address)
    assert ask(app, newer)[0] == 200


def test_the_member_revokes_it(app: Flask, member: PageClient, address: str) -> None:
    done = member.submit("/my/calendar", button="Revoke the address")
    assert done.location == "/my/calendar"
    assert "There is no address yet." in member.get("/my/calendar").text
    _ends(app, address)
    subject, told = list_mails(app, MIA)[-1]
    assert subject == "The address of your own calendar counts no longer"
    assert "It was revoked." in told


def test_an_administrator_revokes_it_and_the_member_is_told(
    app: Flask, address: str
) -> None:
    ada = enter(app, open_account(app, roles=[ADMINISTRATOR], password=None))
    with app.app_context():
        page = f"/desk/users/{getattr(find_user(MIA), 'id', 0)}"
    assert "Own calendar" in read_main(ada.get(page).text)
    ada.submit(page, button="Revoke the address")
    assert "Own calendar" not in read_main(ada.get(page).text)
    _ends(app, address)
    assert "Ada has revoked it." in list_mails(app, MIA)[-1][1]


def test_it_ends_with_the_seat(
    app: Flask, member: PageClient, make_meeting: Make, address: str
) -> None:
    make_meeting("2031-05-07T10:00", slugs=("audit",), is_posted=True)
    with app.app_context():
        person = find_person("mia")
        assert person
        committees.appoint_member(
            SYSTEM, get_body("audit"), person=person, start_on="2020-01-01"
        )
        db.session.commit()
    assert len(read(app, address).events) == 2
    with app.app_context():
        person = find_person("mia")
        assert person
        (board,) = [one for one in person.memberships if one.body.slug == "board"]
        committees.end_membership(
            SYSTEM, board, ended_on="2026-01-31", end_reason="resigned"
        )
        db.session.commit()
    assert list_categories(read_one(app, address)) == ["Audit"]
    with app.app_context():
        person = find_person("mia")
        assert person
        (audit,) = [one for one in person.memberships if one.body.slug == "audit"]
        committees.end_membership(
            SYSTEM, audit, ended_on="2026-01-31", end_reason="resigned"
        )
        db.session.commit()
    _ends(app, address)
    assert member.get("/my/calendar").status_code == 404


def test_who_never_served_has_none(app: Flask, seat: Seat) -> None:
    fay = seat("board", "Fay")
    end_service(app, "Fay", "2026-01-31")
    assert fay.get("/my/calendar").status_code == 404
    token = {"csrf_token": "x"}
    assert fay.post("/my/calendar", data=token).status_code in {400, 404}


def test_it_ends_when_the_account_is_disabled_and_does_not_come_back(
    app: Flask, address: str
) -> None:
    with app.app_context():
        user = find_user(MIA)
        assert user
        accounts.disable_user(SYSTEM, user=user)
        db.session.commit()
    _ends(app, address)
    with app.app_context():
        user = find_user(MIA)
        assert user
        accounts.enable_user(SYSTEM, user=user)
        db.session.commit()
    _ends(app, address)


def test_it_ends_when_an_administrator_signs_the_member_out(
    app: Flask, address: str
) -> None:
    with app.app_context():
        user = find_user(MIA)
        assert user
        accounts.end_sessions(SYSTEM, user=user)
        db.session.commit()
    _ends(app, address)


def test_it_ends_when_the_member_signs_out_everywhere_else(
    app: Flask, member: PageClient, address: str
) -> None:
    with app.app_context():
        user = find_user(MIA)
        assert user
    enter(app, user.id)  # so that there is another session
    member.submit("/account/sessions", button="End all others")
    _ends(app, address)


def test_it_ends_with_a_password_that_was_reset(
    app: Flask, client: PageClient, address: str
) -> None:
    link = find_link(next(t for s, t in list_mails(app, MIA) if "reset" in t))
    client.submit(link, password=PASSWORD, password_confirm=PASSWORD)
    _ends(app, address)


def test_wrong_keys_are_limited_and_right_ones_do_not_count(
    app: Flask, address: str
) -> None:
    often = int(CALENDARS.split()[0])
    for _ in range(often + 5):
        assert ask(app, address)[0] == 200
    for number in range(often):
        assert ask(app, f"/my-calendar/guess-{number}.ics")[0] == 404
    assert ask(app, "/my-calendar/guess.ics")[0] == 429


def test_the_log_has_no_key(
    app: Flask, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        db.session.execute(text("DROP TABLE calendar_key"))
        db.session.commit()
    with caplog.at_level(logging.DEBUG):
        assert ask(app, address)[0] in {500, 503}
    assert "/my-calendar/…" in caplog.text
    key = KEY.search(address)
    assert key
    assert key[1] not in caplog.text
