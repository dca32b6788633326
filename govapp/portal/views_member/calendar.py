"""The address at which a member's own calendar is had."""

from flask import current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from govapp.accounts import services as accounts
from govapp.exchange.rules import Address
from govapp.portal.queries.calendar import MyCalendar, get_calendar
from govapp.portal.views_member.blueprint import blueprint, lead_to
from govapp.web.access import confirmed, loads
from govapp.web.forms import DeskForm
from govapp.web.prefixes import CALENDARS


@blueprint.get("/calendar")
@loads(get_calendar)
def calendar(mine: MyCalendar) -> ResponseReturnValue:
    """Say whether there is an address, and what it gives."""
    return _show(mine, None)


@blueprint.post("/calendar")
@confirmed("POST")
@loads(get_calendar)
def make_calendar(mine: MyCalendar) -> ResponseReturnValue:
    """Make one, and show it this once."""
    key = accounts.make_calendar_key(mine.user, user=mine.user)
    base = str(current_app.extensions["govapp.settings"].base_url)
    return _show(get_calendar(mine.user), Address(f"{base}{CALENDARS}/{key}.ics"))


@blueprint.post("/calendar/revoke")
@loads(get_calendar)
def revoke_calendar(mine: MyCalendar) -> ResponseReturnValue:
    """Let it count no longer."""
    accounts.revoke_calendar_key(mine.user, user=mine.user)
    return lead_to("calendar", _("The address counts no longer."))


def _show(mine: MyCalendar, address: Address | None) -> ResponseReturnValue:
    return render_template(
        "my/calendar.html",
        mine=mine,
        address=address,
        new_form=lambda: DeskForm(formdata=None),
    )
