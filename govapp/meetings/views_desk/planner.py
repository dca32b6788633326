"""The year planner: several bodies side by side, posted at once, printed for a wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from govapp import clock
from govapp.committees.models import Body
from govapp.errors import NotFoundError, RuleError, StaleError
from govapp.meetings.forms.series import PostPlanForm
from govapp.meetings.queries.planning import get_plan
from govapp.meetings.queries.plans import Plan
from govapp.meetings.queries.series import list_planned
from govapp.meetings.services import planning
from govapp.meetings.services.series import YEARS
from govapp.meetings.views_desk import sentences
from govapp.meetings.views_desk.bodies import list_hosts
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, may, requires
from govapp.web.errors import say
from govapp.web.forms import DeskForm, is_done, render_form
from govapp.web.numbers import number

blueprint = desk_blueprint("planner_desk", __name__, "/desk/planner")

JUNE = 6


@dataclass(frozen=True)
class Asked:
    """Which year and which bodies the planner shows; `hosts` are all of this desk."""

    year: int
    bodies: Sequence[Body]
    hosts: Sequence[Body]

    @property
    def desk(self) -> list[int]:
        """The ids of all bodies of this desk."""
        return [body.id for body in self.hosts]

    @property
    def query(self) -> dict[str, Any]:
        """Return the parameters of the same view of the planner."""
        return {"year": self.year, "body": [body.slug for body in self.bodies]}

    def plan(self) -> Plan:
        """Return the plan of this year for these bodies."""
        return get_plan(self.year, self.bodies, self.desk)


def ask() -> Asked:
    """Read what is asked for; raises NotFoundError on a year nobody plans.

    Where nothing is said, it is next year once June is over or its plan is begun, and
    the bodies that have series in the year.
    """
    hosts = [
        body for body in list_hosts(Permission.MEETING_EDIT) if not body.dissolved_on
    ]
    year, slugs = request.args.get("year", type=number), request.args.getlist("body")
    today = clock.today(zone_of(hosts))
    planned = list_planned([body.id for body in hosts], year or today.year)
    if year is None:
        is_begun = today.year + 1 in {each for each, _ in planned}
        year = today.year + (is_begun or today.month > JUNE)
    if year not in YEARS:
        raise NotFoundError
    chosen = [body for body in hosts if body.slug in slugs] or [
        body for body in hosts if (year, body.id) in planned
    ]
    return Asked(year, chosen or hosts, hosts)


def zone_of(hosts: Sequence[Body]) -> str:
    """Return the zone in which this desk has its days."""
    return hosts[0].time_zone if hosts else "UTC"


def to_planner(anchor: str = "", also: Body | None = None) -> ResponseReturnValue:
    """Lead back to the planner as it was, with a body that it did not show."""
    query = ask().query
    if also and also.slug not in query["body"]:
        query["body"].append(also.slug)
    return redirect(url_for("planner_desk.index", **query, _anchor=anchor), 303)


@blueprint.errorhandler(RuleError)
def refuse(error: RuleError) -> ResponseReturnValue:
    """Lead back to the planner and say why something cannot be done."""
    flash(say(error), "error")
    return to_planner()


@blueprint.errorhandler(StaleError)
def show_again(_error: StaleError) -> ResponseReturnValue:
    """Lead back to the planner, which somebody else changed."""
    flash(_("The plan was changed in the meantime. Look at it once more."), "error")
    return to_planner()


@blueprint.get("")
@requires(Permission.MEETING_CREATE)
def index() -> ResponseReturnValue:
    """Show the year: series, dates by month, and what speaks against each."""
    asked = ask()
    return render_template(
        "desk/planner/index.html",
        asked=asked,
        plan=asked.plan(),
        form=DeskForm(),
        words=sentences,
    )


@blueprint.get("/sheet")
@requires(Permission.MEETING_CREATE)
def sheet() -> ResponseReturnValue:
    """Show the year on one sheet, to be printed."""
    asked = ask()
    return render_template(
        "desk/planner/sheet.html",
        asked=asked,
        plan=asked.plan(),
        today=clock.today(zone_of(asked.hosts)),
        words=sentences,
    )


@blueprint.route("/post", methods=["GET", "POST"])
@requires(Permission.MEETING_POST)
def post() -> ResponseReturnValue:
    """Say what will be public, and post every date that is ready."""
    asked, form = ask(), PostPlanForm()
    bodies = [body for body in asked.bodies if may(Permission.MEETING_POST, body)]
    asked = Asked(asked.year, bodies, asked.hosts)
    if is_done(form, lambda: _post(asked, form)):
        return to_planner()
    plan = asked.plan()
    form.seen.data = plan.seen
    return render_form(
        "desk/planner/post.html", form, asked=asked, plan=plan, words=sentences
    )


def _post(asked: Asked, form: PostPlanForm) -> None:
    posted = planning.post_plan(
        current_user,
        year=asked.year,
        bodies=asked.bodies,
        desk=asked.desk,
        seen=form.seen.data or "",
        is_tentative=form.is_tentative.data,
    )
    told = ngettext("Posted: %(num)s date.", "Posted: %(num)s dates.", len(posted))
    flash(told, "success")
