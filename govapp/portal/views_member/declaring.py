"""What a member tells before a meeting."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.accounts.models import User
from govapp.errors import NotFoundError
from govapp.portal import rules
from govapp.portal.forms import AttendForm, ConflictForm
from govapp.portal.queries.books import Book, get_book
from govapp.portal.queries.declared import find_attending, get_self
from govapp.portal.services import declaring
from govapp.portal.views_member.blueprint import MEETING, blueprint, lead_to
from govapp.portal.views_member.book import Page, load_page
from govapp.web.access import loads
from govapp.web.forms import is_done, render_form


def load_seated(user: User, number: str) -> Book:
    """Return a meeting in which somebody takes part; raises NotFoundError."""
    found = get_book(user, number)
    if not found.is_seated:
        raise NotFoundError
    return found


def load_seated_page(user: User, number: str, key: str) -> Page:
    """Return an item of it as they read it; raises NotFoundError."""
    load_seated(user, number)
    return load_page(user, number, key)


@blueprint.route(f"{MEETING}/attendance", methods=["GET", "POST"])
@loads(load_seated)
def attend(book: Book) -> ResponseReturnValue:
    """Say whether one comes."""
    meeting = book.meeting
    form = AttendForm(obj=find_attending(current_user, meeting))
    if is_done(
        form,
        lambda: declaring.declare_attendance(
            current_user, meeting, person=get_self(current_user), **form.values()
        ),
    ):
        told = _("The secretary knows. You can change it until the meeting begins.")
        return lead_to(f"meetings/{meeting.number}", told)
    return render_form("my/attend.html", form, book=book)


@blueprint.route(f"{MEETING}/items/<string:key>/conflict", methods=["GET", "POST"])
@loads(load_seated_page)
def conflict(page: Page) -> ResponseReturnValue:
    """Declare a conflict of interest on an item, or take that back."""
    form, meeting = ConflictForm(obj=page.conflict), page.book.meeting
    if is_done(
        form,
        lambda: declaring.declare_conflict(
            current_user,
            meeting,
            person=get_self(current_user),
            item_key=page.item.key,
            label=rules.name_openly(page.path),
            **form.values(),
        ),
    ):
        return lead_to(f"meetings/{meeting.number}", _("The secretary knows."))
    return render_form("my/conflict.html", form, page=page)
