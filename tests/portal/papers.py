"""A posted meeting with an open and a closed item, and a file of each kind."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import Attachment
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda
from tests.meetings.building import add_items, attach, post

NAMES = ("public", "members", "closed", "staff")


@dataclass
class Papers:
    """Where each is: the keys of the items, the addresses of the files."""

    meeting_id: int
    number: str
    open: str
    closed: str
    beneath: str
    files: dict[str, str]

    @property
    def book(self) -> str:
        """The book's address."""
        return f"/my/meetings/{self.number}"

    def item(self, key: str) -> str:
        """Return an item's address."""
        return f"{self.book}/items/{key}"

    def page(self, name: str) -> str:
        """Return where a file is read in the page."""
        _, _, _, document, *_ = self.files[name].split("/")
        return f"{self.book}/documents/{document}/v/1"


def post_papers(app: Flask, meeting_id: int) -> Papers:
    """Post a meeting with all of it."""
    (budget,) = add_items(app, meeting_id, "Budget", description="The open text")
    (counsel,) = add_items(
        app, meeting_id, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    with app.app_context():
        item = agendas.get_item(meeting_id, counsel)
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, closed_title="Doe v. Operator"
        )
        beneath = agenda.add_item(SYSTEM, item.meeting, title="Settlement", parent=item)
        db.session.commit()
    for name in NAMES:
        attach(app, meeting_id, f"{name}.pdf", key=budget, visibility=name)
    attach(app, meeting_id, "advice.pdf", key=counsel, visibility="closed")
    post(app, meeting_id)
    with app.app_context():
        meeting = get_meeting(meeting_id)
        return Papers(
            meeting_id,
            str(meeting.number),
            budget,
            counsel,
            beneath.key,
            {name: _find_address(name) for name in (*NAMES, "advice")},
        )


def _find_address(label: str) -> str:
    found = db.session.scalars(
        select(Attachment).where(Attachment.label == label)
    ).one()
    document = found.document
    return f"/my/documents/{document.key}/v/1/{document.current.name}"
