"""The desk's first page: what is next, and what waits to be done."""

from datetime import timedelta

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from govapp import clock
from govapp.actions.queries import list_due
from govapp.contributions.queries.proposals import list_undecided
from govapp.meetings.queries import desk
from govapp.meetings.queries.reports import list_owing
from govapp.meetings.services import drafts, standing
from govapp.meetings.views_desk.bodies import list_hosts
from govapp.permissions import Permission
from govapp.web.access import desk_blueprint, requires

SHOWN = 10
SOON = timedelta(days=7)

blueprint = desk_blueprint("desk", __name__, "/desk")


@blueprint.get("/")
@requires(Permission.DESK_OPEN)
def home() -> ResponseReturnValue:
    """Show what must be posted by when, the next meetings, what waits to be done."""
    hosts = [body.id for body in list_hosts(Permission.MEETING_EDIT)]
    ahead = [*desk.list_next(hosts, SHOWN), *desk.list_drafts(hosts, SHOWN)]
    found = drafts.list_drafts(ahead)
    return render_template(
        "desk/home.html",
        lines=[(draft, standing.steps_of(draft, "")) for draft in found],
        to_post=standing.list_to_post(desk.list_near(hosts)),
        undecided=list_undecided(hosts),
        owing=list_owing(hosts),
        actions=list_due(hosts, clock.now().date() + SOON),
        unwritten=desk.list_without_minutes(hosts, SHOWN),
        has_bodies=bool(hosts),
        sends_mail=bool(current_app.extensions["govapp.settings"].smtp_url),
    )
