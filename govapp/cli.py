"""The command line: `govapp init`, `serve`, `worker`, `demo`, `user`, and others."""

import os
import sys

import click

from govapp.commands.archive import import_past
from govapp.commands.demo import demo
from govapp.commands.moving import export
from govapp.commands.record import record
from govapp.commands.rule_sets import rules
from govapp.commands.serve import serve, worker
from govapp.commands.setup import init
from govapp.commands.user import user
from govapp.config import load_settings
from govapp.errors import GovappError


@click.group()
@click.pass_context
def cli(context: click.Context) -> None:
    """Govapp: the public meetings of a board and its committees."""
    context.obj = load_settings(os.environ)


for command in (init, serve, worker, demo, user, record, rules, import_past, export):
    cli.add_command(command)


def main() -> None:
    """Run a command; a refusal of ours is one plain line."""
    try:
        cli(prog_name="govapp")
    except GovappError as error:
        click.echo(f"govapp: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
