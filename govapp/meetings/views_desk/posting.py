"""Posting from a page that first says what everyone will see."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from govapp.errors import RuleError
from govapp.meetings.forms.schedule import PostForm
from govapp.meetings.models import Meeting
from govapp.meetings.published.words import posting_title
from govapp.meetings.services import drafts
from govapp.web.filters import when
from govapp.web.forms import is_done, render_form

CHANGED = (
    "Somebody changed this in the meantime. Nothing was posted: look at it once more."
)


def post_or_ask(
    template: str,
    form: PostForm,
    meeting: Meeting,
    act: Callable[[], int],
    *,
    seen: str,
    told: str = "",
    **context: Any,
) -> ResponseReturnValue:
    """Post when the form was sent, and what it showed still holds; else show its page.

    `seen` stands for what the page shows, which is what will be posted. What was posted
    is then told, or, where everyone's record has nothing of it, what is `told`.
    """

    def post() -> None:
        if form.seen.data != seen:
            raise RuleError(CHANGED)
        act()

    if is_done(form, post):
        flash(told or describe_last(meeting), "success")
        return redirect(to_meeting(meeting), 303)
    form.seen.data = seen
    return render_form(template, form, meeting=meeting, **context)


def describe_last(meeting: Meeting) -> str:
    """Say what was posted last, when, and where the record has it."""
    card = drafts.posted_card(meeting)
    line = card.lines[-1] if card else None
    if line is None:
        return ""
    return _(
        "Posted: %(what)s, %(when)s. It is entry %(seq)s of the record.",
        what=posting_title(line),
        when=when(line.posted_at, meeting.time_zone),
        seq=line.seq,
    )


def to_meeting(meeting: Meeting) -> str:
    """Return the address of a meeting's page at the desk."""
    return url_for("meetings_desk.detail", meeting_id=meeting.id)
