"""What was closed and is everyone's now, in words."""

from flask_babel import gettext

from govapp.record.shapes.base import Release
from govapp.web.filters import day


def released(release: Release) -> str:
    """Say since when something is no longer closed, by what authority, and why."""
    return gettext(
        "Released from closed session on %(day)s. Authority: %(authority)s. %(reason)s",
        day=day(release.on),
        authority=release.authority.rstrip("."),
        reason=release.reason,
    )
