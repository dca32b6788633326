"""The forms of scheduling and changing a meeting."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, SelectField

from govapp.committees.models import Body
from govapp.meetings.forms.times import TimesForm, read_times
from govapp.meetings.models import AgendaTemplate, Meeting
from govapp.meetings.models.meeting import Kind
from govapp.meetings.published.words import meeting_kind
from govapp.web.fields import Choice, Several, address, line, prose, reason
from govapp.web.forms import DeskForm, EditForm


def _list_kinds() -> list[tuple[str, str]]:
    return [(kind, meeting_kind(kind)) for kind in Kind]


class Details:
    """What a notice says besides who meets when."""

    kind = SelectField(_("Kind"), choices=_list_kinds)
    title = line(
        _("Title"), description=_("Left empty, the names of the bodies are the title.")
    )
    place = line(_("Place"), description=_("Room, building, street and city."))
    directions = prose(_("How to get there"))
    join_url = address(_("Link to join online"))
    join_details = prose(
        _("How to join online or by phone"),
        description=_("Phone numbers, meeting ID, passcode."),
    )
    webcast_url = address(_("Link to the webcast"))
    contact = prose(
        _("Contact"), description=_("Whom to ask, also for accommodations.")
    )
    note = prose(_("Note"), description=_("Anything else that everyone should know."))


DETAILS = tuple(name for name in vars(Details) if not name.startswith("_"))


class ScheduleForm(Details, TimesForm):
    """A new meeting."""

    host = Choice(_("Body that meets"), coerce=int)
    joint = Several(
        _("Meets jointly with"),
        description=_("The meeting then stands on the pages of these bodies too."),
    )
    has_standing_items = BooleanField(_("Begin with the standing items"), default=True)

    def __init__(
        self,
        *,
        hosts: Sequence[Body],
        bodies: Sequence[Body],
        standing: Sequence[AgendaTemplate],
    ) -> None:
        """Offer the bodies that may be the host, all that may join, standing items."""
        self.standing = standing
        self.by_id = {body.id: body for body in bodies}
        super().__init__(hosts=hosts)
        self.host.offer((body.id, body.name) for body in hosts)
        self.joint.offer((body.id, body.name) for body in bodies)
        if not standing:
            del self.has_standing_items

    @property
    def host_body(self) -> Body | None:
        """The body chosen, else the first."""
        return self.by_id.get(self.host.data, super().host_body)

    @property
    def chosen(self) -> list[Body]:
        """The bodies that meet, the host first."""
        others = [
            number for number in self.joint.data or [] if number != self.host.data
        ]
        return [self.by_id[number] for number in (self.host.data, *others)]

    def details(self) -> dict[str, Any]:
        """Return what is known besides who meets when."""
        asked = ["has_standing_items"] if self.standing else []
        return {name: self[name].data for name in (*DETAILS, *asked)}


class DetailsForm(Details, EditForm):
    """What a notice says besides who meets when."""


class DraftTimesForm(TimesForm, EditForm):
    """The time of a meeting that nobody has been told of."""

    def read(self, row: Meeting) -> dict[str, Any]:
        """Return when a meeting takes place, as the fields would."""
        again = DraftTimesForm(formdata=None, hosts=self.hosts, data=read_times(row))
        return again.values()


class BodiesForm(EditForm):
    """Which bodies meet together with the host."""

    joint = Several(_("Meets jointly with"))

    def __init__(self, *, bodies: Sequence[Body], meeting: Meeting) -> None:
        """Offer all bodies but the host."""
        self.by_id = {body.id: body for body in bodies}
        super().__init__(data=self.read(meeting))
        self.joint.offer((body.id, body.name) for body in bodies)

    @property
    def chosen(self) -> list[Body]:
        """The bodies chosen."""
        return [self.by_id[number] for number in self.joint.data or []]

    def read(self, row: Meeting) -> dict[str, Any]:
        """Return which bodies meet with the host, in the order they are offered."""
        joint = {body.id for body in row.bodies[1:]}
        return {
            "joint": [number for number in self.by_id if number in joint],
            "row_version": row.row_version,
        }


class PostForm(DeskForm):
    """One button that posts what was shown; `seen` says what that was."""

    seen = HiddenField()


class NoticeForm(PostForm):
    """The same for a notice, which may be of a date that is not certain."""

    is_tentative = BooleanField(
        _("The date is tentative"),
        description=_(
            "Everyone reads it with the word “tentative”, until you confirm it."
        ),
    )


class ReasonForm(PostForm):
    """The same, with what everyone will read as the reason."""

    reason = reason(_("Reason"))


class RescheduleForm(TimesForm, ReasonForm):
    """The new time of a posted meeting, and why."""
