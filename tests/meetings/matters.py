"""Matters for tests."""

from typing import Any

from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees.queries import get_body
from govapp.database import db
from govapp.meetings.queries.agendas import get_item
from govapp.meetings.queries.matters import get_matter
from govapp.meetings.services import agenda, matters


def open_matter(
    app: Flask, title: str, *, slug: str = "board", is_posted: bool = False, **rest: Any
) -> int:
    """Open a matter of a body, and post it if asked; return its id."""
    with app.app_context():
        rest = {"kind": "initiative", **rest}
        matter = matters.open_matter(SYSTEM, body=get_body(slug), title=title, **rest)
        if is_posted:
            matters.post_matter(SYSTEM, matter)
        db.session.commit()
        return matter.id


def link(app: Flask, meeting_id: int, key: str, matter_id: int | None) -> None:
    """Let an item be part of a matter, or (None) of none."""
    with app.app_context():
        item = get_item(meeting_id, key)
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, matter_id=matter_id
        )
        db.session.commit()


def post_again(app: Flask, matter_id: int) -> int:
    """Post what changed of a matter; return the entry's number."""
    with app.app_context():
        seq = matters.post_matter(SYSTEM, get_matter(matter_id))
        db.session.commit()
        return seq


def file_number(app: Flask, matter_id: int) -> str | None:
    """Return the number that a matter has, if any."""
    with app.app_context():
        return get_matter(matter_id).file_number
