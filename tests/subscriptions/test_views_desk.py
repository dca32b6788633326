"""The administrator sees how many follow, and removes an address unseen."""

from flask import Flask
from sqlalchemy import select

from govapp.audit.models import AuditLine
from govapp.database import db
from tests.accounts.people import ADMINISTRATOR, enter, open_account
from tests.pages import PageClient
from tests.subscriptions.following import follow

PAGE = "/desk/followers"


def test_an_address_is_removed_and_the_trail_does_not_name_it(app: Flask) -> None:
    follow(app)
    follow(app, "bo@example.org")
    client = enter(app, open_account(app, "root@example.org", roles=[ADMINISTRATOR]))
    page = client.get(PAGE).text
    assert "2 addresses follow by e-mail." in page
    assert "ada@example.org" not in page
    assert client.submit(PAGE, email="cy@example.org").status_code == 422
    answer = client.submit(PAGE, email="Ada@example.org")
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "1 address follows by e-mail." in client.get(PAGE).text
    with app.app_context():
        [found] = db.session.scalars(
            select(AuditLine).where(AuditLine.action == "subscription.removed")
        )
    assert (found.subject, found.detail) == ("subscription:1", "")


def test_nobody_else_has_the_page(secretary: PageClient) -> None:
    assert secretary.get(PAGE).status_code == 404


def test_refused_addresses_are_the_administrators_and_mails_the_secretarys(
    app: Flask, secretary: PageClient
) -> None:
    client = enter(app, open_account(app, "root@example.org", roles=[ADMINISTRATOR]))
    pages = (f"{PAGE}/refused", f"{PAGE}/mails")
    assert [client.get(page).status_code for page in pages] == [200, 404]
    assert [secretary.get(page).status_code for page in pages] == [404, 200]
    assert "No address was refused." in client.get(pages[0]).text
