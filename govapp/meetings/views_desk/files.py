"""The files of a meeting and of its items."""

from contextlib import closing
from typing import Any

from flask import current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from govapp.documents.models import Visibility
from govapp.errors import RuleError
from govapp.meetings.forms.files import FileForm, ReplaceForm, UploadForm, read_file
from govapp.meetings.forms.schedule import ReasonForm
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.models.agenda import ItemKind
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import files as services
from govapp.meetings.services import posting
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.permissions import Permission
from govapp.web import downloads
from govapp.web.access import requires
from govapp.web.errors import say
from govapp.web.forms import DeskForm, is_done, is_saved, render_form

FILE = "/<int:meeting_id>/files/<int:attachment_id>"


@blueprint.route("/<int:meeting_id>/files", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_meeting)
def meeting_files(meeting: Meeting) -> ResponseReturnValue:
    """List the files of the meeting as a whole, and take in more."""
    return _take_in(meeting, None)


@blueprint.route("/<int:meeting_id>/items/<string:key>/files", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def item_files(item: AgendaItem) -> ResponseReturnValue:
    """List the files of an item, and take in more."""
    return _take_in(item.meeting, item)


@blueprint.route(f"{FILE}/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_attachment)
def edit_file(file: Attachment) -> ResponseReturnValue:
    """Change a file's label, who may read it and where it belongs."""
    form = FileForm(data=read_file(file))
    form.offer(agendas.list_places(file.meeting))
    if is_saved(form, file, lambda: _save(form, file)):
        flash(_("“%(label)s” is saved.", label=file.label), "success")
        return _to_release(file) if _is_release(form, file) else to_files(file)
    return file_page("desk/meetings/file_edit.html", form, file)


@blueprint.route(f"{FILE}/replace", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_attachment)
def replace_file(file: Attachment) -> ResponseReturnValue:
    """Take in the next version of a file."""
    form = ReplaceForm()

    def replace() -> None:
        with closing(form.file.data):
            services.replace_file(current_user, file, **_unpack(form.file.data))

    if is_done(form, replace):
        flash(_("Version %(number)s is saved.", number=_count(file)), "success")
        return to_files(file)
    return file_page("desk/meetings/file_replace.html", form, file)


@blueprint.post(f"{FILE}/up")
@requires(Permission.MEETING_EDIT, load=agendas.get_attachment)
def move_file_up(file: Attachment) -> ResponseReturnValue:
    """Move a file up by one."""
    services.move_file_by(current_user, file, steps=-1)
    return to_files(file)


@blueprint.post(f"{FILE}/down")
@requires(Permission.MEETING_EDIT, load=agendas.get_attachment)
def move_file_down(file: Attachment) -> ResponseReturnValue:
    """Move a file down by one."""
    services.move_file_by(current_user, file, steps=1)
    return to_files(file)


@blueprint.route(f"{FILE}/remove", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=agendas.get_attachment)
def remove_file(file: Attachment) -> ResponseReturnValue:
    """Take a file off the agenda being built, once confirmed."""
    form = DeskForm()
    if form.validate_on_submit():
        services.remove_file(current_user, file)
        flash(_("“%(label)s” is off the agenda.", label=file.label), "success")
        return to_files(file)
    return file_page("desk/meetings/file_remove.html", form, file)


@blueprint.route(f"{FILE}/withdraw", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=agendas.get_attachment)
def withdraw_file(file: Attachment) -> ResponseReturnValue:
    """Stop publishing a posted file, saying why."""
    form = ReasonForm()
    if is_done(
        form,
        lambda: posting.withdraw_file(
            current_user, file, reason=form.reason.data or ""
        ),
    ):
        flash(_("“%(label)s” is no longer published.", label=file.label), "success")
        return to_files(file)
    return file_page("desk/meetings/file_withdraw.html", form, file)


@blueprint.get(f"{FILE}/v/<int:version>")
@requires(Permission.MEETING_EDIT, load=agendas.get_file_version)
def open_file(found: agendas.FileVersion) -> ResponseReturnValue:
    """Give one version of a file, posted or not."""
    store, version = current_app.extensions["govapp.files"], found.version
    if not store.holds(version.sha256):
        told = _("%(name)s cannot be read: upload it again.", name=version.name)
        flash(told, "error")
        return to_files(found.attachment)
    return downloads.hand_over(version, store)


def _take_in(meeting: Meeting, item: AgendaItem | None) -> ResponseReturnValue:
    """Show the files of one place; keep each that was sent and may be kept."""
    is_closed = item is not None and item.kind == ItemKind.CLOSED
    form = UploadForm(visibility=Visibility.CLOSED if is_closed else Visibility.PUBLIC)
    if form.validate_on_submit():
        refused = [
            told
            for file in form.file.data
            if (told := _keep(file, meeting, item, form.visibility.data))
        ]
        kept = len(form.file.data) - len(refused)
        if kept:
            for told in refused:
                flash(told, "error")
            told = ngettext("%(num)s file is saved.", "%(num)s files are saved.", kept)
            flash(told, "success")
            return redirect(_address(meeting, item), 303)
        form.file.errors = refused
    files = agendas.list_attachments(meeting)
    return render_form(
        "desk/meetings/files.html",
        form,
        meeting=meeting,
        item=item,
        files=[file for file in files if file.item_id == (item.id if item else None)],
        moves=DeskForm(formdata=None),
        limit=current_app.extensions["govapp.settings"].upload_limit_mb,
    )


def _keep(
    file: FileStorage, meeting: Meeting, item: AgendaItem | None, visibility: str
) -> str:
    """Keep one file; return why not, in words, when it is refused."""
    try:
        with closing(file):
            services.attach_file(
                current_user, meeting, item=item, visibility=visibility, **_unpack(file)
            )
    except RuleError as error:
        return say(error)
    return ""


def _save(form: FileForm, file: Attachment) -> None:
    """Save what was typed; what is to become public is looked at first."""
    key = form.item.data
    item = agendas.get_item(file.meeting_id, key) if key else None
    values = form.values() | {"item": item}
    if _is_release(form, file):
        values["visibility"] = file.document.visibility
    services.edit_file(current_user, file, **values)


def _is_release(form: FileForm, file: Attachment) -> bool:
    is_public = form.visibility.data == Visibility.PUBLIC
    return is_public and not file.document.is_released


def _to_release(file: Attachment) -> ResponseReturnValue:
    address = url_for(
        ".release_file", meeting_id=file.meeting_id, attachment_id=file.id
    )
    return redirect(address, 303)


def _unpack(file: FileStorage) -> dict[str, Any]:
    return {
        "store": current_app.extensions["govapp.files"],
        "file": file.stream,
        "filename": file.filename or "",
        "limit": current_app.extensions["govapp.settings"].upload_limit,
    }


def _count(file: Attachment) -> int:
    return file.document.current.version


def file_page(
    template: str, form: DeskForm, file: Attachment, **context: Any
) -> ResponseReturnValue:
    """Show a page about one file."""
    return render_form(
        template,
        form,
        meeting=file.meeting,
        file=file,
        back=_address(file.meeting, file.item),
        **context,
    )


def to_files(file: Attachment) -> ResponseReturnValue:
    """Lead back to the files among which a file stands."""
    return redirect(_address(file.meeting, file.item), 303)


def _address(meeting: Meeting, item: AgendaItem | None) -> str:
    if item is None:
        return url_for(".meeting_files", meeting_id=meeting.id)
    return url_for(".item_files", meeting_id=meeting.id, key=item.key)
