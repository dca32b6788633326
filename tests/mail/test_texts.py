"""What mails say."""

from email import message_from_bytes
from email.errors import MessageError
from email.policy import SMTP

import pytest
from flask import Flask

from govapp.config import Settings
from govapp.database import db
from govapp.mail import services, texts
from govapp.mail.delivery import write_mail
from govapp.mail.models import OutboxMessage

BREAKS = ("\r\n", "\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029")
HEADERS = {
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version",
    "Content-Type", "Content-Transfer-Encoding",
}  # fmt: skip


def test_a_mail_is_plain_text_with_its_subject_first(app: Flask) -> None:
    with app.app_context():
        subject, text = texts.write(
            "mail/invitation.txt",
            name="Ada & Bo",
            inviter="Cy <cy@example.org>",
            organization="City's Board",
            address="here:/account/reset/abc",
            days=3,
        )

    assert subject == "Your invitation to City's Board"
    lines = text.split("\n\n")
    assert lines[0] == "Hello Ada & Bo,"
    assert lines[1].startswith("Cy <cy@example.org> has opened an account for you at")
    assert lines[2] == "here:/account/reset/abc"
    assert lines[3].startswith("The link works once, and for 3 days.")
    assert lines[4] == "If you did not expect this, you need not do anything.\n"


def test_row_42_no_text_begins_another_header(app: Flask, settings: Settings) -> None:
    """Whatever a text ends its lines with, it stays in its subject or in the body."""
    said = "".join(f"Rates{each}Bcc: zz@example.org{each}" for each in BREAKS)
    with app.app_context():
        number = services.enqueue(
            recipient="ada@example.org", subject=said, text=f"Of {said}"
        )
        mail = write_mail(db.session.get_one(OutboxMessage, number), settings)
    read = message_from_bytes(mail.as_bytes(), policy=SMTP)

    assert set(read.keys()) == HEADERS
    assert read["To"] == "ada@example.org"


@pytest.mark.parametrize("end", BREAKS)
def test_row_42_no_address_begins_another_header(
    app: Flask, settings: Settings, end: str
) -> None:
    with app.app_context():
        number = services.enqueue(
            recipient=f"ada@example.org{end}Bcc: zz@example.org", subject="A", text="B"
        )
        message = db.session.get_one(OutboxMessage, number)
        with pytest.raises((ValueError, MessageError)):
            write_mail(message, settings)
