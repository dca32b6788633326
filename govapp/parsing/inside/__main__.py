"""The child: it shuts itself in, does one task and says what came of it."""

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from govapp.parsing.inside import confinement
from govapp.parsing.inside.found import Refusal
from govapp.parsing.inside.outline import outline
from govapp.parsing.inside.reading import read
from govapp.parsing.inside.recognition import recognize

TASKS: dict[str, Callable[..., Any]] = {
    "outline": outline,
    "read": read,
    "recognize": recognize,
}


def main() -> None:
    """Read what is asked, do it and write the answer."""
    # What libraries print is no part of the answer.
    pipe = os.dup(1)
    os.dup2(2, 1)
    asked = json.load(sys.stdin)
    confinement.shut(**asked["limits"])
    answer: dict[str, Any]
    try:
        answer = {"done": TASKS[sys.argv[1]](**asked["given"])}
    except Refusal as refusal:
        answer = {"refused": refusal.reason}
    except MemoryError:
        answer = {"refused": "too_big"}
    except Exception as error:  # noqa: BLE001 parsers raise whatever comes to them
        answer = {"refused": "crashed", "why": f"{type(error).__name__}: {error}"[:500]}
    with os.fdopen(pipe, "w", encoding="utf-8") as out:
        json.dump(answer, out)


if __name__ == "__main__":
    main()
