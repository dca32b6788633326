"""The mail of a posting is a proof that whoever keeps it can use."""

from email import message_from_bytes
from email.policy import default

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.config import Settings
from govapp.database import db
from govapp.mail.delivery import write_mail
from govapp.mail.models import OutboxMessage
from govapp.record import verify
from tests.meetings.building import add_items, post
from tests.meetings.conftest import Make
from tests.pages import PageClient


@pytest.mark.usefixtures("secretary")
def test_a_receipt_holds_the_checkpoint_of_its_entry(
    app: Flask,
    make_meeting: Make,
    settings: Settings,
    client: PageClient,
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call to order")
    seq = post(app, meeting_id)
    assert seq == 2
    with app.app_context():
        message = db.session.scalars(
            select(OutboxMessage).where(OutboxMessage.subject.contains("agenda"))
        ).one()
        sent = write_mail(message, settings).as_bytes()
    read = message_from_bytes(sent, policy=default).get_body()
    assert read is not None
    text = read.get_content()
    assert "Entry 2 of the public record, posted 20" in text
    assert "http://localhost/record/2\r\n" in text
    note = verify.find_note(text)
    assert note == client.get("/record/checkpoint/2").text
    grown = client.get("/record/consistency?from=2").text
    assert verify.check(grown, saved=text) == (
        "localhost/record only grew: 2 of its 2 entries are as then."
    )
