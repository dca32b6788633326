"""`govapp rules`: adding the rule sets of a file."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from govapp.commands.rule_sets import rules
from govapp.config import Settings
from govapp.errors import RuleError
from govapp.notices.queries.rule_sets import find_rule_set
from tests.notices.test_files import GOOD


def run(settings: Settings, *arguments: str | Path) -> Result:
    return CliRunner().invoke(rules, [str(one) for one in arguments], obj=settings)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    path = tmp_path / "town.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_file_is_added_once(app: Flask, settings: Settings, town: Path) -> None:
    done = run(settings, "add", town)
    assert done.output == "Added town, in force from 2026-01-01.\n"
    with app.app_context():
        found = find_rule_set("town", "2026-01-01")
        assert found is not None
        assert found.rules[0].amount == 7
    again = run(settings, "add", town)
    assert isinstance(again.exception, RuleError)
    assert str(again.exception).startswith("town of 2026-01-01 is there already.")
    later = town.with_name("later.yaml")
    later.write_text(GOOD.replace("2026-01-01", "2027-01-01"), encoding="utf-8")
    assert run(settings, "add", later).exit_code == 0
    lines = run(settings, "list").output.splitlines()
    assert "town\t2027-01-01\tready\tTown charter" in lines
    assert "town\t2026-01-01\tready\tTown charter" in lines
    assert (
        "caiso-open-meeting-policy\t1998-04-23\tdraft\t"
        "California ISO Open Meeting Policy"
    ) in lines


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("calendar_days", "fortnights"), "town.yaml, line 13"),
        (("Town charter", "Town \x00"), "town.yaml, line 1"),
    ],
)
def test_a_wrong_file_adds_nothing(
    settings: Settings, town: Path, change: tuple[str, str], told: str
) -> None:
    town.write_text(GOOD.replace(*change), encoding="utf-8")
    done = run(settings, "add", town)
    assert isinstance(done.exception, RuleError)
    assert str(done.exception).startswith(told)
    assert "town" not in run(settings, "list").output


def test_a_shipped_version_cannot_be_replaced(settings: Settings, town: Path) -> None:
    text = GOOD.replace("code: town\n", "code: us-ca-brown\n")
    town.write_text(text, encoding="utf-8")
    done = run(settings, "add", town)
    assert isinstance(done.exception, RuleError)


def test_a_file_that_is_no_text_is_refused(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "rules.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    done = run(settings, "add", path)
    assert str(done.exception) == "rules.xls cannot be read as text."
