"""`govapp record`: the projection made again from the record."""

import click
from rich.progress import Progress

from govapp.commands.application import ready_application
from govapp.config import Settings
from govapp.database import db
from govapp.record import projection


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
