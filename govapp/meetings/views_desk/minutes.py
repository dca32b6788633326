"""Writing a meeting's minutes."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp.errors import StaleError
from govapp.meetings import content
from govapp.meetings.content import build_attendance, digest_attendance
from govapp.meetings.forms.minutes import AttendanceForm, SectionForm, TextsForm
from govapp.meetings.models import Minutes, MinutesSection
from govapp.meetings.published.minutes import list_facts
from govapp.meetings.queries import minutes as queries
from govapp.meetings.queries.minutes import Place
from govapp.meetings.rules import states
from govapp.meetings.services import minutes as services
from govapp.meetings.services.drafts import posted_card
from govapp.meetings.services.minutes_log import draft_minutes
from govapp.meetings.views_desk.blueprint import minutes_route
from govapp.permissions import Permission
from govapp.record.shapes.meetings import Attendee
from govapp.web.access import requires
from govapp.web.forms import DeskForm, is_saved, render_form


@minutes_route("/begin", "POST")
@requires(Permission.MINUTES_EDIT, load=queries.get_place)
def begin_minutes(place: Place) -> ResponseReturnValue:
    """Begin the minutes with the agenda's items and the roster of the day."""
    meeting, is_closed = place.meeting, place.is_closed
    states.check("post_minutes", meeting.state)
    if queries.find_minutes(meeting, is_closed=is_closed):
        return redirect(to_minutes(meeting.id), 303)
    form, (has_sitting, roster) = DeskForm(), _find_roster(place)
    if form.validate_on_submit():
        services.begin_minutes(
            current_user, meeting, attendance=roster, is_closed=is_closed
        )
        flash(_("The minutes are begun. Nobody else sees them yet."), "success")
        return redirect(to_minutes(meeting.id), 303)
    context = {"place": place, "roster": roster, "has_sitting": has_sitting}
    return render_form("desk/meetings/begin_minutes.html", form, **context)


def _find_roster(place: Place) -> tuple[bool, Sequence[Attendee]]:
    """Say whether it was recorded who was there, and if not, who sat on the bodies."""
    card = posted_card(place.meeting)
    has_sitting = card is not None and card.sitting is not None
    return has_sitting, () if has_sitting else queries.list_roster(place.meeting)


@minutes_route()
@requires(Permission.MINUTES_EDIT, load=queries.get_place)
def minutes(place: Place) -> ResponseReturnValue:
    """Show the minutes as they stand at the desk, or lead to where they begin."""
    meeting = place.meeting
    found = queries.find_minutes(meeting, is_closed=place.is_closed)
    if found is None:
        return redirect(url_for(".begin_minutes", meeting_id=meeting.id), 303)
    shown = draft_minutes(found, state=found.state)
    return render_template(
        "desk/meetings/minutes.html",
        minutes=found,
        meeting=meeting,
        shown=shown,
        facts=list_facts(shown),
        is_changed=services.minutes_changed(found),
        closed_keys=_list_closed(place),
    )


def _list_closed(place: Place) -> list[str]:
    """Return of which items what was said stands in other minutes than these."""
    if place.is_closed:
        return []
    return [i.key for i in content.list_minuted(place.meeting, is_closed=True)]


@minutes_route("/texts", "POST")
@requires(Permission.MINUTES_EDIT, load=queries.get_minutes)
def edit_texts(minutes: Minutes) -> ResponseReturnValue:
    """Change what stands before and after the items."""
    services.check_open(minutes)
    form = TextsForm(obj=minutes)
    if is_saved(
        form,
        minutes,
        lambda: services.edit_minutes(current_user, minutes, **form.values()),
    ):
        return _saved(minutes, "texts")
    return render_form("desk/meetings/edit_texts.html", form, minutes=minutes)


@minutes_route("/sections/<string:key>", "POST")
@requires(Permission.MINUTES_EDIT, load=queries.get_section)
def edit_section(section: MinutesSection) -> ResponseReturnValue:
    """Change what the minutes say of an item."""
    services.check_open(section.minutes)
    form = SectionForm(obj=section)
    if is_saved(
        form,
        section,
        lambda: services.edit_section(current_user, section, **form.values()),
    ):
        return _saved(section.minutes, section.item_key, _find_next(section))
    return render_form("desk/meetings/edit_section.html", form, section=section)


@minutes_route("/attendance", "POST")
@requires(Permission.MINUTES_EDIT, load=queries.get_minutes)
def edit_attendance(minutes: Minutes) -> ResponseReturnValue:
    """Change who was there."""
    services.check_open(minutes)
    seen = digest_attendance(minutes)
    form = AttendanceForm(data={"lines": build_attendance(minutes), "seen": seen})
    if form.validate_on_submit():
        try:
            known, lines = form.seen.data or "", form.attendees()
            services.set_attendance(current_user, minutes, attendance=lines, seen=known)
        except StaleError:
            form.merge(minutes)
        else:
            return _saved_attendance(minutes)
    form.add_spare_lines()
    return render_form("desk/meetings/edit_attendance.html", form, minutes=minutes)


def _saved_attendance(minutes: Minutes) -> ResponseReturnValue:
    """Lead back to the minutes, or to more empty lines where those were asked for."""
    if "more" in request.form:
        return redirect(url_for(".edit_attendance", meeting_id=minutes.meeting_id), 303)
    return _saved(minutes, "attendance")


def to_minutes(meeting_id: int, anchor: str | None = None) -> str:
    """Return the address of a meeting's minutes at the desk."""
    return url_for("meetings_desk.minutes", meeting_id=meeting_id, _anchor=anchor)


def _find_next(section: MinutesSection) -> MinutesSection | None:
    """Return the section that is to be written next, if that was asked for."""
    later = [
        other
        for other in section.minutes.sections
        if other.position > section.position and "next" in request.form
    ]
    return later[0] if later else None


def _saved(
    minutes: Minutes, part: str, following: MinutesSection | None = None
) -> ResponseReturnValue:
    """Lead back to what was saved, or on to the section that follows."""
    flash(_("Saved."), "success")
    address = to_minutes(minutes.meeting_id, part)
    if following:
        address = url_for(
            "meetings_desk.edit_section",
            meeting_id=minutes.meeting_id,
            key=following.item_key,
        )
    return redirect(address, 303)
