"""The process that serves the site."""

import os
import subprocess
import sys
from pathlib import Path

TOLD = "import gc, govapp.wsgi; print(gc.get_freeze_count() > len(gc.get_objects()))"


def test_what_lives_as_long_as_the_process_is_not_collected(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TOLD],
        env={**os.environ, "GOVAPP_INSTANCE": str(tmp_path / "instance")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"
