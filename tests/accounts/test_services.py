"""What services of accounts promise whoever calls them."""

import pytest
from flask import Flask
from sqlalchemy import select

from govapp.accounts import queries, services
from govapp.accounts.models import User
from govapp.accounts.services import SYSTEM
from govapp.audit.models import AuditLine
from govapp.database import db
from govapp.errors import NotFoundError, RuleError
from govapp.permissions import Permission, Role, allows
from tests.accounts.people import ADMINISTRATOR, open_account, open_body


@pytest.mark.parametrize(
    "email", ["ADA@EXAMPLE.ORG", " ada@example.org ", "\uff41da@example.org"]
)
def test_one_person_has_one_account(app: Flask, email: str) -> None:
    open_account(app)

    with app.app_context(), pytest.raises(RuleError):
        services.invite_user(SYSTEM, email=email, name="Ada")


def test_a_role_counts_for_its_body_alone(app: Flask) -> None:
    board, audit = open_body(app, "board"), open_body(app, "audit")
    number = open_account(app, roles={(Role.SECRETARY, board)}, password=None)

    with app.app_context():
        grants = queries.get_user(number).grants
    assert allows(grants, Permission.MEETING_POST, board)
    assert not allows(grants, Permission.MEETING_POST, audit)
    assert allows(grants, Permission.MEETING_POST, None)
    assert not allows(grants, Permission.USER_MANAGE, None)


@pytest.mark.parametrize(
    ("role", "for_body"), [(Role.ADMINISTRATOR, True), (Role.SECRETARY, False)]
)
def test_a_role_is_given_for_what_it_is_for(
    app: Flask, role: Role, *, for_body: bool
) -> None:
    body = open_body(app, "board") if for_body else None
    number = open_account(app, password=None)

    with app.app_context():
        user = queries.get_user(number)
        with pytest.raises(RuleError) as refusal:
            services.grant_role(SYSTEM, user=user, role=role, body_id=body)
        assert refusal.value.field == "bodies"
        assert user.grants == set()


def test_a_role_given_twice_is_held_once(app: Flask) -> None:
    number = open_account(app, password=None)

    with app.app_context():
        user = queries.get_user(number)
        for _ in range(2):
            services.grant_role(SYSTEM, user=user, role=Role.AUDITOR)
        assert len(user.assignments) == 1
        services.revoke_role(SYSTEM, user=user, role=Role.AUDITOR)
        assert user.assignments == []


def test_the_last_administrator_is_kept_whoever_asks(app: Flask) -> None:
    number = open_account(app, roles={ADMINISTRATOR}, password=None)
    gone = open_account(app, "gone@example.org", roles={ADMINISTRATOR}, password=None)

    with app.app_context():
        services.disable_user(SYSTEM, user=queries.get_user(gone))
        user = queries.get_user(number)
        with pytest.raises(RuleError, match="the last administrator"):
            services.revoke_role(SYSTEM, user=user, role=Role.ADMINISTRATOR)
        with pytest.raises(RuleError, match="the last administrator"):
            services.disable_user(SYSTEM, user=user)


def test_everything_leaves_a_line(app: Flask) -> None:
    body = open_body(app, "board")
    number = open_account(app, roles={(Role.MEMBER, body)})
    with app.app_context():
        user = queries.get_user(number)
        services.revoke_role(SYSTEM, user=user, role=Role.MEMBER, body_id=body)
        services.disable_user(SYSTEM, user=user)
        services.enable_user(SYSTEM, user=user)
        lines = db.session.execute(
            select(AuditLine.action, AuditLine.body_id, AuditLine.detail)
            .where(AuditLine.subject == f"user:{number}")
            .order_by(AuditLine.id)
        ).all()

    assert lines == [
        ("user.invited", None, "ada@example.org"),
        ("role.granted", body, "member"),
        ("user.invitation_sent", None, ""),
        ("user.password_set", None, ""),
        ("role.revoked", body, "member"),
        ("user.disabled", None, ""),
        ("user.enabled", None, ""),
    ]


def test_passwords_are_kept_as_argon2(app: Flask) -> None:
    number = open_account(app)

    with app.app_context():
        password = db.session.get_one(User, number).password
    assert password is not None
    assert password.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_what_is_not_there_is_not_found(app: Flask) -> None:
    bo = open_account(app, "bo@example.org", roles={ADMINISTRATOR}, password=None)
    ada = open_account(app, password=None)

    with app.app_context():
        [held] = queries.get_user(bo).assignments
        assert queries.get_assignment(bo, held.id) is held
        with pytest.raises(NotFoundError):
            queries.get_assignment(ada, held.id)
        with pytest.raises(NotFoundError):
            queries.get_user(99)
        assert queries.find_user("nobody@example.org") is None
