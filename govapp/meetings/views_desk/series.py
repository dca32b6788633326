"""A series of the planner: its rule, its details, its dates one by one, its end."""

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from govapp.errors import NotFoundError, RuleError
from govapp.meetings.forms.schedule import ReasonForm
from govapp.meetings.forms.series import ChangeForm, MoveForm, RuleForm, SeriesForm
from govapp.meetings.models import Series
from govapp.meetings.queries.planning import get_plan
from govapp.meetings.queries.plans import Proposal
from govapp.meetings.queries.series import get_series, list_remaining
from govapp.meetings.services import planning
from govapp.meetings.services import series as service
from govapp.meetings.views_desk import sentences
from govapp.meetings.views_desk.bodies import list_meeting_bodies
from govapp.meetings.views_desk.planner import ask, blueprint, to_planner
from govapp.meetings.views_desk.posting import CHANGED
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_done, is_saved, render_form


def get_proposal(series_id: int, key: str) -> Proposal:
    """Return a date of a series of this desk; raises NotFoundError."""
    series = get_series(series_id)
    plan = get_plan(series.year, [series.body], ask().desk)
    for each in plan.proposals:
        if (each.series.id, each.key) == (series_id, key):
            return each
    raise NotFoundError


@blueprint.route("/series/create", methods=["GET", "POST"])
@requires(Permission.MEETING_CREATE)
def create() -> ResponseReturnValue:
    """Plan a series."""
    asked = ask()
    form = SeriesForm(
        year=asked.year,
        hosts=asked.hosts,
        bodies=list_meeting_bodies(),
        host=next((body.id for body in asked.bodies), 0),
    )
    if is_done(form, lambda: _plan(form)):
        flash(_("The dates are planned. Nobody else sees them yet."), "success")
        return to_planner(also=form.by_id[form.host.data])
    return render_form("desk/planner/create.html", form, asked=asked)


@blueprint.route("/series/<int:series_id>/rule", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_series)
def rule(series: Series) -> ResponseReturnValue:
    """Plan the dates that are not posted yet by another rule."""
    form = RuleForm(series, list_meeting_bodies())
    if is_saved(
        form,
        series,
        lambda: service.change_rule(current_user, series, **form.values()),
    ):
        flash(_("The dates are planned anew."), "success")
        return to_planner()
    return render_form("desk/planner/rule.html", form, asked=ask(), series=series)


@blueprint.route("/series/<int:series_id>/change", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_series)
def change(series: Series) -> ResponseReturnValue:
    """Change time, place and joining of all dates that lie ahead."""
    form = ChangeForm(series)
    remaining = list_remaining(series)
    if is_saved(form, series, lambda: _change(form, series)):
        return to_planner()
    return render_form(
        "desk/planner/change.html",
        form,
        asked=ask(),
        series=series,
        remaining=remaining,
        words=sentences,
    )


@blueprint.route("/series/<int:series_id>/end", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_series)
def end(series: Series) -> ResponseReturnValue:
    """End a series and cancel what was posted of it and lies ahead."""
    form, remaining = ReasonForm(), list_remaining(series)
    seen = " ".join(str(meeting.row_version) for _decision, meeting in remaining)
    if is_done(form, lambda: _end(form, series, seen)):
        return to_planner()
    form.seen.data = seen
    return render_form(
        "desk/planner/end.html",
        form,
        asked=ask(),
        series=series,
        remaining=remaining,
        words=sentences,
    )


@blueprint.route("/series/<int:series_id>/remove", methods=["GET", "POST"])
@requires(Permission.MEETING_EDIT, load=get_series)
def remove(series: Series) -> ResponseReturnValue:
    """Take back a plan of which nothing was posted."""
    form = DeskForm()
    if is_done(form, lambda: service.remove_series(current_user, series)):
        flash(_("The series is removed."), "success")
        return to_planner()
    return render_form(
        "desk/planner/remove.html", form, asked=ask(), series=series, words=sentences
    )


@blueprint.route(
    "/series/<int:series_id>/dates/<string:key>/move", methods=["GET", "POST"]
)
@requires(Permission.MEETING_EDIT, load=get_proposal)
def move(proposal: Proposal) -> ResponseReturnValue:
    """Plan a date on another day, or at another time."""
    form, asked = MoveForm(proposal), ask()
    if is_done(
        form, lambda: service.move_date(current_user, proposal, **form.values())
    ):
        return to_planner(proposal.name)
    form.seen.data = proposal.seen
    return render_form(
        "desk/planner/move.html",
        form,
        asked=asked,
        proposal=proposal,
        plan=get_plan(proposal.series.year, [proposal.series.body], asked.desk),
        words=sentences,
    )


@blueprint.post("/series/<int:series_id>/dates/<string:key>/keep")
@requires(Permission.MEETING_EDIT, load=get_proposal)
def keep(proposal: Proposal) -> ResponseReturnValue:
    """Keep a date despite what speaks against it."""
    service.keep_date(current_user, proposal, seen=request.form.get("seen", ""))
    return to_planner(proposal.name)


@blueprint.post("/series/<int:series_id>/dates/<string:key>/drop")
@requires(Permission.MEETING_EDIT, load=get_proposal)
def drop(proposal: Proposal) -> ResponseReturnValue:
    """Plan no meeting on a date after all."""
    service.drop_date(current_user, proposal, seen=request.form.get("seen", ""))
    return to_planner(proposal.name)


@blueprint.post("/series/<int:series_id>/dates/<string:key>/reset")
@requires(Permission.MEETING_EDIT, load=get_proposal)
def reset(proposal: Proposal) -> ResponseReturnValue:
    """Let a date be again as its rule has it."""
    service.reset_date(current_user, proposal, seen=request.form.get("seen", ""))
    return to_planner(proposal.name)


def _plan(form: SeriesForm) -> None:
    service.plan_series(current_user, year=form.year, **form.values())


def _change(form: ChangeForm, series: Series) -> None:
    told = len(planning.change_series(current_user, series, **form.values()))
    flash(
        ngettext(
            "Saved. %(num)s meeting was posted anew.",
            "Saved. %(num)s meetings were posted anew.",
            told,
        )
        if told
        else _("Saved."),
        "success",
    )


def _end(form: ReasonForm, series: Series, seen: str) -> None:
    """End what was shown; raises RuleError where that no longer holds."""
    if form.seen.data != seen:
        raise RuleError(CHANGED)
    cancelled = len(
        planning.end_series(current_user, series, reason=form.reason.data or "")
    )
    flash(
        ngettext(
            "The series is ended. %(num)s meeting was cancelled.",
            "The series is ended. %(num)s meetings were cancelled.",
            cancelled,
        ),
        "success",
    )
