"""`govapp user`: accounts from the command line."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import current_app

from govapp.accounts import queries, services
from govapp.accounts.models import User
from govapp.accounts.services import SYSTEM, Grant
from govapp.commands.application import ready_application
from govapp.committees.queries import find_body, list_bodies
from govapp.config import Settings
from govapp.database import db
from govapp.errors import RuleError
from govapp.permissions import Role

email = click.argument("email")
role = click.Choice([role.value for role in Role])
bodies = click.option(
    "--body", "bodies", multiple=True, help="The slug of a body the role is for."
)


@click.group()
def user() -> None:
    """Open accounts, give and take roles, end access."""


@contextmanager
def _application(settings: Settings) -> Iterator[None]:
    """Run a command within the application, commit what it changed, and hang up."""
    with ready_application(settings).app_context():
        try:
            yield
            db.session.commit()
        finally:
            db.session.remove()
            for engine in db.engines.values():
                engine.dispose()


def _get_user(email: str) -> User:
    found = queries.find_user(email)
    if found is None:
        raise RuleError("There is no account for %(email)s.", email=email)
    return found


def _grants(role: str, slugs: tuple[str, ...]) -> set[Grant]:
    """Read a role and its bodies; raises RuleError on a slug that is none."""
    found = [(slug, find_body(slug)) for slug in slugs]
    for slug, body in found:
        if body is None:
            raise RuleError("There is no body %(slug)s.", slug=slug)
    return {(Role(role), body.id) for _, body in found if body} or {(Role(role), None)}


@user.command()
@email
@click.argument("name")
@click.option("--role", type=role, help="A first role.")
@bodies
@click.option("--password-stdin", is_flag=True, help="Read a password from stdin.")
@click.pass_obj
def create(
    settings: Settings,
    *,
    email: str,
    name: str,
    role: str | None,
    bodies: tuple[str, ...],
    password_stdin: bool,
) -> None:
    """Open an account, with a password or with a link to choose one."""
    with _application(settings):
        roles = _grants(role, bodies) if role else set()
        made = services.invite_user(SYSTEM, email=email, name=name, roles=roles)
        if password_stdin:
            password = sys.stdin.readline().rstrip("\r\n")
            services.set_password(SYSTEM, user=made, password=password)
            click.echo(f"{made.email} can sign in at {settings.base_url}/sign-in")
        else:
            _tell_link(made)


@user.command()
@email
@click.pass_obj
def recover(settings: Settings, *, email: str) -> None:
    """Let somebody begin anew who has lost passkeys, app and recovery codes."""
    with _application(settings):
        services.reset_factors(SYSTEM, user=_get_user(email))


@user.command()
@email
@click.pass_obj
def disable(settings: Settings, *, email: str) -> None:
    """Take away all access of an account, at once."""
    with _application(settings):
        services.disable_user(SYSTEM, user=_get_user(email))


@user.command()
@email
@click.pass_obj
def enable(settings: Settings, *, email: str) -> None:
    """Give a disabled account its access again."""
    with _application(settings):
        services.enable_user(SYSTEM, user=_get_user(email))


@user.command()
@email
@click.argument("role", type=role)
@bodies
@click.pass_obj
def grant(
    settings: Settings, *, email: str, role: str, bodies: tuple[str, ...]
) -> None:
    """Give an account a role."""
    with _application(settings):
        held = _get_user(email)
        for given, body_id in _grants(role, bodies):
            services.grant_role(SYSTEM, user=held, role=given, body_id=body_id)


@user.command()
@email
@click.argument("role", type=role)
@bodies
@click.pass_obj
def revoke(
    settings: Settings, *, email: str, role: str, bodies: tuple[str, ...]
) -> None:
    """Take a role away from an account."""
    with _application(settings):
        held = _get_user(email)
        for taken, body_id in _grants(role, bodies):
            services.revoke_role(SYSTEM, user=held, role=taken, body_id=body_id)


@user.command("list")
@click.pass_obj
def list_accounts(settings: Settings) -> None:
    """Show the accounts: address, name, state and roles, parted by tabs."""
    with _application(settings):
        slugs = {body.id: body.slug for body in list_bodies()}
        for found in queries.list_users():
            roles = ", ".join(
                f"{held.role} {slugs.get(held.body_id or 0, '')}".strip()
                for held in found.assignments
            )
            state = "active" if found.password else "invited"
            state = state if found.active else "disabled"
            click.echo(f"{found.email}\t{found.name}\t{state}\t{roles}")


def create_administrator(email: str) -> None:
    """Open the first administrator's account and say where to choose a password.

    To be called within an application; it commits.
    """
    made = services.invite_user(
        SYSTEM, email=email, name=email, roles={(Role.ADMINISTRATOR, None)}
    )
    db.session.commit()
    _tell_link(made)


def _tell_link(made: User) -> None:
    settings: Settings = current_app.extensions["govapp.settings"]
    days = services.INVITED_FOR.days
    click.echo(f"{made.email} chooses a password here, once, within {days} days:")
    click.echo(f"{settings.base_url}{services.make_link(made)}")
