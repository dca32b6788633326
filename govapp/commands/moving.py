"""`govapp export` and `import data`: the site, and all that is public, as files."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

import click
from rich.progress import Progress

from govapp.commands.application import open_application
from govapp.config import Settings
from govapp.database import db
from govapp.documents import services as documents
from govapp.errors import RuleError
from govapp.exchange.moving import data, words
from govapp.exchange.moving.folder import Folder
from govapp.exchange.moving.site import Copy
from govapp.exchange.ocd.names import Publisher
from govapp.importing.services import moved_bodies, moved_meetings, moving_in
from govapp.jobs.running import run_due
from govapp.record import sealing
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
OTHER_KEY = (
    "The record is signed with another installation's key. Before anything can be "
    "served or posted, give that key (GOVAPP_LOG_KEY) where this installation goes on "
    "in its place, or let the record go on under a new name: `govapp record reopen`."
)


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
    app = open_application(settings)
    with app.app_context(), Progress() as progress:
        copy = Copy(app, target, _follow(progress, "Exporting the site"))
        copy.take_all(make_forms)
        for path, text in words.write_index():
            target.write(path, text)
        target.close()
    _tell(target)
    for path, status in sorted(copy.late.items())[:SHOWN]:
        click.echo(f"Missing: {path} ({status}), to which {copy.found[path]} leads.")
    if copy.late:
        click.echo(f"{len(copy.late)} addresses could not be had.")
        context.exit(INCOMPLETE)


@export.command("data")
@click.argument("folder", type=FOLDER)
@click.option(
    "--withdrawn",
    is_flag=True,
    help="Also what was withdrawn, for another installation; not to be published.",
)
@click.pass_context
def export_data(context: click.Context, *, folder: Path, withdrawn: bool) -> None:
    """Write everything public as data: the record, tables, other forms, the files.

    Can be stopped and run again. Ends with 3 when a file could not be read.
    """
    settings: Settings = context.obj
    target = Folder(folder)
    app = open_application(settings)
    with app.app_context(), Progress() as progress:
        lost = data.write_all(
            target,
            app.extensions["govapp.posted"],
            Publisher(settings.base_url, settings.division),
            _follow(progress, "Exporting the data"),
            withdrawn=withdrawn,
        )
        target.close()
    _tell(target)
    for line in lost[:SHOWN]:
        click.echo(f"Missing: {line}")
    if lost:
        context.exit(INCOMPLETE)


@click.command("data")
@click.argument("folder", type=FOLDER)
@click.pass_obj
def import_data(settings: Settings, *, folder: Path) -> None:
    """Take everything that `export data` wrote into an empty database.

    All is verified first, and again within the one transaction in which it comes.
    """
    app = open_application(settings)
    with app.app_context(), Progress() as progress:
        moving_in.require_empty()
        sums = moving_in.check_folder(folder, _follow(progress, "Checking the files"))
        size = moving_in.take_record(folder, sums, _follow(progress, "Verifying"))
        moving_in.project(_follow(progress, "Making the public pages"))
        store = app.extensions["govapp.posted"]
        moving_in.take_files(
            folder, sums, store, _follow(progress, "Keeping the files")
        )
        moved_bodies.make_organization()
        bodies = moved_bodies.make_bodies()
        matters = moved_bodies.make_matters(bodies)
        follow = _follow(progress, "Making the desk's meetings")
        moved_meetings.make_meetings(bodies, matters, follow)
        renditions.request_all()
        documents.index_all()
        db.session.commit()
        click.echo(f"{size} entries are here as they were posted.")
        _tell_key()


def _tell_key() -> None:
    """Say what is to be done before anything can be posted."""
    try:
        sealing.start()
    except RuleError:
        click.echo(OTHER_KEY)


def _follow(progress: Progress, what: str) -> Callable[[int, int], None]:
    task = progress.add_task(what)

    def report(done: int, total: int) -> None:
        progress.update(task, completed=done, total=total)

    return report


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
