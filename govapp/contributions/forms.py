"""Forms of proposals: of those who write them, and of the secretary."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import BooleanField, Field, IntegerField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError
from wtforms.widgets import HiddenInput

from govapp.contributions.models import Proposal
from govapp.contributions.queries.deadlines import Deadline
from govapp.contributions.queries.proposals import Call
from govapp.meetings.forms.agenda import DAY_MINUTES, TITLE, UNTITLED, MoveForm
from govapp.meetings.forms.files import CHOOSE, TAKEN, VISIBILITIES
from govapp.meetings.models import Meeting
from govapp.web.fields import Choice, Clock, Count, Day, line, prose
from govapp.web.filters import short_day, when
from govapp.web.forms import DeskForm, EditForm

KINDS = (
    ("decision", _("Decision")),
    ("briefing", _("Briefing")),
    ("closed", _("Closed session")),
    ("other", _("Other business")),
)


class WritingForm(DeskForm):
    """Everything that a proposal says."""

    meeting = Choice(_("Meeting"), coerce=int)
    title = line(
        _("Title"),
        required=UNTITLED,
        most=TITLE,
        description=_("Everyone reads it once it is posted, also of a closed session."),
    )
    kind = Choice(_("Kind of business"), KINDS)
    is_action = BooleanField(_("Action may be taken"))
    presenter = line(_("Presenter"))
    minutes_planned = Count(_("Minutes planned"), most=DAY_MINUTES)
    description = prose(_("Description"))
    recommended_motion = prose(_("Recommended motion"))
    note = prose(_("Note to the secretary"), description=_("For the secretary alone."))

    def offer(self, calls: Sequence[Call]) -> None:
        """Set the meetings to which it can be proposed."""
        self.by_id = {call.meeting.id: call.meeting for call in calls}
        self.meeting.offer([(call.meeting.id, _name(call)) for call in calls])

    def details(self) -> dict[str, Any]:
        """Return what was typed as a service takes it."""
        values = self.values()
        values.pop("file", None)
        return values | {"meeting": self.by_id[values["meeting"]]}


class BeginForm(WritingForm):
    """A new proposal, with its files."""

    file = MultipleFileField(_("Files"), render_kw={"multiple": True, **TAKEN})


class ProposalForm(WritingForm, EditForm):
    """A proposal that is changed."""

    def read(self, row: Proposal) -> dict[str, Any]:
        """Return what a proposal says, as the fields would."""
        form = ProposalForm(formdata=None, data=read_proposal(row))
        form.meeting.choices = self.meeting.choices
        return form.values()


def read_proposal(proposal: Proposal) -> dict[str, Any]:
    """Return what a proposal says as the fields take it."""
    names = set(ProposalForm(formdata=None).values()) - {"meeting"}
    values = {name: getattr(proposal, name) for name in names}
    return values | {"meeting": proposal.meeting_id}


class FilesForm(DeskForm):
    """Several files at once."""

    file = MultipleFileField(
        _("Files"), [FileRequired(CHOOSE)], render_kw={"multiple": True, **TAKEN}
    )


class DecideForm(DeskForm):
    """A decision on a proposal as it was seen: `seen` is its row's version."""

    seen = IntegerField(widget=HiddenInput())

    def see(self, proposal: Proposal) -> None:
        """Keep that the proposal is shown as it is now."""
        self.seen.data, self.seen.raw_data = proposal.row_version, None


class ReturnForm(DecideForm):
    """Why a proposal is returned."""

    reason = prose(
        _("Reason"),
        required=_("Say why, and what to change."),
        description=_("Whoever proposed it reads this."),
    )


class AcceptForm(MoveForm, DecideForm):
    """Where a proposal becomes an item, and who may read its files."""

    visibility = Choice(_("Who may read its files"), VISIBILITIES)


class IntoForm(DeskForm):
    """The item into which a proposal is merged."""

    item = Choice(_("Item"))


class MergeForm(EditForm, DecideForm):
    """What the item says from now on, and who may read the files that come."""

    description = prose(_("Description of the item from now on"))
    visibility = Choice(_("Who may read its files"), VISIBILITIES)

    def read(self, row: Any) -> dict[str, Any]:
        """Return what the item says; nobody else can have changed the rest."""
        return {"description": row.description}


class TermsForm(EditForm):
    """How many days before a meeting proposals are due."""

    days = Count(_("Days before the meeting"), most=365)


def needs_both(form: BaseForm, _field: Field) -> None:
    """Refuse a day without a time, or the other way round; raises ValidationError."""
    if bool(form["on"].data) != bool(form["at"].data):
        raise ValidationError(gettext("Give both the date and the time, or neither."))


class DeadlineForm(EditForm):
    """Until when one meeting takes proposals."""

    on = Day(_("Date"), [needs_both])
    at = Clock(_("Time"))

    def read(self, row: Deadline) -> dict[str, Any]:
        """Return what holds, as the fields would."""
        return DeadlineForm(formdata=None, data=read_deadline(row)).values()


def read_deadline(deadline: Deadline) -> dict[str, Any]:
    """Return a meeting's own deadline as the fields take it."""
    found = {"row_version": deadline.row_version}
    if deadline.due_at is None:
        return found
    local = deadline.due_at.astimezone(ZoneInfo(deadline.meeting.time_zone))
    return {**found, "on": local.date(), "at": _wall(local)}


def _wall(local: datetime) -> Any:
    return local.time().replace(tzinfo=None)


def name_meeting(call: Call) -> str:
    """Name a meeting as everyone reads of it, with its day."""
    return f"{call.title}, {short_day(call.meeting.start_local)}"


def _name(call: Call) -> str:
    meeting: Meeting = call.meeting
    return gettext(
        "%(meeting)s (proposals until %(until)s)",
        meeting=name_meeting(call),
        until=when(call.due_at, meeting.time_zone),
    )
