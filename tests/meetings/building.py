"""Agendas for tests, and what pages say of them."""

import io
from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.models import AgendaItem, Attachment
from govapp.meetings.queries.agendas import get_item, get_tree
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, files, posting
from govapp.record.models import PUBLIC, RecordEntry
from tests.documents.samples import PDF
from tests.pages import PageClient, parse_page, read_text


def add_items(app: Flask, meeting_id: int, *titles: str, **details: Any) -> list[str]:
    """Add items to an agenda, "> Title" beneath the last; return their keys."""
    keys: list[str] = []
    parent: AgendaItem | None = None
    with app.app_context():
        meeting = get_meeting(meeting_id)
        for title in titles:
            beneath = parent if title.startswith("> ") else None
            item = agenda.add_item(
                SYSTEM,
                meeting,
                title=title.removeprefix("> "),
                parent=beneath,
                **details,
            )
            parent = beneath or item
            keys.append(item.key)
        db.session.commit()
    return keys


def attach(
    app: Flask,
    meeting_id: int,
    name: str,
    *,
    key: str = "",
    visibility: str = "public",
    content: bytes = b"",
) -> int:
    """Attach a small PDF of its own bytes, or others; return the attachment's id."""
    with app.app_context():
        attachment = files.attach_file(
            SYSTEM,
            get_meeting(meeting_id),
            store=app.extensions["govapp.files"],
            file=io.BytesIO(content or PDF + name.encode()),
            filename=name,
            visibility=visibility,
            item=get_item(meeting_id, key) if key else None,
        )
        db.session.commit()
        return attachment.id


def post(app: Flask, meeting_id: int) -> int:
    """Post the agenda as it stands; return the entry's number."""
    with app.app_context():
        store = app.extensions["govapp.files"]
        seq = posting.post_agenda(SYSTEM, get_meeting(meeting_id), store=store)
        db.session.commit()
        return seq


def outline(app: Flask, meeting_id: int) -> list[str]:
    """Return the agenda as "number title" lines, in reading order."""
    with app.app_context():
        nodes = [
            node for top in get_tree(get_meeting(meeting_id)) for node in top.walk()
        ]
        return [f"{node.number} {node.item.title}".strip() for node in nodes]


def read_item(app: Flask, key: str) -> AgendaItem:
    """Return an item as it is now."""
    with app.app_context():
        return db.session.scalars(select(AgendaItem).where(AgendaItem.key == key)).one()


def list_files(app: Flask, meeting_id: int) -> list[tuple[str, str, int | None]]:
    """Return label, visibility and item of each file, in order."""
    with app.app_context():
        found = db.session.scalars(
            select(Attachment)
            .where(Attachment.meeting_id == meeting_id)
            .order_by(Attachment.position, Attachment.id)
        )
        return [(f.label, f.document.visibility, f.item_id) for f in found]


def press(client: PageClient, page: str, address: str, **values: str) -> str:
    """Press a row's button of a page as a visitor would; return where it leads."""
    form = next(
        form
        for form in parse_page(client.get(page).text).iter("form")
        if form.get("id") == "moves"
    )
    sent = {i.get("name", ""): i.get("value", "") for i in form.iter("input")}
    answer = client.post(address, data=sent | values)
    assert answer.status_code == 303
    return str(answer.location)


def read_main(html: str) -> str:
    """Return what the main part of a page says."""
    return read_text(next(parse_page(html).iter("main")))


def hidden_fields(html: str) -> Mapping[str, str]:
    """Return the hidden fields of a page's last form."""
    form = list(parse_page(html).iter("form"))[-1]
    return {
        field.get("name", ""): field.get("value", "")
        for field in form.iter("input")
        if field.get("type") == "hidden"
    }


def list_entries(app: Flask) -> list[str]:
    """Return the public record as "kind subject version label" lines."""
    with app.app_context():
        public = select(RecordEntry).where(RecordEntry.log == PUBLIC)
        rows = db.session.scalars(public.order_by(RecordEntry.seq))
        return [
            f"{row.kind} {row.subject} {row.version} {row.label}".strip()
            for row in rows
        ]
