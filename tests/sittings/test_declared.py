"""What members declared beforehand is at hand in the room."""

import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import find_person
from govapp.database import db
from govapp.meetings.queries.agendas import list_items
from govapp.meetings.queries.meetings import get_meeting
from govapp.portal.services.declaring import declare_conflict
from govapp.sittings.queries import get_room
from tests.meetings.building import read_main
from tests.pages import PageClient


def test_a_recusal_declared_beforehand_is_recorded_with_one_button(
    app: Flask, secretary: PageClient, meeting: int
) -> None:
    with time_machine.travel("2031-03-01T18:00:00Z"), app.app_context():
        person, found = find_person("dan"), get_meeting(meeting)
        assert person
        key = list_items(found)[1].key
        declare_conflict(
            SYSTEM,
            found,
            person=person,
            item_key=key,
            label="Decision on the plan",
            kind="recusal",
            statement="Owns land along the line.",
        )
        db.session.commit()
    room = f"/desk/meetings/{meeting}/room"
    secretary.submit(room, button="Call to order")
    told = "Dan, 2 Decision on the plan: Owns land along the line."
    assert told in read_main(secretary.get(room).text)

    secretary.submit(room, button="Record the recusal: Dan")

    page = read_main(secretary.get(room).text)
    assert "Declared beforehand" not in page
    assert "Dan, 2 Decision on the plan: Recused Owns land along the line." in page
    with app.app_context():
        assert get_room(get_meeting(meeting)).is_recused("dan", key)
