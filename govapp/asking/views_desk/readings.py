"""What the members of a body are asked to read, and who has."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from govapp.asking.forms import AskAgainForm, AskReadingForm
from govapp.asking.models import ReadingRequest
from govapp.asking.queries.readings import (
    Progress,
    get_progress,
    get_request,
    list_requests,
)
from govapp.asking.services import readings
from govapp.asking.views_desk.blueprint import blueprint
from govapp.committees.models import Body
from govapp.committees.queries import get_body
from govapp.errors import RuleError
from govapp.exchange.sheets import write_table
from govapp.permissions import Permission
from govapp.portal.queries.posted import list_posted
from govapp.web.access import requires
from govapp.web.errors import say
from govapp.web.forms import DeskForm, is_done, is_saved, render_form

LIST = "/committees/<string:slug>/acknowledgments"
ONE = f"{LIST}/<int:request_id>"


@blueprint.get(LIST)
@requires(Permission.MEETING_EDIT, load=get_body)
def index(body: Body) -> ResponseReturnValue:
    """List what the members of a body were asked to read."""
    return render_template(
        "desk/asking/index.html", body=body, requests=list_requests(body)
    )


@blueprint.route(f"{LIST}/ask", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_body)
def ask(body: Body) -> ResponseReturnValue:
    """Ask them to read something."""
    posted = list_posted(body)
    form = AskReadingForm(posted)
    asked: list[ReadingRequest] = []
    if is_done(
        form,
        lambda: asked.append(readings.ask_reading(current_user, body, **form.values())),
    ):
        return _to(asked[0], _("The members are asked; the mails are on their way."))
    return render_form("desk/asking/ask.html", form, body=body, posted=posted)


@blueprint.get(ONE)
@requires(Permission.MEETING_EDIT, load=get_progress)
def detail(progress: Progress) -> ResponseReturnValue:
    """Show who has read it, and who has not."""
    return render_template(
        "desk/asking/detail.html",
        progress=progress,
        request_=progress.request,
        new_form=lambda: DeskForm(formdata=None),
    )


@blueprint.get(f"{ONE}/table.csv")
@requires(Permission.MEETING_EDIT, load=get_progress)
def table(progress: Progress) -> ResponseReturnValue:
    """Give the same for a spreadsheet."""
    asked = progress.request
    heads = (_("Member"), _("Document"), _("Version"), _("By"), _("Acknowledged"))
    fixed = (asked.title, asked.version, asked.due_on.isoformat())
    text = write_table(
        heads,
        (
            (each.person.name, *fixed, each.read_at and each.read_at.isoformat())
            for each in progress.members
        ),
    )
    name = f"{asked.body.slug}-acknowledgments-{asked.id}.csv"
    kept = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, headers=kept, content_type="text/csv; charset=utf-8")


@blueprint.post(f"{ONE}/remind")
@requires(Permission.MEETING_EDIT, load=get_request)
def remind(asked: ReadingRequest) -> ResponseReturnValue:
    """Remind those who have not."""
    try:
        told = readings.remind_readers(current_user, asked)
    except RuleError as error:
        return _to(asked, say(error), "error")
    reminded = ngettext("%(num)s is reminded.", "%(num)s are reminded.", told)
    return _to(asked, reminded)


@blueprint.post(f"{ONE}/close")
@requires(Permission.MEETING_EDIT, load=get_request)
def close(asked: ReadingRequest) -> ResponseReturnValue:
    """Ask no longer."""
    readings.close_request(current_user, asked)
    return _to(asked, _("The members are not asked any more. What they said stays."))


@blueprint.route(f"{ONE}/again", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_request)
def ask_again(asked: ReadingRequest) -> ResponseReturnValue:
    """Ask for the newest version."""
    form = AskAgainForm(row_version=asked.row_version)
    if is_saved(
        form,
        asked,
        lambda: readings.ask_again(current_user, asked, **form.values()),
    ):
        return _to(asked, _("The members are asked again, for the newest version."))
    return render_form("desk/asking/again.html", form, request_=asked)


def _to(
    asked: ReadingRequest, told: str, category: str = "success"
) -> ResponseReturnValue:
    flash(told, category)
    return redirect(url_for(".detail", slug=asked.body.slug, request_id=asked.id), 303)
