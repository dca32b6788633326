"""The child: it shuts itself in, does one task and says what came of it."""

import json
import os
import sys
from collections.abc import Callable, Generator
from importlib import import_module
from typing import IO, Any

from govapp.parsing.inside import confinement
from govapp.parsing.inside.found import Refusal

# Each task is loaded alone: the others' libraries take longer than it takes.
TASKS = {
    "bind": "binding",
    "mark": "marking",
    "outline": "outline",
    "read": "reading",
    "recognize": "recognition",
    "typeset": "typesetting",
}


def main() -> None:
    """Read what is asked, do it and write the answer."""
    # What libraries print is no part of the answer.
    pipe = os.dup(1)
    os.dup2(2, 1)
    asked = json.load(sys.stdin)
    confinement.shut(**asked["limits"])
    out = os.fdopen(pipe, "w", encoding="utf-8")
    answer: dict[str, Any]
    try:
        task = _load(sys.argv[1])
        answer = {"done": _do(task(**asked["given"]), out)}
    except Refusal as refusal:
        answer = {"refused": refusal.reason}
    except MemoryError:
        answer = {"refused": "too_big"}
    except Exception as error:  # noqa: BLE001 parsers raise whatever comes to them
        answer = {"refused": "crashed", "why": f"{type(error).__name__}: {error}"[:500]}
    with out:
        json.dump(answer, out)


def _load(name: str) -> Callable[..., Any]:
    module = import_module(f"govapp.parsing.inside.{TASKS[name]}")
    task: Callable[..., Any] = getattr(module, name)
    return task


def _do(work: Any, out: IO[str]) -> Any:  # a task's own answer
    """Return an answer, and say before how far it has come, a line each time."""
    if not isinstance(work, Generator):
        return work
    while True:
        try:
            at = next(work)
        except StopIteration as end:
            return end.value
        print(json.dumps({"at": at}), file=out, flush=True)


if __name__ == "__main__":
    main()
