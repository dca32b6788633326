"""What the public pages of meetings share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app

from govapp.config import Settings
from govapp.meetings.published import (
    list_segments,
    matter_words,
    plan_agenda,
    releases,
    vote_words,
    words,
)
from govapp.meetings.rules import recordings

blueprint = Blueprint("meetings_public", __name__)

FILTERS: dict[str, Callable[..., Any]] = {
    "meeting_kind": words.meeting_kind,
    "item_kind": words.item_kind,
    "item_minutes": words.item_minutes,
    "item_authorities": words.item_authorities,
    "item_pull": words.item_pull,
    "item_late": words.item_late,
    "released": releases.released,
    "matter_kind": matter_words.matter_kind,
    "matter_name": matter_words.matter_name,
    "authorities": words.authorities,
    "item_place": words.item_place,
    "meeting_place": words.meeting_place,
    "attendance": words.attendance,
    "field_name": words.field_name,
    "posting_address": words.posting_address,
    "posting_title": words.posting_title,
    "changes": words.changes,
    "duration": words.duration,
    "jump": recordings.jump,
    "judged": vote_words.judged,
    "conflict_kind": vote_words.conflict_kind,
    "motion_kind": vote_words.motion_kind,
    "motion_result": vote_words.motion_result,
    "motion_state": vote_words.motion_state,
    "pause_words": vote_words.pause,
    "stay_words": vote_words.stay,
    "sitting_since": vote_words.sitting_since,
    "vote_method": vote_words.method,
    "vote_option": vote_words.option,
    "vote_ballot": vote_words.ballot,
    "vote_part": vote_words.part,
    "voted": vote_words.voted,
    "vote_outcome": vote_words.outcome,
    "vote_result": vote_words.result,
    "vote_tally": vote_words.tally,
    "segments": list_segments,
    "plan_agenda": plan_agenda,
    "recording_place": recordings.write_place,
    "safe_html": words.safe_html,
}

for name, function in FILTERS.items():
    blueprint.add_app_template_filter(function, name)
blueprint.add_app_template_global(words.item_kinds)


def settings() -> Settings:
    """Return the installation's settings."""
    found: Settings = current_app.extensions["govapp.settings"]
    return found
