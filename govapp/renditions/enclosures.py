"""The files of a paper: where each lies, and what is said of it."""

from flask_babel import gettext as _
from flask_babel import ngettext

from govapp.meetings.published.cards import Reading
from govapp.record.shapes.base import File
from govapp.renditions.papers import Enclosure
from govapp.web.filters import moment, size


def list_enclosures(
    files: tuple[File, ...], key: str, reading: Reading, base_url: str
) -> tuple[Enclosure, ...]:
    """Return the files of an item, by its key, in their order."""
    return tuple(
        Enclosure(
            file.label,
            ""
            if (file.id, file.version) in reading.withdrawn
            else f"{base_url}{file.path}",
            _about(file, key, reading),
        )
        for file in files
    )


def _about(file: File, key: str, reading: Reading) -> str:
    gone = reading.withdrawn.get((file.id, file.version))
    if gone:
        day = moment(gone.posted_at, reading.zone)
        return _("Withdrawn %(when)s: %(reason)s", when=day, reason=gone.reason)
    pages = ngettext("%(num)s page", "%(num)s pages", file.pages) if file.pages else ""
    about = f"({', '.join(filter(None, (file.extension, pages, size(file.size))))})"
    came = reading.supplements.get((key, file.label))
    if not file.supplemental:
        return about
    if not came:
        return f"{about} {_('Supplemental')}"
    said = _("Supplemental, posted %(when)s", when=moment(came, reading.zone))
    return f"{about} {said}"
