"""The agenda builder: the page is the agenda as it will be read."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from govapp.meetings.content import meeting_title
from govapp.meetings.forms.agenda import CopyForm, NoteForm, StyleForm, make_add_form
from govapp.meetings.forms.files import UploadForm
from govapp.meetings.models import Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda as services
from govapp.meetings.services import standing
from govapp.meetings.services.copying import copy_agenda
from govapp.meetings.services.outline import get_outline
from govapp.meetings.services.style import set_meeting_style
from govapp.meetings.views_desk import business
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.bodies import list_hosts
from govapp.meetings.views_desk.items import to_added
from govapp.meetings.views_desk.undo import flash_done
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.filters import day
from govapp.web.forms import DeskForm, is_saved, render_form
from govapp.web.numbers import number

SOURCES = 200


@blueprint.get("/<int:meeting_id>/agenda")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def agenda(meeting: Meeting) -> ResponseReturnValue:
    """Show the agenda as it will be read, with the tools to change it."""
    outline = get_outline(meeting)
    asked = request.args.get("page", 0, type=number)
    page = outline.show(outline.find_page(asked, request.args.get("at", "")))
    return render_template(
        "desk/meetings/agenda.html",
        outline=outline,
        meeting=meeting,
        page=page,
        steps=standing.list_steps(outline),
        form=make_add_form(meeting, formdata=None),
        moves=DeskForm(formdata=None),
        uploads=UploadForm(formdata=None),
        limit=current_app.extensions["govapp.settings"].upload_limit_mb,
        **business.describe(meeting, page),
    )


@blueprint.post("/<int:meeting_id>/items")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def add_item(meeting: Meeting) -> ResponseReturnValue:
    """Add an item at the end; the next one can be typed at once."""
    form = make_add_form(meeting)
    if form.validate_on_submit():
        item = services.add_item(current_user, meeting, **form.values())
        return to_added(item, form.title.id)
    return render_form("desk/meetings/item_add.html", form, meeting=meeting, item=None)


@blueprint.route("/<int:meeting_id>/agenda/copy", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_meeting)
def copy(meeting: Meeting) -> ResponseReturnValue:
    """Copy the items of another meeting whose agenda this person may edit."""
    hosts = [body.id for body in list_hosts(Permission.MEETING_EDIT)]
    known = {each.id: each for each in agendas.list_sources(meeting, hosts, SOURCES)}
    form = CopyForm()
    form.source.choices = [(each.id, name_source(each)) for each in known.values()]
    if form.validate_on_submit():
        source = known[form.source.data]
        count = copy_agenda(current_user, meeting, source=source)
        told = ngettext("%(num)s item is copied.", "%(num)s items are copied.", count)
        flash_done(told, meeting) if count else flash(told, "info")
        return redirect(url_for(".agenda", meeting_id=meeting.id), 303)
    return render_form("desk/meetings/agenda_copy.html", form, meeting=meeting)


@blueprint.route("/<int:meeting_id>/agenda/note", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_meeting)
def note(meeting: Meeting) -> ResponseReturnValue:
    """Change what stands above the agenda's items."""
    form = NoteForm(obj=meeting)
    if is_saved(
        form,
        meeting,
        lambda: services.edit_note(current_user, meeting, **form.values()),
    ):
        flash(_("The note is saved."), "success")
        return redirect(url_for(".agenda", meeting_id=meeting.id), 303)
    return render_form("desk/meetings/agenda_note.html", form, meeting=meeting)


@blueprint.route("/<int:meeting_id>/agenda/style", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_meeting)
def style(meeting: Meeting) -> ResponseReturnValue:
    """Change how this agenda is numbered, and whether it shows the planned times."""
    form = StyleForm(obj=meeting)
    if is_saved(
        form,
        meeting,
        lambda: set_meeting_style(current_user, meeting, **form.values()),
    ):
        flash(_("Numbers and times are as you chose."), "success")
        return redirect(url_for(".agenda", meeting_id=meeting.id), 303)
    return render_form("desk/meetings/agenda_style.html", form, meeting=meeting)


def name_source(meeting: Meeting) -> str:
    """Name a meeting in a list: its day, its title."""
    return f"{day(meeting.start_local)}: {meeting_title(meeting)}"
