"""An agenda from a Word file: chosen, looked at, and only then added."""

from contextlib import closing

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from flask_login import current_user

from govapp.meetings.forms.files import ImportForm
from govapp.meetings.models import AgendaImport, Meeting
from govapp.meetings.queries.imports import get_import
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import imports as services
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.undo import flash_done
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, render_form


@blueprint.route("/<int:meeting_id>/agenda/import", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_meeting)
def begin_import(meeting: Meeting) -> ResponseReturnValue:
    """Take in a Word file, which is read before anything is added."""
    form = ImportForm()
    begun: list[AgendaImport] = []
    if is_done(form, lambda: begun.append(_begin(form, meeting))):
        number = begun[0].id
        return redirect(
            url_for(".preview_import", meeting_id=meeting.id, import_id=number), 303
        )
    return render_form("desk/meetings/import.html", form, meeting=meeting)


@blueprint.route(
    "/<int:meeting_id>/agenda/import/<int:import_id>", methods=["GET", "POST"]
)
@requires(Permission.MEETING_EDIT, load=get_import)
def preview_import(found: AgendaImport) -> ResponseReturnValue:
    """Show what was understood of a Word file, and add it to the agenda."""
    form = DeskForm()
    counts: list[int] = []
    if is_done(form, lambda: counts.append(services.take_import(current_user, found))):
        told = ngettext("%(num)s item is added.", "%(num)s items are added.", counts[0])
        flash_done(told, found.meeting)
        return redirect(url_for(".agenda", meeting_id=found.meeting_id), 303)
    entries, left_out = services.read_entries(found)
    return render_form(
        "desk/meetings/import_preview.html",
        form,
        meeting=found.meeting,
        found=found,
        entries=entries,
        left_out=left_out,
    )


def _begin(form: ImportForm, meeting: Meeting) -> AgendaImport:
    with closing(form.file.data) as file:
        return services.begin_import(
            current_user, meeting, file=file.stream, filename=file.filename or ""
        )
