"""Asking a server again while it is in trouble, as long as that may help."""

import random
import time
from collections.abc import Callable
from http.client import HTTPException
from typing import TypeVar

from govapp.errors import RuleError

TRIES = 6
# Seconds before the second try; each later one waits twice as long.
PATIENCE = 0.5
LONGEST_WAIT = 60.0
BUSY = {429, 500, 502, 503, 504}
T = TypeVar("T")


class UnreadError(RuleError):
    """An address that gives nothing usable, however often it is asked."""


class GoneError(UnreadError):
    """An address at which there is nothing that everyone may see."""


class RefusedError(Exception):
    """An answer that is none: its status, and when to ask again if the server says."""

    def __init__(self, status: int, problem: str, later: str = "") -> None:
        """Take in what was answered."""
        super().__init__(problem)
        self.status, self.later = status, later


def insist(ask: Callable[[], T]) -> T:
    """Return what `ask` gives, asking again while the server is in trouble.

    Raises UnreadError where that does not help.
    """
    problem = later = ""
    for attempt in range(TRIES):
        if attempt:
            time.sleep(_wait(attempt, later))
        try:
            return ask()
        except RefusedError as error:
            if error.status == 404:
                raise GoneError("nothing is there") from error
            problem, later = str(error), error.later
            if error.status not in BUSY:
                break
        except (OSError, HTTPException, ValueError) as error:
            problem, later = str(error) or type(error).__name__, ""
    raise UnreadError("%(problem)s", problem=problem[:200])


def _wait(attempt: int, later: str) -> float:
    """Return the seconds to wait, as long as the server asks for if it does."""
    if later.isdecimal():
        return min(float(later), LONGEST_WAIT)
    grown = PATIENCE * 2 ** (attempt - 1)
    return min(grown, LONGEST_WAIT) * random.uniform(0.8, 1.2)  # noqa: S311 no secret
