"""Forms about files."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import SelectField
from wtforms.validators import DataRequired

from govapp.documents.rules import KINDS
from govapp.meetings.forms.agenda import Choices
from govapp.meetings.forms.fields import line
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

    visibility = SelectField(_("Who may read them"), choices=lambda: VISIBILITIES)
    file = MultipleFileField(
        _("Files"), [FileRequired(CHOOSE)], render_kw={"multiple": True, **TAKEN}
    )


class ReplaceForm(DeskForm):
    """The next version of a file."""

    file = FileField(_("File"), [FileRequired(CHOOSE)], render_kw=TAKEN)


class FileForm(EditForm):
    """What a file is called, who may read it and where it belongs."""

    label = line(
        _("Label"),
        DataRequired(_("Give the file a label that says what it is.")),
        description=_("What everyone reads in place of the file's name."),
    )
    visibility = SelectField(_("Who may read it"), choices=lambda: VISIBILITIES)
    item = SelectField(_("Belongs to"))

    def offer(self, items: Choices) -> None:
        """Set to what the file can belong."""
        self.item.choices = [("", gettext("The meeting as a whole")), *items]
