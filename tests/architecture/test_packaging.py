"""What is shipped: the wheel is whole, and the pinned sets agree with the project."""

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "run": PROJECT["project"]["dependencies"],
    "dev": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]],
    "build": PROJECT["build-system"]["requires"],
}


def read_lock(name: str) -> dict[str, set[str]]:
    """Return the pinned versions of each distribution; one may have several."""
    pins: dict[str, set[str]] = {}
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    for found in re.finditer(r"^([\w.-]+)==(\S+)", text, re.MULTILINE):
        pins.setdefault(canonicalize_name(found[1]), set()).add(found[2])
    return pins


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--quiet", "--wheel-dir"]
    subprocess.run(  # a fixed command
        [sys.executable, "-m", "pip", "wheel", *options, str(folder), str(ROOT)],
        check=True,
    )
    (path,) = folder.glob("govapp-*.whl")
    return path


def test_the_wheel_holds_all_that_runs(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"govapp/{path.relative_to(ROOT).as_posix()}"
        for folder in ("migrations", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    built = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "govapp" / "static").rglob("*")
        if path.is_file()
    }
    assert "govapp/static/manifest.json" in built
    assert wanted | built | {"govapp/cli.py"} <= held


def test_the_wheel_holds_no_sources_of_the_front_end(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    assert [name for name in held if "frontend" in name or "node_modules" in name] == []


@pytest.mark.parametrize("name", WANTED)
def test_each_dependency_is_pinned_as_the_project_wants_it(name: str) -> None:
    pins = read_lock(name)
    for text in WANTED[name]:
        wanted = Requirement(text)
        versions = pins.get(canonicalize_name(wanted.name), set())
        assert versions, f"{wanted.name} is not in {name}.lock: run make lock"
        assert all(map(wanted.specifier.contains, versions)), f"{text}: run make lock"


@pytest.mark.parametrize("name", ["run", "build"])
def test_the_sets_agree(name: str) -> None:
    tools = read_lock("dev")
    for distribution, versions in read_lock(name).items():
        assert tools.get(distribution, versions) == versions


@pytest.mark.parametrize("name", WANTED)
def test_each_pin_has_hashes_and_no_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text(encoding="utf-8")
    pinned = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert [entry for entry in pinned if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?:|file:|--\S*index\S*|--find-links", text) == []


def test_the_wheel_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    program = (
        "from govapp import paths, schema\n"
        "schema.upgrade('sqlite:///new.db')\n"
        "for path in (paths.TEMPLATES, paths.MIGRATIONS, paths.STATIC):\n"
        "    assert any(path.iterdir())\n"
        "    print(path.relative_to(paths.PACKAGE))"
    )
    done = subprocess.run(  # a fixed command
        [sys.executable, "-c", program],
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["templates", "migrations", "static"]
    assert (tmp_path / "new.db").stat().st_size > 0
