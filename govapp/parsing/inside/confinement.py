"""What a child gives up before it opens anything."""

import ctypes
import resource
import signal
import sys
from contextlib import suppress
from typing import Any

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000


def shut(
    *, processor: int, wall: int, memory: int, file: int, answer: int, files: int
) -> None:
    """Give up the network, and all that goes beyond the limits.

    The answer's length is for the parent to judge, which does not trust the child.
    """
    assert answer  # noqa: S101
    _leave_network()
    signal.alarm(wall + 5)
    for kind, most in (
        (resource.RLIMIT_CPU, processor),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, file),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_CORE, 0),
    ):
        # macOS knows no limit of memory.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _leave_network() -> None:
    """Move into a network without interfaces, where the system lets us; open no socket.

    The first holds for native code too, the second for all of Python on any system.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).unshare(NEW_USER | NEW_NETWORK)
    sys.addaudithook(_refuse_sockets)


def _refuse_sockets(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith("socket."):
        raise PermissionError(event)
