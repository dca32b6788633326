"""How long a book may stay on a device, and what becomes of notes written there."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

MOST_NOTES = 500


def stays_until(day: date, *, days: int, zone: str) -> datetime:
    """Return when a kept book goes: when the last of some days after its meeting ends.

    On the meeting's own day it stays in any case.
    """
    morning = day + timedelta(days=days + 1)
    return datetime.combine(morning, time(), ZoneInfo(zone)).astimezone(UTC)


class Fate(StrEnum):
    """What becomes of a note that a device sends."""

    NEW = "new"
    REWORD = "reword"
    REMOVE = "remove"
    BESIDE = "beside"
    NOTHING = "nothing"


def decide_fate(
    *, is_known: bool, is_removed: bool, is_same: bool, is_current: bool
) -> Fate:
    """Say what becomes of it, so that what was written at neither side is lost.

    It is known as long as it is here, the same when both say the same, and current when
    nobody changed it here since the device wrote upon it.
    """
    if not is_known:
        return Fate.NOTHING if is_removed else Fate.NEW
    if is_same and not is_removed:
        return Fate.NOTHING
    if is_current:
        return Fate.REMOVE if is_removed else Fate.REWORD
    return Fate.NOTHING if is_removed else Fate.BESIDE


class Written(BaseModel):
    """A note as a device has it: on which version of the text and of the item.

    `client` is the device's own name of it, `id` and `version` are ours, where the
    device knows them. Without a quote that stays as it is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    client: str = Field(pattern=r"^[0-9a-f-]{36}$")
    id: int | None = Field(default=None, ge=1, lt=2**31)
    version: int = Field(default=0, ge=0, lt=2**31)
    key: str = Field(pattern=r"^[0-9A-Za-z_-]{1,16}$")
    label: str = Field(default="", max_length=500)
    quote: str | None = Field(default=None, max_length=2000)
    text: str = Field(default="", max_length=20_000)
    item: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    at: AwareDatetime
    removed: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> "Written":
        if not self.removed and not self.text.strip():
            raise ValueError("There is nothing in it.")
        return self


class Sent(BaseModel):
    """All that a device sends at once."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    notes: tuple[Written, ...] = Field(max_length=MOST_NOTES)
