"""What minutes say beside what was written: the facts recorded in the room, by item."""

from collections.abc import Collection
from dataclasses import dataclass

from govapp.record.shapes.meetings import Minutes, Report
from govapp.record.shapes.sittings import Conflict, Motion, Pause, Sitting

# Under which the facts stand that belong to no section.
REST = ""


@dataclass(frozen=True)
class Facts:
    """What was recorded of an item; `taken_at` is when it was taken up, or empty."""

    taken_at: str
    conflicts: tuple[Conflict, ...]
    motions: tuple[Motion, ...]
    pauses: tuple[Pause, ...]
    report: Report | None


def list_facts(minutes: Minutes) -> dict[str, Facts]:
    """Return the facts by their item's key; under REST, those of no section."""
    sitting = minutes.sitting or Sitting(state="")
    keys = [section.key for section in minutes.sections]
    reports = {report.key: report for report in minutes.reports}
    return {
        key: _list_facts(sitting, key, keys, reports.get(key)) for key in (*keys, REST)
    }


def _list_facts(
    sitting: Sitting, key: str, keys: Collection[str], report: Report | None
) -> Facts:
    def is_here(*items: str) -> bool:
        return key in items or (key == REST and not set(items) & set(keys))

    taken = [each.at for each in sitting.taken if each.item == key]
    return Facts(
        taken_at=taken[0] if taken else "",
        conflicts=tuple(each for each in sitting.conflicts if is_here(each.item)),
        motions=tuple(each for each in sitting.motions if is_here(each.item)),
        pauses=tuple(each for each in sitting.pauses if is_here(*each.items)),
        report=report,
    )
