"""The forms of writing, posting and approving minutes."""

from collections.abc import Collection, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    StringField,
)
from wtforms.validators import InputRequired

from govapp.meetings.content import digest_attendance
from govapp.meetings.forms.schedule import PostForm
from govapp.meetings.models import Correction, Meeting, Minutes
from govapp.record.shapes.meetings import Attendee
from govapp.web.fields import Choice, Day, line, options, prose, tidy_line
from govapp.web.filters import short_day
from govapp.web.forms import DeskForm, EditForm

NAME, ROLE, TEXT = 200, 100, 200_000
SPARE = 3
STATUSES = [
    ("present", _("Present")),
    ("absent", _("Absent")),
    ("excused", _("Excused")),
]
MODES = [
    ("", _("Not recorded")),
    ("in_person", _("In person")),
    ("video", _("By video")),
    ("phone", _("By phone")),
]


def _short(label: str, most: int) -> StringField:
    return StringField(
        label,
        filters=[lambda text: tidy_line(text)[:most]],
        render_kw={"maxlength": most, "class": "usa-input"},
    )


class TextsForm(EditForm):
    """What stands before and after the items."""

    preface = prose(
        _("Before the items"),
        most=TEXT,
        description=_("Who called the meeting to order and when, the roll call."),
    )
    closing = prose(
        _("After the items"),
        most=TEXT,
        description=_("When and how the meeting adjourned."),
    )


class SectionForm(EditForm):
    """What the minutes say of one item."""

    text = prose(_("What happened"), most=TEXT)


class ReviewForm(DeskForm):
    """Until when members may comment on a draft."""

    review_until = Day(
        _("Comments until"),
        description=_("The last day. Left empty, until you propose the minutes."),
    )


class CorrectionForm(DeskForm):
    """What somebody asks to have corrected."""

    item_key = Choice(_("Where"))
    asked_by = line(_("Asked for by"), required=_("Say who asks for it."), most=NAME)
    text = prose(_("Correction"), required=_("Say what is to be corrected, and how."))

    def __init__(self, minutes: Minutes) -> None:
        """Offer the parts of the minutes."""
        super().__init__()
        items = [
            (each.item_key, f"{each.number} {each.title}".strip())
            for each in minutes.sections
        ]
        self.item_key.offer([("", _("The minutes as a whole")), *items])


class DecideForm(EditForm):
    """What becomes of a correction."""

    outcome = RadioField(
        _("Decision"),
        [InputRequired(_("Choose what becomes of it."))],
        choices=options(
            [
                ("accepted", _("Accepted: the text is changed")),
                ("rejected", _("Not accepted")),
            ]
        ),
    )
    answer = prose(
        _("What was done"),
        description=_(
            "Everyone reads this with the minutes when it is accepted; left empty, "
            "they read the correction as it was asked for."
        ),
    )


class AnswerForm(EditForm):
    """What becomes of a comment of the review."""

    outcome = RadioField(
        _("Decision"),
        [InputRequired(_("Choose what becomes of it."))],
        choices=options(
            [
                ("accepted", _("Taken up: the text is changed")),
                ("rejected", _("Not taken up")),
            ]
        ),
    )
    answer = prose(
        _("Answer"),
        description=_("Who commented reads it. Nothing of it is ever posted."),
    )


def decide_form(correction: Correction) -> EditForm:
    """Return the form in which a correction is decided, or a comment answered."""
    return (AnswerForm if correction.is_comment else DecideForm)(obj=correction)


class AttendeeForm(Form):
    """One line of the attendance list."""

    name = _short(_("Name"), NAME)
    role = _short(_("Role"), ROLE)
    status = Choice(_("Status"), STATUSES)
    mode = Choice(_("How"), MODES)
    is_removed = BooleanField(_("Remove"))


class AttendanceForm(DeskForm):
    """Who was there; `seen` is the digest of the list the form was made from."""

    lines = FieldList(FormField(AttendeeForm), _("Attendance"))
    seen = HiddenField()

    def add_spare_lines(self) -> None:
        """Leave room for more people; empty lines are not saved."""
        for _line in range(SPARE):
            self.lines.append_entry()

    def merge(self, minutes: Minutes) -> None:
        """Keep what was typed and tell beside it what somebody else saved."""
        self.seen.data = digest_attendance(minutes)
        names = [line.name for line in minutes.attendance]
        self.theirs = {"lines": ", ".join(names)}

    def attendees(self) -> list[Attendee]:
        """Return the lines that have a name and are not to be removed."""
        return [
            Attendee(
                name=line["name"],
                role=line["role"],
                status=line["status"],
                mode=line["mode"],
            )
            for line in self.lines.data
            if line["name"] and not line["is_removed"]
        ]


class ApproveForm(PostForm):
    """At which later meeting the minutes were approved."""

    at = Choice(
        _("Approved at the meeting of"),
        validators=[InputRequired(_("Choose the meeting."))],
        coerce=int,
    )

    def __init__(self, *, later: Sequence[Meeting], named: Collection[int]) -> None:
        """Offer the later meetings of the body, first those whose agendas have it."""
        super().__init__()
        self.by_id = {meeting.id: meeting for meeting in later}
        ordered = sorted(later, key=lambda meeting: meeting.id not in named)
        self.at.offer(
            (meeting.id, _name(meeting, is_named=meeting.id in named))
            for meeting in ordered
        )

    @property
    def chosen(self) -> Meeting:
        """The meeting chosen."""
        return self.by_id[self.at.data]


def _name(meeting: Meeting, *, is_named: bool) -> str:
    words = f"{short_day(meeting.start_local)} ({meeting.number})"
    if is_named:
        return gettext("%(meeting)s, on its agenda", meeting=words)
    return words
