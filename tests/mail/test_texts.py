"""What mails say."""

from flask import Flask

from govapp.mail import texts


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
