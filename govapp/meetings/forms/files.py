"""Forms about files."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import BooleanField, HiddenField
from wtforms.validators import InputRequired

from govapp.documents.rules import KINDS
from govapp.meetings.models import Attachment
from govapp.web.fields import Choice, Choices, line
from govapp.web.forms import DeskForm, EditForm

VISIBILITIES = (
    ("public", _("Everyone, once posted")),
    ("members", _("Members of the body")),
    ("closed", _("Members, as closed material")),
    ("staff", _("The desk alone")),
)
CHOOSE = _("Choose a file first.")
TAKEN = {"accept": ",".join(f".{name}" for name in KINDS)}


class UploadForm(DeskForm):
    """Several files at once, and who may read them."""

    visibility = Choice(_("Who may read them"), VISIBILITIES)
    file = MultipleFileField(
        _("Files"), [FileRequired(CHOOSE)], render_kw={"multiple": True, **TAKEN}
    )


class ReplaceForm(DeskForm):
    """The next version of a file."""

    file = FileField(_("File"), [FileRequired(CHOOSE)], render_kw=TAKEN)


class ImportForm(DeskForm):
    """The Word file from which an agenda is taken."""

    file = FileField(
        _("Word file"), [FileRequired(CHOOSE)], render_kw={"accept": ".docx"}
    )


class ReleaseForm(DeskForm):
    """That somebody looked at what a file contains; `seen` is its hash."""

    seen = HiddenField()
    is_read = BooleanField(
        _("I looked at what this file contains. Everyone may read it."),
        [InputRequired(_("Tick this once you looked at what the file contains."))],
    )


class FileForm(EditForm):
    """What a file is called, who may read it and where it belongs."""

    label = line(
        _("Label"),
        required=_("Give the file a label that says what it is."),
        description=_("What everyone reads in place of the file's name."),
    )
    visibility = Choice(_("Who may read it"), VISIBILITIES)
    item = Choice(_("Belongs to"))

    def offer(self, items: Choices) -> None:
        """Set to what the file can belong."""
        self.item.offer([("", gettext("The meeting as a whole")), *items])

    def read(self, row: Attachment) -> dict[str, Any]:
        """Return what a file holds, as the fields would."""
        return FileForm(formdata=None, data=read_file(row)).values()


def read_file(file: Attachment) -> dict[str, Any]:
    """Return what is known of a file as the fields take it."""
    return {
        "label": file.label,
        "visibility": file.document.visibility,
        "item": file.item.key if file.item else "",
        "row_version": file.row_version,
    }
