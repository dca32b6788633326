"""Matters: business that is followed from meeting to meeting."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.committees.models import Body
from govapp.meetings import content
from govapp.meetings.forms.matters import BeginForm, CloseForm, MatterForm, OpenForm
from govapp.meetings.models import AgendaItem, Matter
from govapp.meetings.queries import agendas, matters
from govapp.meetings.services import matters as services
from govapp.meetings.views_desk.blueprint import blueprint as meetings_desk
from govapp.meetings.views_desk.bodies import list_hosts
from govapp.meetings.views_desk.items import to_item
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, may, requires
from govapp.web.forms import DeskForm, is_done, is_saved, render_form
from govapp.web.numbers import number

blueprint = desk_blueprint("matters_desk", __name__, "/desk/matters")


@blueprint.get("")
@requires(Permission.MEETING_EDIT)
def index() -> ResponseReturnValue:
    """List the matters of the bodies whose desk this is."""
    hosts = list_hosts(Permission.MEETING_EDIT)
    chosen = [body for body in hosts if body.slug == request.args.get("body")]
    is_open = request.args.get("view") != "closed"
    found = matters.paginate_matters(
        [body.id for body in chosen or hosts],
        is_open=is_open,
        page=request.args.get("page", 1, type=number),
    )
    shown = [(each, is_changed(each)) for each in found.items]
    context = {"hosts": hosts, "chosen": chosen, "is_open": is_open, "found": found}
    return render_template("desk/matters/index.html", shown=shown, **context)


@blueprint.route("/create", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT)
def create() -> ResponseReturnValue:
    """Open a matter."""
    form, bodies = OpenForm(), _map_bodies()
    form.body_id.offer((body.id, body.name) for body in bodies.values())
    made: list[Matter] = []

    def open_matter() -> None:
        values = form.values()
        body = bodies[values.pop("body_id")]
        made.append(services.open_matter(current_user, body=body, **values))

    if is_done(form, open_matter):
        return _to(made[0], _("The matter is open. Nobody else sees it yet."))
    return render_form("desk/matters/create.html", form)


@blueprint.get("/<int:matter_id>")
@requires(Permission.MEETING_EDIT, load=matters.get_matter)
def detail(matter: Matter) -> ResponseReturnValue:
    """Show a matter, and the agendas of this desk on which it stands."""
    places = [
        item
        for item in matters.list_places(matter)
        if may(Permission.MEETING_EDIT, item)
    ]
    return render_template(
        "desk/matters/detail.html",
        matter=matter,
        places=places,
        is_changed=is_changed(matter),
        moves=DeskForm(formdata=None),
    )


@blueprint.route("/<int:matter_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=matters.get_matter)
def edit(matter: Matter) -> ResponseReturnValue:
    """Change what a matter says."""
    form, bodies = MatterForm(obj=matter), _map_bodies(matter)
    form.body_id.offer((body.id, body.name) for body in bodies.values())

    def save() -> None:
        values = form.values()
        body = bodies[values.pop("body_id")]
        services.edit_matter(current_user, matter, body=body, **values)

    if is_saved(form, matter, save):
        return _to(matter, _("Saved. The public sees it once it is posted."))
    return render_form("desk/matters/edit.html", form, matter=matter)


@blueprint.route("/<int:matter_id>/close", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=matters.get_matter)
def close(matter: Matter) -> ResponseReturnValue:
    """Close a matter, saying how it ended."""
    form = CloseForm()
    if is_done(
        form, lambda: services.close_matter(current_user, matter, **form.values())
    ):
        return _to(matter, _("Closed. The public sees that once it is posted."))
    return render_form("desk/matters/close.html", form, matter=matter)


@blueprint.post("/<int:matter_id>/reopen")
@requires(Permission.MEETING_EDIT, load=matters.get_matter)
def reopen(matter: Matter) -> ResponseReturnValue:
    """Take a closed matter up again."""
    services.reopen_matter(current_user, matter)
    return _to(matter, _("Open again. The public sees that once it is posted."))


@blueprint.route("/<int:matter_id>/post", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=matters.get_matter)
def post(matter: Matter) -> ResponseReturnValue:
    """Show what everyone will read of a matter, and post it."""
    form = DeskForm()
    if is_done(form, lambda: services.post_matter(current_user, matter)):
        return _to(matter, _("Posted. The public reads it from now on."))
    return render_form(
        "desk/matters/post.html",
        form,
        matter=matter,
        posted=content.build_matter(matter),
        is_changed=is_changed(matter),
    )


@meetings_desk.route(
    "/<int:meeting_id>/items/<string:key>/matter", methods=["GET", "POST"]
)
@requires(Permission.MEETING_EDIT, load=agendas.get_item)
def begin_matter(item: AgendaItem) -> ResponseReturnValue:
    """Open a matter that an item of an agenda begins."""
    form = BeginForm(title=item.title)
    if is_done(
        form, lambda: services.open_matter_for(current_user, item, **form.values())
    ):
        flash(_("The matter is open. Posting the agenda posts it too."), "success")
        return to_item(item)
    return render_form(
        "desk/meetings/item_matter.html", form, meeting=item.meeting, item=item
    )


def is_changed(matter: Matter) -> bool:
    """Say whether a matter differs from what everyone reads of it."""
    return content.matter_digest(matter) != matter.posted_sha256


def _map_bodies(matter: Matter | None = None) -> dict[int, Body]:
    """Return the bodies that may be put in control, by their ids."""
    kept = matter.body if matter else None
    hosts = list_hosts(Permission.MEETING_EDIT)
    return {body.id: body for body in hosts if body is kept or not body.dissolved_on}


def _to(matter: Matter, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(url_for("matters_desk.detail", matter_id=matter.id), 303)
