"""The form of a meeting's recording."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField, HiddenField, StringField
from wtforms.validators import ValidationError

from govapp import clock
from govapp.errors import RuleError
from govapp.meetings.rules import times
from govapp.meetings.rules.recordings import read_place, write_place
from govapp.record.cards import MeetingCard
from govapp.record.shapes.meetings import Item, Recording
from govapp.web.errors import say
from govapp.web.fields import Clock, address, line, prose, tidy_line
from govapp.web.forms import EditForm


class PlaceForm(Form):
    """Where the recording comes to an item."""

    key = HiddenField()
    title = HiddenField()
    place = StringField(
        _("At"),
        filters=[tidy_line],
        render_kw={"class": "usa-input", "placeholder": "0:00:00", "maxlength": 8},
    )

    def validate_place(self, field: StringField) -> None:
        """Refuse what is no place; raises ValidationError."""
        try:
            read_place(field.data or "")
        except RuleError as error:
            raise ValidationError(say(error)) from error


class RecordingForm(EditForm):
    """Where a meeting can be seen or heard again."""

    url = address(_("Address of the recording"))
    label = line(_("What it is"), description=_("Such as “Video”; may stay empty."))
    transcript_url = address(_("Address of the transcript"))
    begins = Clock(
        _("The recording begins at"),
        description=_(
            "Then items whose place is left empty are placed by when they were taken "
            "up in the room."
        ),
    )
    note = prose(_("Note"))
    places = FieldList(FormField(PlaceForm))

    def __init__(self, card: MeetingCard, items: Sequence[Item]) -> None:
        """Set up with what was posted last."""
        self.card = card
        posted = card.recording or Recording()
        marks = {mark.key: mark.seconds for mark in posted.marks}
        super().__init__(
            data={
                **_read(posted, card),
                "row_version": card.recording_version,
                "places": [
                    {
                        "key": item.key,
                        "title": f"{item.number} {item.title}".strip(),
                        "place": write_place(marks[item.key])
                        if item.key in marks
                        else "",
                    }
                    for item in items
                ],
            },
        )
        self.known = {item.key for item in items}

    def read(self, row: Any) -> dict[str, Any]:
        """Return what was posted last, as the fields would."""
        return _read(row.card.recording or Recording(), row.card)

    def validate_begins(self, field: Clock) -> None:
        """Refuse a time that the day does not have; raises ValidationError."""
        if field.data and not self._instants():
            raise ValidationError(gettext("That time does not exist on that day."))

    def typed(self) -> dict[str, int | None]:
        """Return the places typed, by the items' keys."""
        return {
            line["key"]: read_place(line["place"])
            for line in self.places.data
            if line["key"] in self.known
        }

    def recording(self) -> Recording:
        """Return what was typed of the recording itself."""
        instants = self._instants() if self.begins.data else ()
        return Recording(
            url=self.url.data or "",
            label=self.label.data or "",
            transcript_url=self.transcript_url.data or "",
            starts_at=clock.stamp(instants[0]) if instants else "",
            note=self.note.data or "",
        )

    def _instants(self) -> Sequence[datetime]:
        if self.begins.data is None:
            return ()
        notice = self.card.notice
        day = date.fromisoformat(notice.start_local[:10])
        local = datetime.combine(day, self.begins.data)
        return times.instants(local, notice.time_zone)


def _read(posted: Recording, card: MeetingCard) -> dict[str, Any]:
    zone = ZoneInfo(card.notice.time_zone)
    begins = (
        clock.instant(posted.starts_at).astimezone(zone).time()
        if posted.starts_at
        else None
    )
    return {
        "url": posted.url,
        "label": posted.label,
        "transcript_url": posted.transcript_url,
        "begins": begins,
        "note": posted.note,
    }
