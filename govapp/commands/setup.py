"""`govapp init`: a database that is up to date, and somebody who may sign in."""

import sys

import click
from rich.console import Console

from govapp import schema
from govapp.accounts import queries
from govapp.commands.application import ready_application
from govapp.commands.user import create_administrator
from govapp.config import Settings


@click.command()
@click.option(
    "--administrator",
    envvar="GOVAPP_ADMINISTRATOR",
    help="E-mail address of the first administrator.",
)
@click.pass_obj
def init(settings: Settings, administrator: str | None) -> None:
    """Create or upgrade the database, and the first administrator."""
    console = Console()
    with console.status("Bringing the database up to date …"):
        schema.upgrade(settings.database_url)
    app = ready_application(settings)
    with app.app_context():
        if queries.has_users():
            return
        if administrator is None and sys.stdin.isatty():
            administrator = click.prompt("E-mail of the first administrator")
        if administrator:
            create_administrator(administrator)
