"""An archive file read as far as it can be; a finding for each part that cannot."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from govapp.errors import RuleError
from govapp.importing.rules.findings import Finding, Findings
from govapp.importing.rules.form import BodyFact, MeetingFact
from govapp.importing.rules.salvage import salvage

SHOWN = 80
# Words about the file as a whole.
ASIDE = {"note", "extra_keys"}
WHY = {
    "extra_forbidden": "is no key of the archive form, and is left out",
    "missing": "is missing",
}
T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[T]):
    """A part of a file with its place there."""

    place: str
    fact: T


@dataclass(frozen=True)
class Archive:
    """What could be read of a file, in its order."""

    bodies: tuple[Placed[BodyFact], ...]
    meetings: tuple[Placed[MeetingFact], ...]
    findings: tuple[Finding, ...]


def read_archive(text: str) -> Archive:
    """Read a file; raises RuleError where it is nothing of the kind."""
    found: Findings = []
    try:
        raw = json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        raw, broken = salvage(text)
        found += broken
    if not isinstance(raw, dict) or not raw.keys() & {"bodies", "meetings"}:
        raise RuleError("This is no archive file: it names no bodies and no meetings.")
    found += [
        Finding(name, WHY["extra_forbidden"])
        for name in raw.keys() - {"bodies", "meetings"} - ASIDE
    ]
    bodies = tuple(_read(BodyFact, "bodies", raw, found))
    return Archive(bodies, tuple(_read(MeetingFact, "meetings", raw, found)), (*found,))


def _read(
    form: type[T], name: str, raw: dict[str, Any], found: Findings
) -> Iterator[Placed[T]]:
    parts = raw.get(name)
    if parts is not None and not isinstance(parts, list):
        found.append(Finding(name, "is no list"))
        return
    for index, part in enumerate(parts or ()):
        place = f"{name}[{index}]"
        fact = None if part is None else _check(form, part, place, found)
        if fact is not None:
            yield Placed(place, fact)


def _check(form: type[T], raw: object, place: str, found: Findings) -> T | None:
    """Read a part, leaving out what is wrong in it; None where nothing is left."""
    while True:
        try:
            return form.model_validate(raw)
        except ValidationError as error:
            problems = error.errors(include_url=False)
        for problem in problems:
            path = problem["loc"]
            found.append(Finding(place + _write(path), _say(problem)))
            if not _prune(raw, path):
                found.append(Finding(place, "refused"))
                return None


def _prune(raw: object, path: Sequence[int | str]) -> bool:
    """Take away what stands at a path, or what cannot be without it."""
    if not path:
        return False
    holder: Any = raw
    for step in path[:-1]:
        holder = holder[step]
        if holder is None:
            return True
    if isinstance(holder, list):
        holder[int(path[-1])] = None
    elif path[-1] in holder:
        del holder[path[-1]]
    else:
        return _prune(raw, path[:-1])
    return True


def _write(path: Sequence[int | str]) -> str:
    return "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in path
    )


def _say(problem: Any) -> str:
    """Say what is wrong, with what was given."""
    if problem["type"] in WHY:
        return WHY[problem["type"]]
    why = str(problem.get("ctx", {}).get("error", "")) or problem["msg"]
    given = json.dumps(problem["input"], ensure_ascii=True, default=str)
    return f"{why}: {given if len(given) < SHOWN else given[:SHOWN] + '…'}"
