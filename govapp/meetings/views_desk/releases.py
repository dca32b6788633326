"""Looking at what a file contains before everyone may read it."""

from flask import current_app, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.errors import RuleError, StaleError
from govapp.meetings.forms.files import ReleaseForm
from govapp.meetings.models import Attachment
from govapp.meetings.queries import agendas
from govapp.meetings.services import releases
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.files import FILE, file_page, to_files
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_done

CHANGED = "Somebody replaced this file in the meantime: look at the new one."


@blueprint.route(f"{FILE}/release", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_attachment)
def release_file(file: Attachment) -> ResponseReturnValue:
    """Show what a file contains, and let everyone read it once that is confirmed."""
    form = ReleaseForm()
    if is_done(form, lambda: _release(form, file)):
        told = _("Everyone may read “%(label)s” once it is posted.", label=file.label)
        flash(told, "success")
        return to_files(file)
    form.seen.data = file.document.current.sha256
    store = current_app.extensions["govapp.files"]
    release = releases.read_release(file, store=store)
    return file_page("desk/meetings/file_release.html", form, file, release=release)


def _release(form: ReleaseForm, file: Attachment) -> None:
    """Release what was shown; raises RuleError."""
    try:
        releases.release_file(current_user, file, seen=form.seen.data or "")
    except StaleError as error:
        raise RuleError(CHANGED) from error
