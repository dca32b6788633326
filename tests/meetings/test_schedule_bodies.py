"""Which bodies meet together: whoever saves second sees what the first chose."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.errors import StaleError
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import schedule
from tests.accounts.people import open_body
from tests.meetings.building import hidden_fields, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient


def list_bodies(app: Flask, number: int) -> list[str]:
    with app.app_context():
        return [body.slug for body in get_meeting(number).bodies]


def test_bodies_chosen_meanwhile_are_shown_beside_what_was_chosen(
    app: Flask,
    secretary: PageClient,
    deputy: PageClient,
    bodies: dict[str, int],
    make_meeting: Make,
) -> None:
    audit, finance = str(bodies["audit"]), str(open_body(app, "finance"))
    number = make_meeting()
    path = f"/desk/meetings/{number}/bodies"
    sent = hidden_fields(deputy.get(path).text)
    secretary.submit(path, joint=[audit, finance])

    stale = deputy.post(path, data={**sent, "joint": [finance]})

    assert stale.status_code == 409
    shown = "Saved by someone else meanwhile:Audit, Finance"
    assert shown in read_main(stale.text)
    assert list_bodies(app, number) == ["board", "audit", "finance"]
    again = {**hidden_fields(stale.text), "joint": [finance]}
    assert deputy.post(path, data=again).status_code == 303
    assert list_bodies(app, number) == ["board", "finance"]


def test_that_nobody_joins_any_more_is_shown_too(
    app: Flask,
    secretary: PageClient,
    deputy: PageClient,
    bodies: dict[str, int],
    make_meeting: Make,
) -> None:
    number = make_meeting(slugs=("board", "audit"))
    path = f"/desk/meetings/{number}/bodies"
    sent = hidden_fields(deputy.get(path).text)
    secretary.submit(path, joint=[])

    stale = deputy.post(path, data={**sent, "joint": [str(bodies["audit"])]})

    assert stale.status_code == 409
    assert "Saved by someone else meanwhile:(empty)" in read_main(stale.text)
    assert list_bodies(app, number) == ["board"]


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_two_who_choose_at_once_do_not_mix(app: Flask, make_meeting: Make) -> None:
    open_body(app, "finance")
    number, start = make_meeting(), Barrier(2)

    def choose(slug: str) -> str:
        with app.app_context():
            meeting, joint = get_meeting(number), get_body(slug)
            start.wait()
            try:
                schedule.change_bodies(
                    SYSTEM, meeting, row_version=1, bodies=[meeting.host, joint]
                )
            except StaleError:
                return "stale"
            db.session.commit()
            return slug

    with ThreadPoolExecutor(2) as pool:
        done = set(pool.map(choose, ("audit", "finance")))
    (kept,) = done - {"stale"}
    assert list_bodies(app, number) == ["board", kept]
