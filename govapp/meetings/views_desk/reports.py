"""Reporting out of closed session."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.meetings.forms.reports import ReportForm, WaiveForm
from govapp.meetings.models import Meeting, ReportDuty
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.queries.reports import get_duty, list_duties
from govapp.meetings.services import reports as services
from govapp.meetings.views_desk.blueprint import blueprint
from govapp.permissions import Permission
from govapp.web.access import requires
from govapp.web.forms import is_saved, render_form

REPORT = "/<int:meeting_id>/reports/<string:key>"


@blueprint.get("/<int:meeting_id>/reports")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def reports(meeting: Meeting) -> ResponseReturnValue:
    """List what must be reported of the meeting's closed items."""
    return render_template(
        "desk/meetings/reports.html", meeting=meeting, duties=list_duties(meeting)
    )


@blueprint.route(REPORT, methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_duty)
def post_report(duty: ReportDuty) -> ResponseReturnValue:
    """Post what is reported of a closed item."""
    form = ReportForm(obj=duty)
    if is_saved(
        form, duty, lambda: services.post_report(current_user, duty, **form.values())
    ):
        flash(_("The report is posted: everyone can read it."), "success")
        return _to_reports(duty)
    return render_form(
        "desk/meetings/report.html", form, meeting=duty.meeting, duty=duty
    )


@blueprint.route(f"{REPORT}/waive", methods=["GET", "POST"])
@requires(Permission.MEETING_POST, load=get_duty)
def waive_report(duty: ReportDuty) -> ResponseReturnValue:
    """Say why nothing is reported of a closed item."""
    form = WaiveForm(obj=duty)
    if is_saved(
        form, duty, lambda: services.waive_report(current_user, duty, **form.values())
    ):
        flash(_("The report is waived; the reason stays at the desk."), "success")
        return _to_reports(duty)
    return render_form(
        "desk/meetings/report_waive.html", form, meeting=duty.meeting, duty=duty
    )


def _to_reports(duty: ReportDuty) -> ResponseReturnValue:
    return redirect(url_for(".reports", meeting_id=duty.meeting_id), 303)
