"""`govapp record`: its projection made again, its log opened anew."""

import click
from rich.progress import Progress

from govapp.commands.application import open_application, ready_application
from govapp.config import Settings
from govapp.database import db
from govapp.record import projection, services


@click.group()
def record() -> None:
    """Look after the record of what was posted."""


@record.command()
@click.pass_obj
def rebuild(settings: Settings) -> None:
    """Make the projection again from nothing but the record."""
    with ready_application(settings).app_context(), Progress() as progress:
        task = progress.add_task("Rebuilding")

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        count = projection.rebuild(report)
        db.session.commit()
    click.echo(f"Rebuilt the public pages of {count} subjects.")


@record.command()
@click.argument("origin")
@click.option("--reason", required=True, help="Why, for everyone to read.")
@click.pass_obj
def reopen(settings: Settings, *, origin: str, reason: str) -> None:
    """Let the log go on under a new name, such as meet.example/record-2.

    For when what was signed before is lost for good: a newer backup, or the key. The
    record itself says that it happened, and why.
    """
    with open_application(settings).app_context():
        seq = services.reopen(origin=origin, reason=reason)
        db.session.commit()
    click.echo(f"Entry {seq} opens the record anew as {origin}.")
