"""`govapp import`: past meetings from files, and what other systems have."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.progress import Progress

from govapp.accounts.services import SYSTEM
from govapp.commands.application import ready_application
from govapp.commands.legistar import legistar
from govapp.commands.moving import import_data
from govapp.database import db
from govapp.errors import RuleError
from govapp.importing.rules import order
from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.reading import Archive, read_archive
from govapp.importing.services import import_body, import_meeting

FOUND = 3
WORDS = ("added", "corrected", "unchanged")


@click.group("import")
def import_past() -> None:
    """Take in past meetings."""


import_past.add_command(legistar)
import_past.add_command(import_data)


@import_past.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def archive(context: click.Context, *, file: Path) -> None:
    """Take in the bodies, members and meetings of a file in the archive form.

    Can be stopped and run again: what is here already is left, or corrected. Ends with
    0 when all of it is here, with 3 when something was refused or not matched.
    """
    read = read_archive(_read(file))
    with ready_application(context.obj).app_context(), Progress() as progress:
        total = len(read.bodies) + len(read.meetings)
        task = progress.add_task(f"Reading {file.name}", total=total)
        found, counts = _take_in(read, lambda: progress.advance(task))
    for finding in found:
        click.echo(finding)
    done = ", ".join(f"{counts[word]} {word}" for word in WORDS)
    click.echo(f"Meetings: {done}, {counts['refused']} refused.")
    if found:
        context.exit(FOUND)


def _take_in(
    read: Archive, advance: Callable[[], None]
) -> tuple[Findings, Counter[str]]:
    """Take in part after part, each whole or not at all; return what was found."""
    found: Findings = list(read.findings)
    counts: Counter[str] = Counter()
    seen = order.map_seen(read.bodies)
    for body in order.order_bodies(read.bodies):
        with _step(body.place, found):
            import_body(SYSTEM, body, found=found)
        advance()
    for meeting in order.order_meetings(read.meetings):
        with _step(meeting.place, found):
            counts[import_meeting(SYSTEM, meeting, seen=seen, found=found).what] += 1
        advance()
    counts["refused"] = len(read.meetings) - counts.total()
    return sorted(found, key=_place), counts


@contextmanager
def _step(place: str, found: Findings) -> Iterator[None]:
    """Keep a part of a file in a transaction of its own; a refusal is a finding."""
    try:
        yield
        db.session.commit()
    except RuleError as error:
        db.session.rollback()
        where = f"{place}.{error.field}" if error.field else place
        found.append(Finding(where, f"refused: {error}"))


def _place(finding: Finding) -> list[tuple[int, str]]:
    """Sort places as they stand in the file: meetings[9] before meetings[10]."""
    parts = finding.place.replace("]", "").replace("[", ".").split(".")
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


def _read(file: Path) -> str:
    """Read a file's text; raises RuleError where it is none."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("%(name)s cannot be read as text.", name=file.name) from error
