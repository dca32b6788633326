"""The desk's pages of a body itself."""

from collections.abc import Iterable

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.committees import content, forms, published, queries, services
from govapp.committees.models import Body, BodyFact
from govapp.committees.published import words
from govapp.committees.views_desk import sentences
from govapp.committees.views_desk.blueprint import blueprint, to_body
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import list_ahead
from govapp.permissions import Permission
from govapp.web.access import may, requires
from govapp.web.filters import short_day
from govapp.web.forms import is_done, is_saved, render_form


def _choices(bodies: Iterable[Body], own: Body | None = None) -> list[tuple[str, str]]:
    rest = [body for body in bodies if body is not own and not body.dissolved_on]
    return [("", _("None")), *((body.slug, body.name) for body in rest)]


def _name(meeting: Meeting) -> str:
    return f"{short_day(meeting.start_local)} ({meeting.number})"


@blueprint.get("")
@requires(Permission.BODY_EDIT)
def index() -> ResponseReturnValue:
    """List the bodies of this desk."""
    return render_template(
        "desk/committees/index.html",
        bodies=[
            (body, any(content.changed(body)))
            for body in queries.list_whole_bodies()
            if may(Permission.BODY_EDIT, body)
        ],
        may_create=may(Permission.BODY_CREATE),
        words=words,
    )


@blueprint.route("/create", methods=["GET", "POST"])
@requires(Permission.BODY_CREATE)
def create() -> ResponseReturnValue:
    """Create a body."""
    form = forms.CreateBodyForm()
    form.parent.offer(_choices(queries.list_bodies()))
    values = form.values() | {"parent": queries.find_body(form.parent.data or "")}
    made: list[Body] = []
    if is_done(form, lambda: made.append(services.create_body(current_user, **values))):
        return to_body(made[0], _("Created. Nobody else sees it until it is posted."))
    return render_form("desk/committees/create.html", form, body=None)


@blueprint.get("/<string:slug>")
@requires(Permission.BODY_EDIT, load=queries.get_body)
def detail(body: Body) -> ResponseReturnValue:
    """Show a body as the desk has it, and how that stands to what was posted."""
    standing = content.compare(body, published.find_card(body.slug))
    return render_template(
        "desk/committees/detail.html",
        body=body,
        standing=standing,
        summary=sentences.summary(standing.differences),
        roster=published.roster_on(
            content.build_roster(body), clock.today(body.time_zone)
        ),
        words=words,
    )


@blueprint.route("/<string:slug>/edit", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def edit(body: Body) -> ResponseReturnValue:
    """Edit what a body is known by."""
    form = forms.EditBodyForm(obj=body)
    if is_saved(
        form, body, lambda: services.edit_body(current_user, body, **form.values())
    ):
        return to_body(body, _("Saved. The public sees it once it is posted."))
    return render_form("desk/committees/edit.html", form, body=body)


@blueprint.route("/<string:slug>/letterhead", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def letterhead(body: Body) -> ResponseReturnValue:
    """Change how the papers of a body begin."""
    form = forms.LetterheadForm(obj=body)
    if is_saved(
        form, body, lambda: services.set_letterhead(current_user, body, **form.values())
    ):
        return to_body(body, _("Saved. Papers have it once it is posted."))
    return render_form("desk/committees/letterhead.html", form, body=body)


@blueprint.route("/<string:slug>/rename", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def rename(body: Body) -> ResponseReturnValue:
    """Give a body a new name."""
    form = forms.RenameForm()
    if is_done(form, lambda: services.rename_body(current_user, body, **form.values())):
        return to_body(body, _("Renamed. The old name stays in its history."))
    return render_form("desk/committees/rename.html", form, body=body)


@blueprint.route("/<string:slug>/move", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def move(body: Body) -> ResponseReturnValue:
    """Place a body under another."""
    form = forms.MoveForm()
    form.parent.offer(_choices(queries.list_bodies(), body))
    values = form.values() | {"parent": queries.find_body(form.parent.data or "")}
    if is_done(form, lambda: services.move_body(current_user, body, **values)):
        return to_body(body, _("Moved. The old place stays in its history."))
    return render_form("desk/committees/move.html", form, body=body)


@blueprint.route("/<string:slug>/dissolve", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def dissolve(body: Body) -> ResponseReturnValue:
    """Dissolve a body."""
    form = forms.DissolveForm()
    form.successor.offer(_choices(queries.list_bodies(), body))
    values = form.values() | {
        "successor": queries.find_body(form.successor.data or ""),
        "ahead": [_name(meeting) for meeting in list_ahead(body)],
    }
    if is_done(form, lambda: services.dissolve_body(current_user, body, **values)):
        return to_body(body, _("Dissolved. Post it, so that everybody knows."))
    return render_form("desk/committees/dissolve.html", form, body=body)


@blueprint.route("/<string:slug>/facts/add", methods=["GET", "POST"])
@requires(Permission.BODY_EDIT, load=queries.get_body)
def add_fact(body: Body) -> ResponseReturnValue:
    """Add a fact with its source."""
    form = forms.FactForm()
    if is_done(form, lambda: services.add_fact(current_user, body, **form.values())):
        return to_body(body, _("Added. The public sees it once it is posted."))
    return render_form("desk/committees/add_fact.html", form, body=body)


@blueprint.post("/<string:slug>/facts/<int:fact_id>/remove")
@requires(Permission.BODY_EDIT, load=queries.get_fact)
def remove_fact(fact: BodyFact) -> ResponseReturnValue:
    """Take a fact off."""
    body = fact.body
    services.remove_fact(current_user, fact)
    return to_body(body, _("Removed. The public sees that once it is posted."))
