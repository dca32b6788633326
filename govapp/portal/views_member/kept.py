"""Books kept on a device: what is handed over, what may stay, and the empty shell."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from flask import Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from govapp import clock, paths
from govapp.accounts.models import User
from govapp.portal import rules
from govapp.portal.models import KeptBook
from govapp.portal.queries import kept as queries
from govapp.portal.queries.books import Book
from govapp.portal.queries.kept import Permit
from govapp.portal.queries.opened import list_opened
from govapp.portal.services import own
from govapp.portal.views_member.blueprint import (
    MEETING,
    ask_for_closed,
    blueprint,
    lead_to,
    note_closed,
)
from govapp.portal.views_member.book import Page
from govapp.portal.views_member.kept_notes import TOKENS, hand_over_notes
from govapp.web.access import loads
from govapp.web.assets import Assets
from govapp.web.filters import day, short_day, when

MOST = 50
MOMENT = timedelta(seconds=1)
LAYOUT = "layouts/kept.html"


@blueprint.post(f"{MEETING}/keep")
@loads(queries.get_keepable)
def keep(book: Book) -> ResponseReturnValue:
    """Hand a book over to a device; its files are asked for one by one."""
    ask_for_closed(book)
    asked = request.form.get("token", "")
    kept, token = own.keep_book(
        current_user, book.meeting, session=g.sign_in, token=asked
    )
    note_closed(book)
    named = {"id": kept.id, "token": token}
    return jsonify(named | _hand_over(book) | hand_over_notes(book))


def _hand_over(book: Book) -> dict[str, Any]:
    notice, permit = book.card.notice, queries.make_permit(current_user, book)
    zone = notice.time_zone
    last = (permit.until - MOMENT).astimezone(ZoneInfo(book.meeting.host.time_zone))
    return _write(permit) | {
        "title": f"{notice.title}, {short_day(notice.start_local)}",
        "kept": _("Kept %(when)s.", when=when(clock.now(), zone)),
        "told": _("It stays until the end of %(day)s.", day=day(last)),
        "pages": dict(_render_pages(book)),
        "files": [
            f"/my/documents/{file.id}/v/{file.version}/{quote(file.name)}"
            for file in book.files
        ],
    }


def _render_pages(book: Book) -> Iterator[tuple[str, str]]:
    """Yield each page of a book with its address, without what only a network gives."""
    base = f"/my/meetings/{book.card.number}"
    shown: dict[str, Any] = {"layout": LAYOUT, "is_open": False, "talk": None}
    first: dict[str, Any] = {
        "attending": None,
        "emergency": None,
        "kinds": [],
        "kept": [],
    }
    yield base, render_template("my/book.html", book=book, **first, **shown)
    for item in book.agenda.walk() if book.agenda else ():
        path = rules.find_path(book.agenda, item.key) if book.agenda else ()
        page = Page(book, path, (), None)
        yield (
            f"{base}/items/{item.key}",
            render_template("my/item.html", page=page, **shown),
        )
    for found in list_opened(book):
        yield (
            f"{base}/documents/{found.file.id}/v/{found.file.version}",
            render_template("my/read.html", found=found, **shown),
        )


def load_permits(user: User) -> list[Permit | None]:
    """Return what whoever asks with tokens may keep, in their order."""
    reader = user if user.is_authenticated else None
    tokens = request.headers.get(TOKENS, "").split()
    return [queries.find_permit(reader, token) for token in tokens[:MOST]]


@blueprint.get("/permits")
@loads(load_permits)
def permits(found: list[Permit | None]) -> ResponseReturnValue:
    """Say which kept books may stay; whoever asks needs no session, but the tokens."""
    return jsonify(books=[permit and _write(permit) for permit in found])


def _write(permit: Permit) -> dict[str, Any]:
    return {
        "number": permit.number,
        "until": permit.until.isoformat(),
        "rights": permit.rights,
        "edition": permit.edition,
        "noted": permit.notes,
        "documents": permit.documents,
    }


@blueprint.post("/kept/<int:kept_id>/remove")
@loads(queries.get_kept)
def let_go(kept: KeptBook) -> ResponseReturnValue:
    """Take a book off a device, once that asks the next time."""
    number = kept.meeting.number
    own.let_go(current_user, kept)
    return lead_to(
        f"meetings/{number}",
        _("It goes from that device as soon as the device has a network."),
    )


def pass_on(user: User) -> User:
    """Open what holds nothing of anybody to whoever is signed in."""
    return user


@blueprint.get("/on-this-device")
@loads(pass_on)
def on_this_device(_user: User) -> ResponseReturnValue:
    """Give the shell in which a device shows what it keeps: nothing is in it."""
    return render_template("my/on_this_device.html")


@blueprint.get("/worker.js")
@loads(pass_on)
def worker(_user: User) -> ResponseReturnValue:
    """Give the script that answers for these pages where there is no network."""
    name = Assets(paths.STATIC)("worker.js").removeprefix("/static/")
    text = (paths.STATIC / name).read_text(encoding="utf-8")
    return Response(text, content_type="text/javascript; charset=utf-8")
