"""`govapp rules`: rule sets of notice from files."""

from pathlib import Path

import click

from govapp.accounts.services import SYSTEM
from govapp.commands.application import ready_application
from govapp.config import Settings
from govapp.database import db
from govapp.errors import RuleError
from govapp.notices.queries.rule_sets import list_rule_sets
from govapp.notices.rules.duties import is_draft
from govapp.notices.rules.files import LARGEST, read_rule_sets
from govapp.notices.services.rule_sets import add_rule_sets


@click.group()
def rules() -> None:
    """Look after the rules by which notice is given."""


@rules.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def add(settings: Settings, *, file: Path) -> None:
    """Add the rule sets of a file, so that bodies can have them."""
    found = read_rule_sets(_read(file), file.name)
    with ready_application(settings).app_context():
        add_rule_sets(SYSTEM, found=found)
        db.session.commit()
    for one in found:
        click.echo(f"Added {one.code}, in force from {one.effective_from}.")


@rules.command("list")
@click.pass_obj
def list_all(settings: Settings) -> None:
    """Show the rule sets: code, first day, draft or ready, title, parted by tabs."""
    with ready_application(settings).app_context():
        for one in list_rule_sets():
            state = "draft" if is_draft(one) else "ready"
            click.echo(f"{one.code}\t{one.effective_from}\t{state}\t{one.title}")


def _read(file: Path) -> str:
    """Read a file's text; raises RuleError where it is none."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("%(name)s cannot be read as text.", name=file.name) from error
