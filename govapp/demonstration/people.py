"""Who signs in to the demonstration, named by role, each with a password of its own."""

import json
import secrets
from pathlib import Path

from govapp.accounts import services as accounts
from govapp.accounts.services import SYSTEM
from govapp.committees import queries
from govapp.permissions import Role

PASSWORD_BYTES = 12
SECRETARY = "demo-secretary@govapp.example"
ADMINISTRATOR = "demo-administrator@govapp.example"
MEMBER = "demo-member@govapp.example"
CONTRIBUTOR = "demo-contributor@govapp.example"
COUNSEL = "demo-counsel@govapp.example"


def create_accounts() -> dict[str, str]:
    """Create the accounts; return the password made for each address."""
    bodies = [body.id for body in queries.list_bodies()]
    board = queries.get_body("iso-board").id
    return {
        SECRETARY: _create(
            SECRETARY, "Demo secretary", [(Role.SECRETARY, each) for each in bodies]
        ),
        ADMINISTRATOR: _create(
            ADMINISTRATOR, "Demo administrator", [(Role.ADMINISTRATOR, None)]
        ),
        MEMBER: _create(MEMBER, "Demo member", []),
        CONTRIBUTOR: _create(
            CONTRIBUTOR, "Demo contributor", [(Role.CONTRIBUTOR, board)]
        ),
        COUNSEL: _create(COUNSEL, "Demo counsel", []),
    }


def keep(instance: Path, passwords: dict[str, str]) -> None:
    """Write the passwords where only this installation's user reads them."""
    path = _path(instance)
    path.touch(mode=0o600)
    path.write_text(json.dumps(passwords, indent=1), encoding="utf-8")


def kept(instance: Path) -> dict[str, str]:
    """Return the passwords made for this installation; none without demonstration."""
    path = _path(instance)
    if not path.is_file():
        return {}
    passwords: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return passwords


def _path(instance: Path) -> Path:
    return instance / "demonstration.json"


def _create(email: str, name: str, roles: list[accounts.Grant]) -> str:
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    user = accounts.invite_user(SYSTEM, email=email, name=name, roles=roles)
    accounts.set_password(SYSTEM, user=user, password=password)
    return password
