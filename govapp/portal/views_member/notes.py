"""A member's own notes."""

from collections.abc import Sequence

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts.models import User
from govapp.portal import rules
from govapp.portal.forms import EditNoteForm, EditTextForm, NoteForm
from govapp.portal.models import Note
from govapp.portal.queries import notes as queries
from govapp.portal.queries.notes import Notebook, Noted
from govapp.portal.services import own
from govapp.portal.views_member.blueprint import (
    MEETING,
    ask_for_closed,
    blueprint,
    lead_to,
)
from govapp.portal.views_member.book import Page, load_page
from govapp.web.access import confirm_first, loads
from govapp.web.forms import EditForm, is_done, is_saved, render_form


@blueprint.route(f"{MEETING}/items/<string:key>/note", methods=["GET", "POST"])
@loads(load_page)
def write_note(page: Page) -> ResponseReturnValue:
    """Write a note on an item."""
    form, meeting = NoteForm(), page.book.meeting
    if is_done(
        form,
        lambda: own.write_note(
            current_user,
            meeting,
            item=page.item,
            label=rules.name_openly(page.path),
            **form.values(),
        ),
    ):
        at = f"meetings/{meeting.number}/items/{page.item.key}#notes"
        return lead_to(at, _("Kept, for you alone."))
    return render_form("my/note_write.html", form, page=page)


def load_noted(user: User, note_id: int) -> Noted:
    """Return one's own note with its item; raises NotFoundError."""
    noted = queries.get_noted(user, note_id)
    if noted.is_closed:
        confirm_first()
    return noted


@blueprint.route("/notes/<int:note_id>", methods=["GET", "POST"])
@loads(load_noted)
def edit_note(noted: Noted) -> ResponseReturnValue:
    """Change a note; it is then one on the item as it is read now."""
    note = noted.note
    form = (EditTextForm if noted.is_shut else EditNoteForm)(obj=note)
    if is_saved(
        form,
        note,
        lambda: own.reword_note(current_user, note, item=noted.item, **form.values()),
    ):
        return _to_notes(noted, _("Saved."))
    remove = EditForm(formdata=None, obj=note)
    return render_form("my/note_edit.html", form, noted=noted, remove=remove)


@blueprint.post("/notes/<int:note_id>/remove")
@loads(load_noted)
def remove_note(noted: Noted) -> ResponseReturnValue:
    """Let go of a note."""
    form = EditForm()
    note, version = noted.note, form.row_version.data or 0
    if is_done(form, lambda: own.remove_note(current_user, note, row_version=version)):
        return _to_notes(noted, _("The note is gone."))
    return _to_notes(noted, _("Nothing was changed."))


@blueprint.get("/notes")
@loads(queries.list_own)
def own_notes(found: Sequence[Note]) -> ResponseReturnValue:
    """Say how many notes one has, and what becomes of them."""
    return render_template("my/own_notes.html", count=len(found))


@blueprint.get("/notes.txt")
@loads(queries.list_own)
def export_own(found: Sequence[Note]) -> ResponseReturnValue:
    """Give all one's notes as a text file, also to whoever serves no longer."""
    text = render_template("my/own_notes.txt", notes=found)
    headers = {"Content-Disposition": 'attachment; filename="notes.txt"'}
    return Response(text, headers=headers, content_type="text/plain; charset=utf-8")


@blueprint.get(f"{MEETING}/notes")
@loads(queries.get_notebook)
def list_notes(found: Notebook) -> ResponseReturnValue:
    """Show all one's notes on a meeting."""
    ask_for_closed(found.book)
    return render_template("my/notes.html", found=found)


@blueprint.get(f"{MEETING}/notes.txt")
@loads(queries.get_notebook)
def export_notes(found: Notebook) -> ResponseReturnValue:
    """Give the same as a text file."""
    ask_for_closed(found.book)
    text = render_template("my/notes.txt", found=found)
    name = f"notes-{found.book.meeting.number}.txt"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=headers, content_type="text/plain; charset=utf-8")


def _to_notes(noted: Noted, told: str) -> ResponseReturnValue:
    return lead_to(f"meetings/{noted.note.meeting.number}/notes", told)
