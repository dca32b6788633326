"""`govapp demo`: the demonstration, on a database that has nothing else."""

import click
from flask import Flask
from rich.progress import Progress
from sqlalchemy import delete, func, select

from govapp.accounts.models import User
from govapp.commands.application import ready_application
from govapp.committees.models import Body
from govapp.config import Settings
from govapp.database import db
from govapp.demonstration import (
    ahead,
    business,
    facts,
    followers,
    guest,
    history,
    member,
    organization,
    people,
    planned,
    proposals,
)
from govapp.errors import GovappError
from govapp.mail.models import OutboxMessage


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where there is data.")
@click.pass_obj
def demo(settings: Settings, *, if_empty: bool) -> None:
    """Fill an empty database with the demonstration."""
    app = ready_application(settings)
    with app.app_context():
        if _has_data():
            if if_empty:
                return
            raise GovappError(
                "The demonstration needs an empty database, and this one has data."
            )
        passwords = load_demonstration(app)
        people.keep(settings.instance, passwords)
        db.session.commit()


def load_demonstration(app: Flask) -> dict[str, str]:
    """Load everything within the caller's transaction; return the passwords made."""
    store = app.extensions["govapp.files"]
    known = facts.facts()
    total = len(known["bodies"]) + len(known["meetings"])
    total += ahead.COUNT + planned.COUNT
    with Progress() as progress:
        task = progress.add_task("Loading the demonstration", total=total)
        organization.load()
        for load in (
            history.load_bodies(),
            history.load_meetings(),
            ahead.load_meetings(store),
            planned.load_plan(),
        ):
            for _ in load:
                progress.advance(task)
        business.load(store)
    passwords = people.create_accounts()
    member.load()
    guest.load()
    proposals.load(store)
    followers.load()
    db.session.execute(delete(OutboxMessage))
    return passwords


def sign_in_note(settings: Settings, address: str) -> str:
    """Say how to sign in to the demonstration, if this installation has one."""
    passwords = people.kept(settings.instance)
    if not passwords:
        return ""
    lines = [f"Sign in at {address}/sign-in with one of these, made for you alone:"]
    lines += [
        f"  {email}  password {password}" for email, password in passwords.items()
    ]
    return "\n".join(lines) + "\n"


def _has_data() -> bool:
    return any(
        db.session.scalar(select(func.count()).select_from(table))
        for table in (Body, User)
    )
