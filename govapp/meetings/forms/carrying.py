"""Forms about business that goes on at another meeting."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import InputRequired

from govapp.meetings.content import meeting_title
from govapp.meetings.models import AgendaItem, Meeting
from govapp.meetings.models.agenda import PutOff
from govapp.web.fields import Choice, prose
from govapp.web.filters import short_day
from govapp.web.forms import DeskForm

WAIT, PLANNED = "wait:", "wait:no"


class CarryForm(DeskForm):
    """Where an item goes on: at a meeting ahead, or at one not known yet."""

    to = Choice(
        _("Goes on"),
        validators=[InputRequired(_("Choose where it goes on."))],
    )

    def __init__(
        self, item: AgendaItem, targets: Sequence[Meeting], *, is_over: bool
    ) -> None:
        """Offer the meetings ahead, then to let it wait."""
        super().__init__()
        self.by_id = {str(meeting.id): meeting for meeting in targets}
        self.to.offer(
            [
                *_name_targets(targets),
                *_list_waits(is_over=is_over),
                *([(PLANNED, gettext("It waits no longer"))] if item.put_off else []),
            ]
        )

    @property
    def target(self) -> Meeting | None:
        """The meeting chosen, or None to let it wait."""
        return self.by_id.get(self.to.data)

    @property
    def why(self) -> PutOff | None:
        """Why it waits, or None where it waits no longer."""
        chosen = self.to.data
        return None if chosen == PLANNED else PutOff(chosen.removeprefix(WAIT))


class DismissForm(DeskForm):
    """Why business that waits is offered no longer."""

    reason = prose(
        _("Reason"),
        required=_("Say why it waits no longer."),
        description=_("For the desk alone, in the trail of its former meeting."),
    )


def _name_targets(targets: Sequence[Meeting]) -> list[tuple[str, str]]:
    """Name each meeting; the next one of each body says so."""
    named, seen = [], set()
    for meeting in targets:
        words = f"{meeting_title(meeting)}, {short_day(meeting.start_local)}"
        if meeting.body_id not in seen:
            words = gettext("%(meeting)s (the next one)", meeting=words)
        seen.add(meeting.body_id)
        named.append((str(meeting.id), words))
    return named


def _list_waits(*, is_over: bool) -> list[tuple[str, str]]:
    if not is_over:
        words = gettext("At a later meeting, not known yet: it is continued")
        return [(f"{WAIT}{PutOff.CONTINUED}", words)]
    return [
        (
            f"{WAIT}{PutOff.NOT_REACHED}",
            gettext("At a later meeting: it was not reached"),
        ),
        (
            f"{WAIT}{PutOff.DEFERRED}",
            gettext("At a later meeting: the body put it off"),
        ),
    ]
