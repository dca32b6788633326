"""What is said of a file that a worker read: in a few words, and what to do."""

from typing import NamedTuple

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


class Advice(NamedTuple):
    """Something about a file, and what to do about it."""

    word: LazyString
    advice: LazyString


FINDINGS: dict[str, Advice] = {
    "password": Advice(
        _("Password needed"),
        _("Nobody can open it without the password. Save it without, and replace it."),
    ),
    "damaged": Advice(
        _("Damaged"),
        _("It cannot be opened. Save it anew where it was made, and replace it."),
    ),
    "repaired": Advice(
        _("Damaged in places"),
        _("Some programs may not open it. Save it anew, and replace it."),
    ),
    "unpacked": Advice(
        _("Too large inside"),
        _("It unpacks to more than 300 MB. Make its pictures smaller, or split it."),
    ),
    "pixels": Advice(
        _("Picture too large"),
        _("A picture has more than 100 million points. Many devices cannot show it."),
    ),
    "too_slow": Advice(
        _("Not readable"),
        _("Reading it took too long. Save it anew, without what makes it complicated."),
    ),
    "too_big": Advice(
        _("Not readable"),
        _("Reading it took too much memory. Save it anew, with smaller pictures."),
    ),
    "too_long": Advice(_("Not readable"), _("Its text is too long. Split it.")),
    "crashed": Advice(
        _("Not readable"),
        _("The program that reads files broke down over it. Save it anew."),
    ),
    "cut": Advice(
        _("Read in part"), _("It is so long that only its beginning was read.")
    ),
}
BARRIERS: dict[str, Advice] = {
    "no_text": Advice(
        _("Scan without text"),
        _(
            "Screen readers and search find nothing in it. Make it from the original "
            "document, or let your scanner’s program recognize the text."
        ),
    ),
    "untagged": Advice(
        _("Not tagged"),
        _(
            "Screen readers cannot tell headings, lists and tables. In Word: Save as "
            "PDF, Options, tick “Document structure tags for accessibility”."
        ),
    ),
    "no_language": Advice(
        _("No language"),
        _(
            "Screen readers must guess how to pronounce it. Set the language in Word "
            "before saving, or in Acrobat under Properties, Advanced."
        ),
    ),
    "no_title": Advice(
        _("No title"),
        _(
            "People hear the file’s name instead. Give it a title in Word under File, "
            "Info, or in Acrobat under Properties."
        ),
    ),
    "sealed": Advice(
        _("Locked for screen readers"),
        _("Its security settings keep them out. Save it without restrictions."),
    ),
}
