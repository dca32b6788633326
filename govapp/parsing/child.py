"""The process in which files of strangers are opened, seen from outside.

A parser can loop, swell or be broken into. It then takes nothing with it: it runs
apart, knows no secret, reaches no network, and is ended when it takes too much.
"""

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Timer
from typing import IO, Any, cast

from govapp.errors import GovappError

# Isolated: nothing in the folder or the environment is taken for a module.
COMMAND = [sys.executable, "-I", "-m", "govapp.parsing.inside"]
MEGABYTE = 1024 * 1024
PROGRESS = b'{"at":'
log = logging.getLogger(__name__)
TOO_SLOW = {-signal.SIGKILL, -signal.SIGALRM, -signal.SIGXCPU}


@dataclass(frozen=True)
class Limits:
    """What a child may take: seconds, and bytes of memory, each file and its answer.

    `files` is how many it may have open at once.
    """

    processor: int = 60
    wall: int = 120
    memory: int = 1024 * MEGABYTE
    file: int = 256 * MEGABYTE
    answer: int = 32 * MEGABYTE
    files: int = 64


class ParsingError(GovappError):
    """The file could not be read; `reason` says why, in a word."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


def run(
    task: str,
    folder: Path,
    limits: Limits | None = None,
    hear: Callable[[int, int], None] | None = None,
    **given: Any,
) -> Any:
    """Have a task of `govapp.parsing.inside` done in a folder; return its answer.

    `hear` is told how far it has come, and may end it by an exception. Raises
    ParsingError when the task refuses the file, or was ended by its limits.
    """
    limits = limits or Limits()
    child = subprocess.Popen(  # noqa: S603 our own command
        [*COMMAND, task],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=True,
    )
    alarm = Timer(limits.wall, _end, [child])
    alarm.start()
    try:
        asked = {"limits": asdict(limits), "given": given}
        said = _converse(child, asked, limits, hear)
    finally:
        alarm.cancel()
        _end(child)
        child.wait()
    return _understand(said, child.returncode, limits)


def _environment(folder: Path) -> dict[str, str]:
    path = os.environ.get("PATH", os.defpath)
    return {"PATH": path, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}


def _converse(
    child: subprocess.Popen[bytes],
    asked: dict[str, Any],
    limits: Limits,
    hear: Callable[[int, int], None] | None,
) -> bytes:
    """Ask, and return the last line that is said; the others tell how far it is."""
    stdin, stdout = cast(IO[bytes], child.stdin), cast(IO[bytes], child.stdout)
    with stdout, suppress(BrokenPipeError):
        with stdin:
            stdin.write(json.dumps(asked).encode())
        said = line = stdout.readline(limits.answer + 1)
        while line and len(line) <= limits.answer:
            if hear and line.startswith(PROGRESS):
                hear(*json.loads(line)["at"])
            said, line = line, stdout.readline(limits.answer + 1)
        if not line:
            child.wait()
        return line or said
    return b""


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _understand(said: bytes, code: int, limits: Limits) -> Any:
    if len(said) > limits.answer:
        raise ParsingError("too_long")
    if code > 0:
        raise RuntimeError(f"The child that opens files ended with {code}.")
    if code < 0:
        raise ParsingError("too_slow" if code in TOO_SLOW else "crashed")
    answer = json.loads(said)
    if "why" in answer:
        log.warning("A file could not be read: %r", answer["why"])
    if "refused" in answer:
        raise ParsingError(answer["refused"])
    return answer["done"]
