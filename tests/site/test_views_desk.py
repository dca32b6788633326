"""The organization's page at the desk: edit, preview, post."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import RuleError, StaleError
from govapp.permissions import Role
from govapp.record.published import find_organization
from govapp.record.shapes.bodies import Organization
from govapp.site import services
from tests.accounts.people import ADMINISTRATOR, open_account, open_body, sign_in
from tests.pages import PageClient, parse_page

EDIT = "/desk/organization"


@pytest.fixture
def desk(app: Flask, client: PageClient) -> PageClient:
    open_account(app, roles=[ADMINISTRATOR])
    sign_in(client)
    return client


def read_field(page: str, name: str) -> str:
    """Return what a hidden field of the page's own form holds."""
    (form,) = parse_page(page).findall(".//main//form")
    (value,) = [
        field.get("value", "")
        for field in form.iter("input")
        if field.get("name") == name
    ]
    return value


def posted(app: Flask) -> Organization | None:
    with app.app_context():
        return find_organization()


def test_what_is_saved_is_public_once_it_is_posted(
    app: Flask, desk: PageClient
) -> None:
    answer = desk.submit(
        EDIT,
        button="Save and preview",
        name="Grid Operator",
        about="One.\r\n\r\nTwo.",
        email="clerk@example.org",
    )
    assert (answer.status_code, answer.location) == (303, f"{EDIT}/preview")
    assert posted(app) is None
    preview = desk.get(f"{EDIT}/preview").text
    assert "This is not posted yet." in preview
    assert "<p>Two.</p>" in preview

    answer = desk.submit(f"{EDIT}/preview", button="Post for everyone")
    assert (answer.status_code, answer.location) == (303, f"{EDIT}/preview")
    assert posted(app) == Organization(
        name="Grid Operator", about="One.\n\nTwo.", email="clerk@example.org"
    )
    preview = desk.get(f"{EDIT}/preview").text
    assert "Posted. Everyone reads it now." in preview
    assert "This is what the public reads now." in preview
    assert "<p>Two.</p>" in app.test_client().get("/about").text


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", " ", "Give the organization's name."),
        ("name", "x" * 201, "Use at most 200 characters."),
        ("email", "clerk", "This is no e-mail address."),
    ],
)
def test_what_is_wrong_is_kept_and_said(
    app: Flask, desk: PageClient, field: str, value: str, told: str
) -> None:
    values = {"name": "Grid", "about": "Kept", field: value}
    answer = desk.submit(EDIT, button="Save and preview", **values)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Kept</textarea>" in answer.text
    assert desk.get(f"{EDIT}/preview").status_code == 404
    assert posted(app) is None


def test_two_who_save_keep_both_texts(app: Flask, desk: PageClient) -> None:
    desk.submit(EDIT, button="Save and preview", name="Grid")
    with app.app_context():
        services.edit_organization(SYSTEM, row_version=1, name="Grid", phone="1")
        db.session.commit()
    late = desk.submit(
        EDIT, button="Save and preview", name="Grid", phone="2", row_version="1"
    )
    assert late.status_code == 409
    assert 'value="2"' in late.text
    assert "Somebody else saved this while you were writing." in late.text
    assert "Saved by someone else meanwhile:</strong>" in late.text
    hidden = ("csrf_token", "row_version", "idempotency_key")
    kept = {name: read_field(late.text, name) for name in hidden}
    again = desk.post(EDIT, data={**kept, "name": "Grid", "phone": "2"})
    assert again.status_code == 303


def test_posting_twice_posts_once(app: Flask) -> None:
    with app.app_context():
        services.edit_organization(SYSTEM, row_version=0, name="Grid")
        assert services.post_organization(SYSTEM) == 1
        db.session.commit()
        with pytest.raises(RuleError, match="Nothing has changed"):
            services.post_organization(SYSTEM)
        lines = db.session.query(AuditLine.action, AuditLine.detail)
        lines = lines.filter(AuditLine.subject == "organization:")
        assert lines.order_by(AuditLine.id).all() == [
            ("organization.edited", ""),
            ("organization.posted", "entry 1"),
        ]


def test_services_refuse(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(RuleError, match="Write the page first"):
            services.post_organization(SYSTEM)
        page = services.edit_organization(SYSTEM, row_version=0, name="Grid")
        assert page.is_demonstration is False
        for version in (0, 7, None):
            with pytest.raises(StaleError):
                services.edit_organization(SYSTEM, row_version=version, name="Other")
        page = services.edit_organization(
            SYSTEM, row_version=1, name="Grid", is_demonstration=True
        )
        assert (page.row_version, page.is_demonstration) == (2, True)
        services.edit_organization(SYSTEM, row_version=2, name="Grid 2")
        assert page.is_demonstration is True


def test_only_administrators_find_it(app: Flask, client: PageClient) -> None:
    body = open_body(app, "board")
    open_account(app, roles=[(Role.SECRETARY, body)])
    assert client.get(EDIT).location == "/sign-in?next=/desk/organization"
    sign_in(client)
    for address in (EDIT, f"{EDIT}/preview"):
        assert client.get(address).status_code == 404
