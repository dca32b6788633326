"""The child reaches nothing, knows nothing and is ended with all it started."""

import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from govapp.parsing import child
from govapp.parsing.child import MEGABYTE, Limits, ParsingError

SHUT = "from govapp.parsing.inside import confinement\nconfinement.shut(**{limits})\n"


def _shut_in(
    code: str, folder: Path, **limits: Any
) -> subprocess.CompletedProcess[str]:
    shut = SHUT.format(limits=asdict(Limits(**limits)))
    return subprocess.run(
        [sys.executable, "-I", "-c", shut + code],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )


@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    ],
)
def test_no_socket_opens(tmp_path: Path, code: str) -> None:
    done = _shut_in(code, tmp_path)
    assert done.returncode == 1
    assert "PermissionError: socket." in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has such networks.")
def test_no_network_is_there_for_native_code_either(tmp_path: Path) -> None:
    done = _shut_in("print(open('/proc/self/net/dev').read())", tmp_path)
    names = [
        line.split(":")[0].strip() for line in done.stdout.splitlines()[2:] if line
    ]
    assert names == ["lo"]


def test_no_file_grows_beyond_the_limit(tmp_path: Path) -> None:
    done = _shut_in(
        "import pathlib; pathlib.Path('x').write_bytes(bytes(3000))",
        tmp_path,
        file=1000,
    )
    assert done.returncode == 1
    assert (tmp_path / "x").stat().st_size == 1000


def test_no_more_memory_is_given(tmp_path: Path) -> None:
    done = _shut_in("bytes(400_000_000)", tmp_path, memory=300 * MEGABYTE)
    assert "MemoryError" in done.stderr


def test_no_secret_is_inherited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVAPP_SECRET_KEY", "canary")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "canary")
    monkeypatch.setattr(child, "COMMAND", [sys.executable, "-I", "-c", SAY])
    assert child.run("read", tmp_path) == sorted(["PATH", "HOME", "TMPDIR", "LANG"])


SAY = "import json, os; print(json.dumps({'done': sorted(os.environ)}))"
HANG = "import time; time.sleep(60)"
FORK = (
    "import subprocess, sys, time; "
    "subprocess.Popen([sys.executable, '-c', "
    "'import time, pathlib; time.sleep(4); pathlib.Path(\"late\").touch()']); "
    "time.sleep(60)"
)
POUR = "import os\nwhile True: os.write(1, bytes(1000_000))"
FAIL = "raise SystemExit(3)"


@pytest.mark.parametrize(
    ("code", "reason"), [(HANG, "too_slow"), (FORK, "too_slow"), (POUR, "too_long")]
)
def test_a_child_that_does_not_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    monkeypatch.setattr(child, "COMMAND", [sys.executable, "-I", "-c", code])
    begun = time.monotonic()
    with pytest.raises(ParsingError) as ended:
        child.run("read", tmp_path, Limits(wall=2))
    assert ended.value.reason == reason
    assert time.monotonic() - begun < 6
    time.sleep(3)
    assert not (tmp_path / "late").exists()


def test_a_child_that_cannot_start_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "COMMAND", [sys.executable, "-I", "-c", FAIL])
    with pytest.raises(RuntimeError, match="ended with 3"):
        child.run("read", tmp_path)
