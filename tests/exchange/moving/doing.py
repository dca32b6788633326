"""Data brought out and in by the commands."""

from pathlib import Path

from click.testing import CliRunner, Result

from govapp.commands.archive import import_past
from govapp.commands.moving import export
from govapp.config import Settings
from tests.exchange.moving.copies import stamp_files


def export_data(settings: Settings, folder: Path, *more: str) -> Result:
    return CliRunner().invoke(export, ["data", str(folder), *more], obj=settings)


def import_data(settings: Settings, folder: Path) -> Result:
    return CliRunner().invoke(import_past, ["data", str(folder)], obj=settings)


def read_folder(folder: Path) -> dict[str, bytes]:
    return {path: data for path, (_, data) in stamp_files(folder).items()}
