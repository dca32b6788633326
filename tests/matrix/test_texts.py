"""What somebody wrote is a text, wherever it is read: rows 2 and 10.

Every column of text holds one that would be markup, a template, a format or a command
of the typesetter. Every page that opens to anybody is opened by one of them.
"""

import re
from datetime import datetime, timedelta

import time_machine
from sqlalchemy import select

from govapp.database import db
from govapp.jobs.running import run_due
from govapp.mail.delivery import write_mail
from govapp.mail.models import OutboxMessage
from govapp.subscriptions.handlers import tell_followers
from govapp.subscriptions.services import TELL
from tests.matrix.building import NOW
from tests.matrix.filling import list_columns
from tests.matrix.marking import Marked
from tests.matrix.polyglot import BEGIN, TEXT, find_markup
from tests.matrix.reading import join, list_foreign, read

# RFC 6266, 4.1: a token or a quoted word of ours, or RFC 8187, 3.2.
QUOTED = r'filename="[\w.-]+"'
CODED = r"filename\*=UTF-8''(?:[\w.!#$&+^`|~-]|%[\dA-F]{2})+"
NAMES = re.compile(rf"(?:attachment|inline)(?:; (?:{QUOTED}|{CODED}))?", re.ASCII)
# What this site has none of.
EMPTY = {
    "attendance.name", "body_name.name",
    "notice_exception.reason", "notice_exception.stated_by", "origin.source",
    "outside_check.address", "portal_attending.place",
}  # fmt: skip
# It shows HTML for others to take, with the text escaped in it.
SHOWS_HTML = {"/committees/board/embed"}
FORMS = {
    "application/atom+xml",
    "application/json",
    "application/pdf",
    "application/xml",
    "application/zip",
    "text/calendar",
    "text/csv",
    "text/html",
    "text/plain",
}


def test_row_2_every_column_of_text_holds_it(marked: Marked) -> None:
    assert len(list_columns()) > 90
    assert marked.empty == EMPTY


def test_row_2_no_text_becomes_markup(marked: Marked) -> None:
    wrong = {
        asked: f"{answer.status_code} {found}"
        for asked, answer in marked.answers.items()
        if (found := find_markup(answer)) or answer.status_code >= 500
    }
    assert wrong == {}


def test_row_10_what_was_written_is_read_as_it_stands(marked: Marked) -> None:
    wrong, forms = {}, set()
    for asked, answer in marked.answers.items():
        if BEGIN in join("".join(read(answer.mimetype, answer.data))):
            forms.add(answer.mimetype)
        found = list_foreign(answer.mimetype, answer.data)
        if found and asked[0] not in SHOWS_HTML:
            wrong[asked] = found
    assert wrong == {}
    assert forms >= FORMS


def test_row_10_so_it_is_in_mails(marked: Marked) -> None:
    app = marked.walker.site.app
    settings = app.extensions["govapp.settings"]
    later = datetime.fromisoformat(NOW) + timedelta(hours=1)
    with time_machine.travel(later, tick=False), app.app_context():
        while run_due({TELL: tell_followers}):
            pass
        messages = list(db.session.scalars(select(OutboxMessage)))
        parts = [
            (part.get_content_type(), part.get_content().encode())
            for message in messages
            for part in write_mail(message, settings).walk()
            if not part.is_multipart()
        ]
        subjects = " ".join(message.subject for message in messages)
    assert [found for part in parts if (found := list_foreign(*part))] == []
    assert list_foreign("text/plain", subjects.encode()) == set()
    assert {form for form, _ in parts} == {"text/plain", "text/html", "text/calendar"}
    assert subjects.count(TEXT) > 30


def test_row_43_a_header_names_a_file_as_rfc_6266_has_it(marked: Marked) -> None:
    said = {
        asked: answer.headers["Content-Disposition"]
        for asked, answer in marked.answers.items()
        if "Content-Disposition" in answer.headers
    }
    assert {
        asked: name for asked, name in said.items() if not NAMES.fullmatch(name)
    } == {}
    assert sum(BEGIN in name for name in said.values()) >= 3
