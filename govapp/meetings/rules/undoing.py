"""Taking back an act on an agenda: pure functions of plain rows.

A state is every row of an agenda by its name, such as `item:k3x9…`: a row names others
by their keys, never by numbers, so that it can be made again as it was.
"""

from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]
State = Mapping[str, Row]
# What one act made of one row: as it was before and is after; None where it is not.
Step = tuple[Row | None, Row | None]
ITEM, FILE = "item:", "file:"
# It counts how often a row was saved, whatever it says.
COUNTER = "row_version"


def list_steps(before: State, after: State) -> dict[str, Step]:
    """Return what became of each row that is not as it was."""
    steps = {name: (before.get(name), after.get(name)) for name in {**before, **after}}
    return {name: step for name, step in steps.items() if not is_same(*step)}


def is_same(one: Row | None, other: Row | None) -> bool:
    """Say whether two rows say the same."""
    return _says(one) == _says(other)


def find_newer(steps: Mapping[str, Step], now: State) -> list[str]:
    """Return the rows that are no longer as an act left them."""
    return [
        name
        for name, (_before, after) in steps.items()
        if not is_same(now.get(name), after)
    ]


def take_back(steps: Mapping[str, Step], now: State) -> dict[str, Row]:
    """Return the state with the rows of an act as they were before it."""
    result = {name: row for name, row in now.items() if name not in steps}
    return result | {name: before for name, (before, _after) in steps.items() if before}


def is_whole(state: State) -> bool:
    """Say whether each row stands beneath one that is there, and no item in a ring.

    No two items of an agenda approve the same minutes.
    """
    named = [
        (row["meeting_id"], row["minutes_of_id"])
        for row in state.values()
        if row.get("minutes_of_id")
    ]
    return len(named) == len(set(named)) and all(
        _reaches_top(row["parent"], row["meeting_id"], state)
        if name.startswith(ITEM)
        else not row.get("item") or ITEM + row["item"] in state
        for name, row in state.items()
    )


def depth(name: str, state: State) -> int:
    """Return how many items stand above one."""
    count, key = 0, state[name]["parent"]
    while key and ITEM + key in state:
        count, key = count + 1, state[ITEM + key]["parent"]
    return count


def _reaches_top(key: str, meeting_id: int, state: State) -> bool:
    seen: set[str] = set()
    while key:
        row = state.get(ITEM + key)
        if row is None or row["meeting_id"] != meeting_id or key in seen:
            return False
        seen.add(key)
        key = row["parent"]
    return True


def _says(row: Row | None) -> Row | None:
    if row is None:
        return None
    # A row that was kept before there was a certain column lacks it.
    return {
        name: value
        for name, value in row.items()
        if name != COUNTER and value is not None
    }
