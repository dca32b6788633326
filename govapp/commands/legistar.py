"""`govapp import legistar`: a city moves in from its Legistar Web API."""

from contextlib import closing
from datetime import datetime

import click
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from govapp.commands.application import ready_application
from govapp.commands.legistar_move import Move
from govapp.documents.rules import LIMIT
from govapp.documents.stores import Stores
from govapp.importing.fetching import Fetcher
from govapp.importing.legistar import Legistar
from govapp.importing.services import legistar as services
from govapp.record.published import find_organization

FOUND = 3
WORDS = ("added", "corrected", "unchanged")


@click.command()
@click.argument("url")
@click.option("--client", required=True, help="The client's name in the address.")
@click.option("--token", default="", envvar="LEGISTAR_TOKEN", help="If it needs one.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Only meetings held, and business changed, since a day.",
)
@click.option("--body", "bodies", multiple=True, help="Only bodies of these names.")
@click.option("--time-zone", default="", help="The zone of the city's clocks.")
@click.option("--again", is_flag=True, help="Read what has not changed, too.")
@click.option("--files", is_flag=True, help="Keep copies of the files, not just links.")
@click.pass_context
def legistar(
    context: click.Context,
    *,
    url: str,
    client: str,
    token: str,
    since: datetime | None,
    bodies: tuple[str, ...],
    time_zone: str,
    again: bool,
    files: bool,
) -> None:
    """Take in bodies, people, matters and meetings from a Legistar Web API.

    URL is such as https://webapi.legistar.com/v1. Can be stopped at any point and run
    again: a later run brings what changed since. Ends with 0 when all of it is here,
    with 3 when something was odd; what, and how often, is said at the end.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with (
        closing(Legistar(url, client, token=token)) as api,
        ready_application(context.obj).app_context() as running,
        Progress(*columns) as progress,
    ):
        organization = find_organization()
        zone = time_zone or (organization.time_zone if organization else "UTC")
        store: Stores = running.app.extensions["govapp.files"]
        place = services.Place(api.address, zone, store)
        move = Move(api, place, progress, since.date() if since else None, again)
        if files:
            move.fetcher = Fetcher(api.address, limit=LIMIT)
        move.run({name.casefold() for name in bodies})
    for line in move.report.lines():
        click.echo(line)
    done = ", ".join(f"{move.counts[word]} {word}" for word in WORDS)
    click.echo(
        f"Meetings: {done}, {move.counts['skipped']} not changed since they were read, "
        f"{move.counts['refused']} refused."
    )
    if move.report.found:
        context.exit(FOUND)
