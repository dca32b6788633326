"""Every row of the catalogue of attacks is answered by a test that exists."""

import ast
import re
from pathlib import Path

from govapp import paths

PAGE = paths.TEMPLATES.parent / "docs" / "security" / "rows.md"
ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def _names(test: str) -> set[str]:
    path: Path = PAGE.parents[2] / test
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_all_sixty_rows_are_there_and_each_test_exists() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert [int(number) for number, _, _ in rows] == list(range(1, 61))
    for number, _, shown in rows:
        found = TEST.findall(shown)
        assert found or shown.startswith(("open: ", "does not apply: ")), number
        for test, name in found:
            assert name in _names(test), (number, test, name)
