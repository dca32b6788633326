"""A file of a book, read in the page."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from govapp.accounts.models import User
from govapp.portal import rules
from govapp.portal.forms import PlaceForm
from govapp.portal.queries import files, opened
from govapp.portal.queries.opened import Opened
from govapp.portal.services import own
from govapp.portal.views_member.blueprint import MEETING, blueprint
from govapp.web.access import confirm_first, loads

FILE = f"{MEETING}/documents/<string:document>/v/<int(max=999999):version>"


def load_opened(user: User, number: str, document: str, version: int) -> Opened:
    """Return a file of a book that somebody may read; raises NotFoundError."""
    found = opened.get_opened(user, number, document, version)
    paper = files.get_paper(user, document, version)
    if paper.is_logged or rules.find_closed(found.path):
        confirm_first()
    return found


@blueprint.get(FILE)
@loads(load_opened)
def read(found: Opened) -> ResponseReturnValue:
    """Show a file in the page; its bytes are asked for, and noted, by themselves."""
    return render_template("my/read.html", found=found)


@blueprint.post(FILE)
@loads(load_opened)
def keep_place(found: Opened) -> ResponseReturnValue:
    """Remember on which page somebody stopped."""
    form = PlaceForm()
    if not form.validate_on_submit():
        abort(400)
    file = found.file
    own.note_place(
        current_user, document=file.id, version=file.version, **form.values()
    )
    return Response(status=204)
