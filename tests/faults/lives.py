"""A worker that is killed again and again, at random moments of its lives."""

import multiprocessing
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.synchronize import Event as Signal
from threading import Event

import time_machine

from govapp.app import create_app
from govapp.config import Settings
from govapp.mail.services import LEASE
from govapp.subscriptions.handlers import tell_followers
from govapp.subscriptions.services import TELL
from govapp.worker import run_worker

# Each life is a fork of a process that has imported all of this already.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
PATIENCE, LIVES = 120, 60
# Says at a moment whether all is done, and whether there is something to do.
Look = Callable[[datetime], tuple[bool, bool]]


def live(settings: Settings, moment: datetime, ready: Signal) -> None:
    """Be a worker from a moment on, until killed."""
    app = create_app(settings)
    with time_machine.travel(moment):
        ready.set()
        run_worker(app, Event(), {TELL: tell_followers})


@dataclass
class Worker:
    """One that ends by kill -9 alone, and begins anew once its leases have ended."""

    settings: Settings
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
            self._live_once(start, seconds + 5 * max(0, number - 3), look)
        raise AssertionError("The worker gets nowhere.")

    def _live_once(self, start: datetime, seconds: float, look: Look) -> None:
        ready = PROCESSES.Event()
        process = PROCESSES.Process(target=live, args=(self.settings, start, ready))
        process.start()
        assert ready.wait(PATIENCE)
        end = time.monotonic() + seconds
        while time.monotonic() < end and look(start)[1]:
            time.sleep(min(0.05, seconds))
        process.kill()
        process.join()
        self.kills += 1
