"""What workers do for a body, for those who wait for it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.errors import RuleError
from govapp.jobs import queries, services
from govapp.jobs.models import Job
from govapp.permissions import Permission, list_bodies
from govapp.web.access import desk_blueprint, requires
from govapp.web.errors import say
from govapp.web.forms import DeskForm

blueprint = desk_blueprint("jobs_desk", __name__, "/desk/jobs")

SHOWN, ENDED = 200, 10


@blueprint.errorhandler(RuleError)
def refuse(error: RuleError) -> ResponseReturnValue:
    """Lead back to the list and say why something cannot be done."""
    flash(say(error), "error")
    return redirect(url_for(".index"), 303)


@blueprint.get("")
@requires(Permission.MEETING_EDIT)
def index() -> ResponseReturnValue:
    """Show what is under way, what failed and what ended lately."""
    bodies = list_bodies(current_user.grants, Permission.MEETING_EDIT)
    return render_template(
        "desk/jobs/index.html",
        under_way=queries.list_open(bodies, SHOWN),
        failed=queries.list_ended(bodies, SHOWN, failed=True),
        ended=queries.list_ended(bodies, ENDED, failed=False),
        form=DeskForm(formdata=None),
    )


@blueprint.post("/<int:job_id>/retry")
@requires(Permission.MEETING_EDIT, load=queries.get_job)
def retry(job: Job) -> ResponseReturnValue:
    """Have a job done that failed."""
    services.retry_job(current_user, job)
    flash(_("It is tried again."), "success")
    return redirect(url_for(".index"), 303)


@blueprint.post("/<int:job_id>/cancel")
@requires(Permission.MEETING_EDIT, load=queries.get_job)
def cancel(job: Job) -> ResponseReturnValue:
    """Have a job not done."""
    services.cancel_job(current_user, job)
    flash(_("It is cancelled."), "success")
    return redirect(url_for(".index"), 303)
