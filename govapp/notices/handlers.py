"""What a worker does to see public pages as everyone does."""

import time
from functools import partial

from flask import current_app

from govapp.config import Settings
from govapp.errors import NotFoundError
from govapp.jobs.running import Finish, Run
from govapp.meetings.models import Meeting
from govapp.meetings.queries.meetings import get_meeting
from govapp.notices.probe import fetch
from govapp.notices.rules.pages import Said, compare, expect
from govapp.notices.services.proof import Look, keep_looks
from govapp.record.cards import MeetingCard
from govapp.record.published import find_page

OK = 200
# A site that is just starting answers in a moment.
PAUSES = (2, 4)


def check_pages(run: Run) -> Finish | None:
    """Look at a meeting's page and its agenda's; compare them with the record."""
    settings: Settings = current_app.extensions["govapp.settings"]
    meeting_id = run.payload["meeting"]
    looks = _look(settings.base_url, _read_card(meeting_id))
    if any(look.finding for look in looks):
        # Something may have been posted between reading the record and the page.
        run.report(0, 1)
        looks = _look(settings.base_url, _read_card(meeting_id))
    return partial(_keep, meeting_id, looks)


def _keep(meeting_id: int, looks: list[Look]) -> None:
    keep_looks(get_meeting(meeting_id), looks)


def _read_card(meeting_id: int) -> MeetingCard:
    meeting: Meeting = get_meeting(meeting_id)
    text = find_page(f"meeting:{meeting.number}")
    if text is None:
        raise NotFoundError
    return MeetingCard.read(text)


def _look(base_url: str, card: MeetingCard) -> list[Look]:
    expected, version = expect(card), card.agenda_version
    paths = [f"/meetings/{card.number}"]
    if version:
        paths.append(f"/meetings/{card.number}/agenda/v/{version.version}")
    return [_look_at(base_url, path, expected) for path in paths]


def _look_at(base_url: str, path: str, expected: Said) -> Look:
    answer = fetch(base_url, path)
    for pause in PAUSES:
        if answer.status or "refused" not in answer.error:
            break
        time.sleep(pause)
        answer = fetch(base_url, path)
    if not answer.status:
        finding = f"No answer: {answer.error}"
    elif answer.status != OK:
        finding = f"The answer was {answer.status}."
    else:
        finding = answer.error or compare(expected, answer.text)
    return Look(path, answer.status, finding)
