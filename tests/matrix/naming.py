"""What furnishes a body: its word for each thing, and how it is named."""

import io
from datetime import datetime
from typing import Any

from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.models import Body
from govapp.demonstration.papers import make_pdf
from govapp.documents.stores import Stores
from govapp.meetings.models import AgendaItem, Attachment, Meeting
from govapp.meetings.services import files, posting, schedule

# What stands in an address, by the words of the rule: "before/name",
# where what is before is the last word that stands there itself.
Parts = dict[str, str]
# The same in each state that a thing can be in.
States = dict[str, Parts]


class Naming:
    """Names what is built for one body.

    `parts` hold in all states, `states` has what differs.
    """

    def __init__(self, app: Flask, body: Body, beside: Body) -> None:
        self.store: Stores = app.extensions["govapp.files"]
        self.body = body
        self.beside = beside
        self.parts: Parts = {"committees/slug": body.slug, "v/version": "1"}
        self.states: States = {"posted": {}}

    def word(self, name: str) -> str:
        """Return the word that marks a thing of this body; nothing else has it."""
        return f"zz{self.body.slug}q{name}zz"

    def meet(self, start: str, **details: Any) -> Meeting:
        """Schedule a meeting."""
        bodies = details.pop("bodies", [self.body])
        begins = datetime.fromisoformat(start)
        given = {"kind": "regular", **details}
        return schedule.schedule_meeting(SYSTEM, bodies=bodies, start=begins, **given)

    def post(self, meeting: Meeting) -> None:
        """Post an agenda."""
        posting.post_agenda(SYSTEM, meeting, store=self.store)

    def attach(
        self, meeting: Meeting, name: str, seen: str, item: AgendaItem | None = None
    ) -> Attachment:
        """Attach a file that says its word."""
        word = self.word(name)
        return files.attach_file(
            SYSTEM, meeting, store=self.store, file=io.BytesIO(make_pdf(word, [word])),
            filename=f"{word}.pdf", visibility=seen, item=item, label=word,
        )  # fmt: skip

    def name_file(self, state: str, attachment: Attachment) -> None:
        """Let a state name a file."""
        document = attachment.document
        self.states.setdefault(state, {}).update(
            {
                "files/attachment_id": str(attachment.id),
                "documents/document": document.key,
                "documents/name": document.current.name,
                "v/name": document.current.name,
            }
        )

    def name_meeting(self, state: str, meeting: Meeting, **parts: str) -> None:
        """Let a state name a meeting, and more: `items__key` is "items/key"."""
        named = {
            "meetings/meeting_id": str(meeting.id),
            "meetings/number": meeting.number or str(meeting.id),
            **{name.replace("__", "/"): value for name, value in parts.items()},
        }
        self.states.setdefault(state, {}).update(named)
