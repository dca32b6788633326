"""Copies for one reader: the packet of a book, and closed papers that are marked."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import BinaryIO
from urllib.parse import quote

from flask import Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock
from govapp.meetings.models import Meeting
from govapp.parsing.child import ParsingError
from govapp.portal.queries.copies import Copy, get_copy
from govapp.portal.queries.files import Paper
from govapp.portal.services import reading
from govapp.portal.views_member.blueprint import MEETING, blueprint, note_closed
from govapp.renditions.copies import bind_copy, mark_copy
from govapp.web.access import confirm_first, loads
from govapp.web.downloads import PDF_POLICY
from govapp.web.filters import when
from govapp.web.transactions import writing_down

PDF, CHUNK = "application/pdf", 64 * 1024
# More at once would take the machine from everybody else.
TURNS = BoundedSemaphore(2)
RETRY_AFTER = "30"


@blueprint.get(f"{MEETING}/packet.pdf")
@loads(get_copy)
def packet(copy: Copy) -> ResponseReturnValue:
    """Give a book with all its papers as one PDF, made for who asks."""
    if copy.is_closed:
        confirm_first()
    meeting = copy.book.meeting
    source = copy.read(current_app.extensions["govapp.settings"].base_url)
    mark = write_mark(meeting) if copy.is_marked else ""
    store, at = current_app.extensions["govapp.files"], copy.posted_at
    name = f"{meeting.number}-book.pdf"
    if request.method == "GET":
        with writing_down():
            _note(copy)
    return _make(
        name,
        lambda folder: bind_copy(folder, source, store=store, at=at, mark=mark),
    )


def give_marked(paper: Paper, meeting: Meeting) -> Response:
    """Give a closed paper with who reads it, and when, on each of its pages."""
    store, mark = current_app.extensions["govapp.files"], write_mark(meeting)
    at = clock.stamp(clock.now())
    return _make(
        paper.name,
        lambda folder: mark_copy(folder, paper, store=store, at=at, mark=mark),
    )


def write_mark(meeting: Meeting) -> str:
    """Say who reads, and when."""
    at = when(clock.stamp(clock.now()), meeting.time_zone)
    return str(_("%(name)s, %(when)s", name=current_user.name, when=at))


def _note(copy: Copy) -> None:
    """Write down what is closed of it: it is all read at once."""
    note_closed(copy.book)
    for what in {paper.noted_as for paper in copy.papers} - {""}:
        reading.note_reading(
            current_user,
            meeting_id=copy.book.meeting.id,
            body_id=copy.book.meeting.body_id,
            what=what,
        )


def _make(name: str, make: Callable[[Path], Path]) -> Response:
    """Answer with a PDF made for this request alone; where there is no turn, later."""
    if request.method == "HEAD":
        answer = _answer(name)
        # How long it is, only its making tells.
        answer.automatically_set_content_length = False
        return answer
    if not TURNS.acquire(blocking=False):
        return _refuse("later")
    try:
        with TemporaryDirectory() as folder:
            # Once it is open nobody else finds it any more.
            path = make(Path(folder))
            file, size = path.open("rb"), path.stat().st_size
    except (ParsingError, OSError) as error:
        current_app.logger.warning("%s cannot be made: %s", request.path, error)
        return _refuse("never")
    finally:
        TURNS.release()
    answer = _answer(name)
    answer.response, answer.content_length = _read(file), size
    answer.call_on_close(file.close)
    return answer


def _read(file: BinaryIO) -> Iterator[bytes]:
    with file:
        yield from iter(lambda: file.read(CHUNK), b"")


def _answer(name: str) -> Response:
    answer = Response(mimetype=PDF)
    shown = f"inline; filename*=UTF-8''{quote(name, safe='')}"
    answer.headers["Content-Disposition"] = shown
    answer.headers["Content-Security-Policy"] = PDF_POLICY
    return answer


def _refuse(why: str) -> Response:
    answer = make_response(render_template("my/not_made.html", why=why), 503)
    if why == "later":
        answer.headers["Retry-After"] = RETRY_AFTER
    return answer
