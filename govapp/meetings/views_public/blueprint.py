"""What the public pages of meetings share."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, current_app

from govapp.config import Settings
from govapp.meetings.published import list_segments, plan_agenda, words

blueprint = Blueprint("meetings_public", __name__)

FILTERS: dict[str, Callable[..., Any]] = {
    "meeting_kind": words.meeting_kind,
    "item_kind": words.item_kind,
    "item_minutes": words.item_minutes,
    "item_authorities": words.item_authorities,
    "item_pull": words.item_pull,
    "item_late": words.item_late,
    "authorities": words.authorities,
    "item_place": words.item_place,
    "attendance": words.attendance,
    "field_name": words.field_name,
    "posting_title": words.posting_title,
    "changes": words.changes,
    "segments": list_segments,
    "plan_agenda": plan_agenda,
    "safe_html": words.safe_html,
}

for name, function in FILTERS.items():
    blueprint.add_app_template_filter(function, name)
blueprint.add_app_template_global(words.item_kinds)


def settings() -> Settings:
    """Return the installation's settings."""
    found: Settings = current_app.extensions["govapp.settings"]
    return found
