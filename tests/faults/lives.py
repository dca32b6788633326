"""A worker that is killed again and again, at random moments of its lives.

As a program it is where workers are born: it has imported all that they need, forks one
for each moment that it reads, and tells when that one has ended.
"""

import dataclasses
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event
from typing import IO

import time_machine

from govapp.app import create_app
from govapp.config import Settings, load_settings
from govapp.mail.services import LEASE
from govapp.subscriptions.handlers import tell_followers
from govapp.subscriptions.services import TELL
from govapp.worker import run_worker

LIVES = 60
# Says at a moment whether all is done, and whether there is something to do.
Look = Callable[[datetime], tuple[bool, bool]]


def live(moment: datetime) -> None:
    """Be a worker from a moment on, until killed."""
    app = create_app(load_settings(os.environ))
    with time_machine.travel(moment):
        print(os.getpid(), flush=True)  # noqa: T201 it is ready
        run_worker(app, Event(), {TELL: tell_followers})


def bear() -> None:
    """Fork a worker for each moment that is asked for."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            live(datetime.fromisoformat(line.strip()))
        os.waitpid(child, 0)
        print("ended", flush=True)  # noqa: T201 for whoever killed it


@dataclass
class Worker:
    """One that ends by kill -9 alone, and begins anew once its leases have ended."""

    asks: IO[str]
    hears: IO[str]
    chance: random.Random
    kills: int = 0

    def work(self, moment: datetime, look: Look) -> None:
        """Live from a moment on until all is done."""
        for number in range(LIVES):
            start = moment + number * (LEASE + timedelta(minutes=1))
            if look(start)[0]:
                return
            seconds = self.chance.uniform(0, 4)
            # Whatever the machine, some life is long enough.
            self._live_once(start, seconds + 4 * max(0, number - 1), look)
        raise AssertionError("The worker gets nowhere.")

    def _live_once(self, start: datetime, seconds: float, look: Look) -> None:
        print(start.isoformat(), file=self.asks, flush=True)
        born = int(self.hears.readline())
        end = time.monotonic() + seconds
        while time.monotonic() < end and look(start)[1]:
            time.sleep(min(0.3, seconds))
        os.kill(born, signal.SIGKILL)
        assert self.hears.readline() == "ended\n"
        self.kills += 1


@contextmanager
def bearing(settings: Settings, chance: random.Random) -> Iterator[Worker]:
    """Let there be a worker until the block ends."""
    given = {
        f"GOVAPP_{field.name.upper()}": str(getattr(settings, field.name))
        for field in dataclasses.fields(settings)
    }
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        env={**os.environ, **given},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        yield Worker(nursery.stdin, nursery.stdout, chance)


if __name__ == "__main__":
    bear()
