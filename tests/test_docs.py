"""The documents say what is so."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from govapp.cli import cli
from govapp.config import Settings

ROOT = Path(__file__).parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_documented(name: str) -> None:
    assert f"`GOVAPP_{name.upper()}`" in OPERATING


def test_no_setting_is_documented_that_is_not_there() -> None:
    known = {f"GOVAPP_{field.name.upper()}" for field in fields(Settings)}
    said = set(re.findall(r"^\| `(GOVAPP_[A-Z_]+)`", OPERATING, re.MULTILINE))
    assert said == known


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_is_documented(name: str) -> None:
    command = cli.commands[name]
    names = [name]
    if isinstance(command, click.Group):
        names = [f"{name} {inner}" for inner in command.commands]
    for full in names:
        assert f"`govapp {full}" in OPERATING


def test_every_folder_of_the_package_is_in_the_architecture() -> None:
    folders = {
        path.name
        for path in (ROOT / "govapp").iterdir()
        if path.is_dir() and (path / "__init__.py").is_file()
    }
    missing = [
        name for name in sorted(folders) if f"govapp/{name}/" not in ARCHITECTURE
    ]
    assert missing == []


def test_no_folder_is_in_the_architecture_that_is_not_there() -> None:
    named = re.findall(
        r"`(govapp/[a-z_/.]+|migrations/|templates/|tests/)`", ARCHITECTURE
    )
    built = {"govapp/static/"}
    assert [
        name for name in named if name not in built and not (ROOT / name).exists()
    ] == []


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=str
)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), f"{path.name} links to {target}"
