"""Linking to the recording of a meeting."""

from collections.abc import Mapping

from govapp import clock
from govapp.audit.services import Actor
from govapp.database import atomic
from govapp.errors import RuleError, StaleError
from govapp.meetings.models import Meeting
from govapp.meetings.rules.recordings import place_items
from govapp.meetings.services.appending import append
from govapp.meetings.services.drafts import posted_card
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Recording


@atomic
def post_recording(
    actor: Actor,
    meeting: Meeting,
    *,
    row_version: int,
    places: Mapping[str, int | None],
    recording: Recording,
) -> int:
    """Post where the meeting can be seen or heard, and where in it each item begins.

    `places` are seconds by the items' keys, None where nobody typed one. Raises
    StaleError when another version was posted since `row_version`.
    """
    card = posted_card(meeting)
    if card is None or meeting.start_at > clock.now():
        raise RuleError("This meeting has not been held: it has no recording.")
    if card.recording_version != row_version:
        raise StaleError
    taken = card.sitting.taken if card.sitting else ()
    marks = place_items(places, taken, recording.starts_at) if recording.url else ()
    posted = recording.model_copy(update={"marks": marks})
    if posted == (card.recording or Recording()):
        raise RuleError("Nothing has changed since this was posted.")
    return append(
        actor,
        meeting,
        Kind.RECORDING,
        posted,
        version=card.recording_version + 1,
        label="" if recording.url else "removed",
    )
