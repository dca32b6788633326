"""`govapp init`: a database that is up to date, and somebody who may sign in."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import Progress

from govapp import schema
from govapp.accounts import queries
from govapp.commands.application import open_application, ready_application
from govapp.commands.user import create_administrator
from govapp.config import Settings
from govapp.database import db
from govapp.documents import services as documents
from govapp.record import projection, sealing


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
        is_changed = schema.upgrade(settings.database_url, files_key=settings.files_key)
    _seal_the_record(settings)
    if is_changed:
        _project_the_record(settings)
    app = ready_application(settings)
    with app.app_context():
        if queries.has_users():
            return
        if administrator is None and sys.stdin.isatty():
            administrator = click.prompt("E-mail of the first administrator")
        if administrator:
            create_administrator(administrator)


def _seal_the_record(settings: Settings) -> None:
    """Sign what was recorded before there were checkpoints."""
    with open_application(settings).app_context(), _watch("Signing the record") as told:
        sealing.catch_up(told)
        db.session.commit()


def _project_the_record(settings: Settings) -> None:
    """Make again what is made from the record: its tables may have changed."""
    with open_application(settings).app_context(), _watch("Making pages") as told:
        projection.rebuild(told)
        documents.index_all()
        db.session.commit()


@contextmanager
def _watch(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far something is, once it says so."""
    with Progress(transient=True) as progress:
        task = progress.add_task(what, visible=False)

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, visible=True)

        yield report
