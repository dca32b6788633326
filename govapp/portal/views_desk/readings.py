"""Who read what is closed: a page, and all of it for a spreadsheet."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from govapp import clock
from govapp.exchange.sheets import write_table
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.permissions import Permission
from govapp.portal.queries.readings import list_readings
from govapp.portal.views_desk.blueprint import blueprint
from govapp.web.access import requires
from govapp.web.numbers import number

READERS = {
    "member": lazy_gettext("member"),
    "guest": lazy_gettext("guest"),
    "emergency": lazy_gettext("administrator, in an emergency"),
}


@blueprint.get("/<int:meeting_id>/readings")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def readings(meeting: Meeting) -> ResponseReturnValue:
    """Show every time something closed was read, by whom and what."""
    chosen = request.args.get("person", type=number)
    found = list_readings(meeting, user_id=chosen)
    return render_template(
        "desk/portal/readings.html", meeting=meeting, readings=found, chosen=chosen
    )


@blueprint.get("/<int:meeting_id>/readings.csv")
@requires(Permission.MEETING_EDIT, load=get_meeting)
def export_readings(meeting: Meeting) -> ResponseReturnValue:
    """Give the same as a table."""
    heads = (_("When"), _("Who"), _("As"), _("What"), _("Version"))
    lines = (
        (
            clock.stamp(each.at),
            each.name,
            str(READERS[each.reader]),
            each.what,
            each.version or "",
        )
        for each in list_readings(meeting)
    )
    name = f"readings-{meeting.number}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    text = write_table(heads, lines)
    return Response(text, headers=headers, content_type="text/csv; charset=utf-8")
