"""Find a Chromium for the browser tests, or install one.

`python -m tests.browser.chromium` prints its path.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
PLACES = ("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome")
SYSTEM = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
FOUND = Path(__file__).resolve().parents[2] / ".cache" / "chromium"
HELP = """\
No Chromium was found and none could be installed; the browser tests need one.
Do one of these and run it again:
  - Debian, as root:      apt-get install chromium
  - anywhere else:        .venv/bin/playwright install --with-deps chromium
  - if you have one:      make test CHROMIUM=/path/to/chromium"""


class ChromiumError(Exception):
    """No Chromium is there."""


def find() -> Path:
    """Return a Chromium that starts; raises ChromiumError."""
    if given := os.environ.get("CHROMIUM"):
        if _starts(Path(given)):
            return Path(given)
        raise ChromiumError(f"CHROMIUM is {given}, which does not start.")
    if FOUND.exists() and _starts(kept := Path(FOUND.read_text(encoding="utf-8"))):
        return kept
    return _keep(_on_path(), _of_playwright())


def find_or_install() -> Path:
    """Return a Chromium that starts, installed if need be; raises ChromiumError."""
    try:
        return find()
    except ChromiumError:
        if os.environ.get("CHROMIUM"):
            raise
    for install in (_install_by_playwright, _install_by_apt):
        if install():
            try:
                return _keep(_on_path(), _of_playwright(), _in_usual_places())
            except ChromiumError:
                _tell("What was installed does not start here.")
    raise ChromiumError(HELP)


def _keep(*searches: Iterator[Path]) -> Path:
    """Return the first that starts, and remember it."""
    for search in searches:
        for path in search:
            if _starts(path):
                FOUND.parent.mkdir(exist_ok=True)
                FOUND.write_text(str(path), encoding="utf-8")
                return path
    raise ChromiumError(HELP)


def _on_path() -> Iterator[Path]:
    yield from (Path(found) for name in NAMES if (found := shutil.which(name)))


def _in_usual_places() -> Iterator[Path]:
    yield from (Path(place, name) for place in PLACES for name in NAMES)


def _of_playwright() -> Iterator[Path]:
    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


def _starts(path: Path) -> bool:
    return path.is_file() and _run([str(path), "--version"], seconds=30, quiet=True)


def _install_by_playwright() -> bool:
    _tell("No Chromium found; fetching Playwright's (some 200 MB, up to five minutes).")
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    return _run(command, seconds=300)


def _install_by_apt() -> bool:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    _tell("Playwright's could not be used; installing Debian's (up to ten minutes).")
    command = [apt, "install", "--yes", "--no-install-recommends", "chromium"]
    return _run([apt, "update", "--quiet"], seconds=200) and _run(command, seconds=600)


def _run(command: list[str], *, seconds: int, quiet: bool = False) -> bool:
    """Tell whether a command ended well; what it says goes to the error output."""
    output = subprocess.DEVNULL if quiet else sys.stderr
    environment = {
        **os.environ,
        # apt drops its rights, and what it calls must be found without them.
        "PATH": f"{os.environ.get('PATH', '')}:{SYSTEM}",
        "DEBIAN_FRONTEND": "noninteractive",
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000",
    }
    try:
        done = subprocess.run(  # each command stands above
            command,
            check=False,
            timeout=seconds,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201  # a command speaks


if __name__ == "__main__":
    try:
        print(find_or_install())  # noqa: T201  # a command speaks
    except ChromiumError as error:
        sys.exit(str(error))
