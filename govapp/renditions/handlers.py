"""What a worker does to have the forms of agendas and certificates made."""

from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app

from govapp import clock
from govapp.documents.store import Store
from govapp.errors import NotFoundError
from govapp.jobs.running import Finish, Handler, Run
from govapp.meetings.published import get_card
from govapp.record.cards import MeetingCard, Version
from govapp.renditions import makers, published, services
from govapp.renditions.makers import Hear, Maker, Order
from govapp.renditions.models import Form
from govapp.renditions.services import KIND, Made

PAUSE = timedelta(seconds=1)


class SupersededError(Exception):
    """Something newer was posted: another job makes the form anew."""


def handle(form: Form, make: Maker, pause: timedelta = PAUSE) -> Handler:
    """Return what makes a form where it is missing or out of date.

    How far it is, is told no more often than after each pause.
    """

    def handler(run: Run) -> Finish | None:
        try:
            return _make(run, form, make, pause)
        except (NotFoundError, SupersededError):
            return None

    return handler


def _make(run: Run, form: Form, make: Maker, pause: timedelta) -> Finish:
    store: Store = current_app.extensions["govapp.renditions"]
    card = get_card(run.key)
    seq = published.newest_seq(card, form)
    due = [version for found, version in published.list_due(card) if found == form]
    lacking = tuple(each for each in due if not _is_kept(store, card, form, each))
    with TemporaryDirectory() as name:
        order = Order(card, lacking, Path(name), _listen(run, form, seq, pause))
        made = [_keep(store, *each) for each in make(order)]
    _look_for_newer(run.key, form, seq)
    return partial(
        services.keep,
        store,
        run.key,
        form,
        seq=seq,
        due={version.version for version in due},
        made=made,
    )


def _is_kept(store: Store, card: MeetingCard, form: Form, version: Version) -> bool:
    made = published.find_rendition(card, form, version.version)
    return made is not None and store.holds(made.sha256)


def _keep(store: Store, version: Version, path: Path, pages: int) -> Made:
    with path.open("rb") as file:
        sha256, size = store.put(file)
    return Made(version.version, sha256, size, pages)


def _listen(run: Run, form: Form, seq: int, pause: timedelta) -> Hear:
    """Return what tells everybody how far it is, and stops what is superseded."""
    due = clock.now()

    def hear(done: int, total: int) -> None:
        nonlocal due
        if clock.now() >= due:
            due = clock.now() + pause
            run.report(done, total)
            _look_for_newer(run.key, form, seq)

    return hear


def _look_for_newer(number: str, form: Form, seq: int) -> None:
    if published.newest_seq(get_card(number), form) != seq:
        raise SupersededError


HANDLERS: dict[str, Handler] = {
    f"{KIND}{form}": handle(form, make)
    for form, make in (
        (Form.AGENDA, makers.make_agendas),
        (Form.WORD, makers.make_word),
        (Form.PACKET, makers.make_packet),
        (Form.DOCUMENTS, makers.make_documents),
        (Form.CERTIFICATE, makers.make_certificate),
        (Form.MINUTES, makers.make_minutes),
    )
}
