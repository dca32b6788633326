"""Who contributes: made so, and so no longer."""

from flask import Flask

from govapp.accounts.queries import find_user
from govapp.accounts.services import SYSTEM, revoke_role
from govapp.database import db
from govapp.permissions import Role
from tests.accounts.people import ADMINISTRATOR, enter, open_account
from tests.contributions.proposing import (
    BASE,
    propose_whole,
)
from tests.meetings.building import read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient


def test_an_administrator_makes_somebody_a_contributor(
    app: Flask, bodies: dict[str, int], make_meeting: Make
) -> None:
    make_meeting(is_posted=True)
    administrator = enter(app, open_account(app, roles=[ADMINISTRATOR], password=None))
    account = open_account(app, "bo@example.org", password=None)
    somebody = enter(app, account)
    assert somebody.get(BASE).status_code == 404
    given = administrator.submit(
        f"/desk/users/{account}",
        button="Give the role",
        role="contributor",
        bodies=str(bodies["board"]),
    )
    assert given.status_code == 303
    assert "Board, Wednesday, March 5, 2031" in read_main(somebody.get(BASE).text)


def test_a_former_contributor_is_a_visitor(
    app: Flask, carla: PageClient, make_meeting: Make
) -> None:
    key = propose_whole(carla, make_meeting(is_posted=True))
    with app.app_context():
        user = find_user("carla@example.org")
        assert user
        (grant,) = user.grants
        revoke_role(SYSTEM, user=user, role=Role.CONTRIBUTOR, body_id=grant[1])
        db.session.commit()
    for page in (BASE, f"{BASE}/{key}", f"{BASE}/propose"):
        assert carla.get(page).status_code == 404
    assert carla.get("/account/start").location == "/account/"


def test_who_loses_one_body_loses_what_was_proposed_to_it(
    app: Flask, carla: PageClient, bodies: dict[str, int], make_meeting: Make
) -> None:
    key = propose_whole(carla, make_meeting(is_posted=True))
    with app.app_context():
        user = find_user("carla@example.org")
        assert user
        user.assignments[0].body_id = bodies["audit"]
        db.session.commit()
    assert carla.get(f"{BASE}/{key}").status_code == 404
    assert "The plan" not in carla.get(BASE).text
