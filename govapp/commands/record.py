"""`govapp record`: its projection made again, its log verified and opened anew."""

from typing import TextIO

import click
from rich.progress import Progress

from govapp.commands.application import open_application, ready_application
from govapp.config import Settings
from govapp.database import db
from govapp.documents import services as documents
from govapp.errors import GovappError
from govapp.record import inspecting, projection, services, signing, verify
from govapp.record.published import head
from govapp.renditions import services as renditions

BROKEN = 3
SHOWN = 20


@click.group()
def record() -> None:
    """Look after the record of what was posted."""


@record.command()
@click.pass_obj
def rebuild(settings: Settings) -> None:
    """Make the projection again from the record; of other forms, what is missing."""
    with ready_application(settings).app_context(), Progress() as progress:
        task = progress.add_task("Rebuilding")

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        count = projection.rebuild(report)
        renditions.request_all()
        documents.index_all()
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


@record.command("verify")
@click.option(
    "--checkpoint",
    "kept",
    type=click.File(encoding="utf-8"),
    help="A checkpoint kept elsewhere, or a mail that holds one.",
)
@click.option("--projection", "whole", is_flag=True, help="Compare the pages too.")
@click.pass_context
def verify_record(context: click.Context, *, kept: TextIO | None, whole: bool) -> None:
    """Compute every hash, the tree and all signatures again.

    Ends with 0 when the record is whole, with 3 when it is not.
    """
    with open_application(context.obj).app_context(), Progress() as progress:
        signed = signing.installed(db.engine).remembered()
        notes = [note for note in (signed, _read_note(kept)) if note]
        task = progress.add_task("Verifying")

        def report(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total)

        found = [*inspecting.inspect(notes, report), *inspecting.inspect_closed()]
        if whole:
            found += inspecting.compare_projection()
        size = head()
    for finding in found[:SHOWN]:
        click.echo(finding)
    if len(found) > SHOWN:
        click.echo(f"And {len(found) - SHOWN} more.")
    if found:
        context.exit(BROKEN)
    click.echo(f"The record is whole: {size} entries, each signed.")


def _read_note(kept: TextIO | None) -> str:
    """Read a checkpoint; raises GovappError where a file holds none."""
    note = verify.find_note(kept.read()) if kept else ""
    if kept and not note:
        raise GovappError(f"There is no checkpoint in {kept.name}.")
    return note
