"""The forms that ask when a meeting takes place."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, StringField
from wtforms.validators import InputRequired, ValidationError

from govapp.committees.models import Body
from govapp.meetings.models import Meeting
from govapp.meetings.rules import times
from govapp.web.fields import Choice, Clock, Day, options, tidy_line
from govapp.web.filters import clock_time
from govapp.web.forms import DeskForm

US_ZONES = {
    "America/Los_Angeles": _("Pacific"),
    "America/Denver": _("Mountain"),
    "America/Phoenix": _("Arizona"),
    "America/Chicago": _("Central"),
    "America/New_York": _("Eastern"),
    "America/Anchorage": _("Alaska"),
    "Pacific/Honolulu": _("Hawaii"),
    "UTC": _("UTC"),
}
ZONES = {name.casefold(): name for name in available_timezones()}
SUGGESTIONS = sorted(
    name for name in ZONES.values() if "/" in name and not name.startswith("Etc/")
)
FIRST, SECOND = "first", "second"


def zone_name(typed: str | None) -> str:
    """Write a zone's name as the zone database does; others stay as they are."""
    name = tidy_line(typed).replace(" ", "_")
    return ZONES.get(name.casefold(), name)


def _which(label: str) -> RadioField:
    """Return a choice between the two times of an hour that comes twice."""
    return RadioField(
        label,
        choices=[],
        coerce={FIRST: False, SECOND: True}.get,
        validate_choice=False,
    )


class TimesForm(DeskForm):
    """Day, start and end; the host's zone counts where none is chosen."""

    date = Day(_("Date"), [InputRequired(_("Give the date."))])
    start = Clock(_("Start"), render_kw={"required": False})
    start_later = _which(_("Which start"))
    end = Clock(_("End"))
    end_later = _which(_("Which end"))
    end_date = Day(_("Ends on another day"))
    is_all_day = BooleanField(_("The time is not known yet"))
    zone = Choice(_("Time zone"))
    other_zone = StringField(
        _("Another time zone"),
        filters=[zone_name],
        description=_("Such as Asia/Kathmandu. It counts before the one chosen."),
        render_kw={"list": "zones", "autocomplete": "off"},
    )

    suggestions = SUGGESTIONS

    def __init__(self, *args: Any, hosts: Sequence[Body], **kwargs: Any) -> None:
        """Set up; a time that comes twice brings the choice between the two."""
        self.hosts = hosts
        super().__init__(*args, **kwargs)
        # It is not optional, though not to be insisted on by the browser either.
        self.start.flags.required = True
        self.zone.offer(
            [("", _("The time zone of the body that meets")), *US_ZONES.items()]
        )
        _offer(self.start_later, self.starts, self.time_zone)
        _offer(self.end_later, self.ends, self.time_zone)

    @property
    def host_body(self) -> Body | None:
        """The body that meets, as far as it is known."""
        return self.hosts[0] if self.hosts else None

    @property
    def time_zone(self) -> str:
        """The zone that counts."""
        chosen = self.other_zone.data or self.zone.data
        return chosen or (self.host_body.time_zone if self.host_body else "")

    @property
    def starts(self) -> datetime | None:
        """The wall time of the start, as far as it is known."""
        if self.date.data is None or self.is_all_day.data:
            return None
        return _at(self.date.data, self.start.data)

    @property
    def ends(self) -> datetime | None:
        """The wall time of the end, where there is one."""
        if self.date.data is None or self.is_all_day.data:
            return None
        return _at(self.end_date.data or self.date.data, self.end.data)

    def validate_start(self, field: Field) -> None:
        """Ask for a start unless it is not known; raises ValidationError."""
        if not field.data and not self.is_all_day.data and not field.errors:
            raise ValidationError(
                gettext("Give the time it starts, or tick that it is not known yet.")
            )

    def validate_other_zone(self, field: Field) -> None:
        """Refuse a zone nobody knows; raises ValidationError."""
        if field.data and field.data not in ZONES.values():
            raise ValidationError(
                gettext("There is no such time zone. Choose one of the list.")
            )

    def when(self) -> dict[str, Any]:
        """Return what the services call the time of a meeting."""
        return {
            "start": self.starts or _at(self.date.data, time()),
            "end": self.ends,
            "time_zone": self.time_zone,
            "start_later": self.start_later.data,
            "end_later": self.end_later.data,
            "is_all_day": self.is_all_day.data,
        }


def _at(day: date | None, clock: time | None) -> datetime | None:
    return datetime.combine(day, clock) if day and clock is not None else None


def _offer(field: RadioField, local: datetime | None, zone: str) -> None:
    """Offer both instants of a wall time that comes twice."""
    if local is None or zone not in ZONES.values() or local.year not in times.YEARS:
        return
    found = times.instants(local, zone)
    if len(found) == 2:
        earlier, later = (clock_time(moment, zone) for moment in found)
        field.choices = options(
            [
                (FIRST, gettext("%(time)s (first)", time=earlier)),
                (SECOND, gettext("%(time)s (second)", time=later)),
            ]
        )


def read_times(meeting: Meeting) -> dict[str, Any]:
    """Return a meeting's time as the fields take it."""
    zone, is_known = meeting.time_zone, not meeting.is_all_day
    start = datetime.fromisoformat(meeting.start_local)
    end = datetime.fromisoformat(meeting.end_local) if meeting.end_local else None
    return {
        "date": start.date(),
        "start": start.time() if is_known else None,
        "start_later": _which_of_two(start, meeting.start_at, zone),
        "end": end.time() if end else None,
        "end_later": _which_of_two(end, meeting.end_at, zone),
        "end_date": end.date() if end and end.date() != start.date() else None,
        "is_all_day": meeting.is_all_day,
        "zone": zone if zone in US_ZONES else "",
        "other_zone": "" if zone in US_ZONES else zone,
    }


def _which_of_two(
    local: datetime | None, moment: datetime | None, zone: str
) -> str | None:
    """Say which of two instants a wall time means, where it comes twice."""
    found = times.instants(local, zone) if local else ()
    if len(found) < 2:
        return None
    return SECOND if moment == found[1] else FIRST
