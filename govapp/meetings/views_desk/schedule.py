"""Drafting a meeting and changing what is known of it."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.audit import queries as audit
from govapp.audit.models import AuditLine
from govapp.meetings.forms.schedule import (
    BodiesForm,
    DetailsForm,
    DraftTimesForm,
    ScheduleForm,
)
from govapp.meetings.forms.times import read_times
from govapp.meetings.models import Meeting
from govapp.meetings.queries import desk, meetings
from govapp.meetings.queries.minutes import find_minutes
from govapp.meetings.queries.series import find_place
from govapp.meetings.queries.templates import list_standing
from govapp.meetings.rules import states
from govapp.meetings.services import appending, drafts, posting, schedule, standing
from govapp.meetings.views_desk import doings, sentences
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.meetings.views_desk.bodies import list_hosts, list_meeting_bodies
from govapp.meetings.views_desk.posting import to_meeting
from govapp.permissions import Permission
from govapp.portal.queries.declared import list_declared, list_outlooks
from govapp.web.access import may, requires
from govapp.web.forms import is_done, is_saved, render_form
from govapp.web.numbers import number

VIEWS = ("upcoming", "past", "drafts")


@blueprint.get("", endpoint="list")
@requires(Permission.DESK_OPEN)
def list_meetings() -> ResponseReturnValue:
    """List the meetings of the bodies whose desk this is."""
    hosts, asked = list_hosts(Permission.MEETING_EDIT), request.args
    which = asked["view"] if asked.get("view") in VIEWS else VIEWS[0]
    chosen = [body for body in hosts if body.slug == asked.get("body")]
    found = desk.paginate_meetings(
        [body.id for body in hosts],
        which=which,
        body_ids=[body.id for body in chosen],
        page=asked.get("page", 1, type=number),
    )
    context = {"hosts": hosts, "which": which, "chosen": chosen, "found": found}
    shown = drafts.list_drafts(found.items)
    return render_template("desk/meetings/list.html", drafts=shown, **context)


@blueprint.route("/create", methods=["GET", "POST"])
@requires(Permission.MEETING_CREATE)
def create() -> ResponseReturnValue:
    """Draft a meeting."""
    bodies = list_meeting_bodies()
    hosts = [body for body in bodies if may(Permission.MEETING_CREATE, body)]
    standing_items = list_standing([body.id for body in hosts])
    form = ScheduleForm(hosts=hosts, bodies=bodies, standing=standing_items)
    made: list[Meeting] = []

    def draft() -> None:
        values = {"bodies": form.chosen, **form.when(), **form.details()}
        made.append(schedule.schedule_meeting(current_user, **values))

    if is_done(form, draft):
        return _saved(made[0], _("The draft is saved. Nobody else sees it yet."))
    return render_form("desk/meetings/create.html", form)


@blueprint.get("/<int:meeting_id>")
@requires(Permission.MEETING_EDIT, load=meetings.get_meeting)
def detail(meeting: Meeting) -> ResponseReturnValue:
    """Show where a meeting stands, and what comes next."""
    draft, written = drafts.get_draft(meeting), find_minutes(meeting)
    return render_template(
        "desk/meetings/detail.html",
        meeting=meeting,
        draft=draft,
        card=draft.card,
        steps=standing.steps_of(draft, written.state if written else ""),
        is_changed=posting.notice_changed(meeting),
        actions=doings.list_next(draft, written),
        changes=doings.list_changes(meeting),
        place=find_place(meeting),
        words=sentences,
        outlooks=list_outlooks(meeting, list_declared(meeting)),
        audit_lines=_list_trail(meeting),
    )


def _list_trail(meeting: Meeting) -> Sequence[AuditLine]:
    return audit.list_lines(f"meeting:{meeting.id}", appending.subject(meeting))


@blueprint.route("/<int:meeting_id>/edit", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=meetings.get_meeting)
def edit(meeting: Meeting) -> ResponseReturnValue:
    """Change what the notice says besides who meets when."""
    states.check("edit", meeting.state)
    form = DetailsForm(obj=meeting)
    if is_saved(
        form,
        meeting,
        lambda: schedule.edit_meeting(current_user, meeting, **form.values()),
    ):
        return _saved(meeting, _("The details are saved."))
    return render_form("desk/meetings/edit.html", form, meeting=meeting)


@blueprint.route("/<int:meeting_id>/bodies", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=meetings.get_meeting)
def bodies(meeting: Meeting) -> ResponseReturnValue:
    """Change which bodies meet together."""
    states.check("edit", meeting.state)
    others = [body for body in list_meeting_bodies() if body is not meeting.host]
    form = BodiesForm(bodies=others, meeting=meeting)

    def save() -> None:
        version, chosen = form.row_version.data or 0, [meeting.host, *form.chosen]
        schedule.change_bodies(
            current_user, meeting, row_version=version, bodies=chosen
        )

    if is_saved(form, meeting, save):
        return _saved(meeting, _("The bodies are saved."))
    return render_form("desk/meetings/bodies.html", form, meeting=meeting)


@blueprint.route("/<int:meeting_id>/times", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=meetings.get_meeting)
def times(meeting: Meeting) -> ResponseReturnValue:
    """Change the time of a draft."""
    states.check("change_times", meeting.state)
    data = {**read_times(meeting), "row_version": meeting.row_version}
    form = DraftTimesForm(hosts=[meeting.host], data=data)

    def save() -> None:
        version = form.row_version.data or 0
        schedule.change_draft_times(
            current_user, meeting, row_version=version, **form.when()
        )

    if is_saved(form, meeting, save):
        return _saved(meeting, _("The time is saved."))
    return render_form("desk/meetings/times.html", form, meeting=meeting)


def _saved(meeting: Meeting, told: str) -> ResponseReturnValue:
    flash(told, "success")
    return redirect(to_meeting(meeting), 303)
