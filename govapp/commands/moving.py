"""`govapp export`: the public site, and everything public, as files."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import click
from rich.progress import Progress

from govapp.commands.application import ready_application
from govapp.config import Settings
from govapp.database import db
from govapp.exchange.moving.folder import Folder
from govapp.exchange.moving.site import Copy
from govapp.jobs.running import run_due
from govapp.renditions import services as renditions
from govapp.renditions.handlers import HANDLERS
from govapp.renditions.models import Form

INCOMPLETE = 3
SHOWN = 20
MADE = re.compile(r"/meetings/([^/]+)/(?:.+/)?([^/]+)")
FORMS = {
    "agenda.pdf": Form.AGENDA,
    "agenda.docx": Form.WORD,
    "packet.pdf": Form.PACKET,
    "documents.zip": Form.DOCUMENTS,
    "certificate.pdf": Form.CERTIFICATE,
    "minutes.pdf": Form.MINUTES,
}
FOLDER = click.Path(path_type=Path)


@click.group("export")
def export() -> None:
    """Write what is public into a folder; a second time, only what changed."""


@export.command("site")
@click.argument("folder", type=FOLDER)
@click.option("--base", default="", help="The address at which the copy will stand.")
@click.pass_context
def export_site(context: click.Context, *, folder: Path, base: str) -> None:
    """Write the public site as files that any web server can give out.

    Can be stopped and run again. Ends with 3 when something could not be had.
    """
    settings: Settings = context.obj
    if base:
        settings = replace(settings, base_url=base.rstrip("/"))
    target = Folder(folder)
    app = ready_application(settings)
    with app.app_context(), Progress() as progress:
        task = progress.add_task("Exporting the site")

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        copy = Copy(app, target, report)
        copy.take_all(make_forms)
        target.close()
    _tell(target)
    for path, status in sorted(copy.late.items())[:SHOWN]:
        click.echo(f"Missing: {path} ({status}), to which {copy.found[path]} leads.")
    if copy.late:
        click.echo(f"{len(copy.late)} addresses could not be had.")
        context.exit(INCOMPLETE)


def make_forms(addresses: Collection[str]) -> None:
    """Make what is still to be made of meetings, as a worker does."""
    found = {match.groups() for path in addresses if (match := MADE.fullmatch(path))}
    for number, name in sorted(found):
        if name in FORMS:
            renditions.request(number, forms=[FORMS[name]])
    db.session.commit()
    while run_due(HANDLERS):
        pass


def _tell(folder: Folder) -> None:
    click.echo(
        f"{folder.written} files written, {folder.same} were there already, "
        f"{folder.removed} removed."
    )
