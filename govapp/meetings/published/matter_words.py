"""What pages call matters and their kinds."""

from typing import Protocol

from flask_babel import gettext


class Named(Protocol):
    """A matter, however it is at hand."""

    @property
    def file_number(self) -> str | None:
        """What it is filed under, nothing before it is posted."""

    @property
    def title(self) -> str:
        """What it is called."""


def matter_name(matter: Named) -> str:
    """Name a matter by its file number, which it gets when it is posted."""
    if not matter.file_number:
        return gettext("New matter: %(title)s", title=matter.title)
    return gettext("Matter %(number)s", number=matter.file_number)


def matter_kind(kind: str) -> str:
    """Name a kind of matter."""
    return matter_kinds().get(kind, kind)


def matter_kinds() -> dict[str, str]:
    """Name each kind of matter."""
    return {
        "initiative": gettext("Policy initiative"),
        "tariff": gettext("Tariff amendment"),
        "contract": gettext("Contract"),
        "budget": gettext("Budget"),
        "appointment": gettext("Appointment"),
        "report": gettext("Report"),
        "resolution": gettext("Resolution"),
        "other": gettext("Other"),
    }
