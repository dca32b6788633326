"""Out of one database, into an empty one on the other engine, out again: the same."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.committees import services as committees
from govapp.committees.content import changed
from govapp.committees.models import Membership, Person, Seat
from govapp.database import db
from govapp.documents import services as documents
from govapp.errors import RuleError
from govapp.exchange.moving import data
from govapp.exchange.moving.folder import Folder, read_sums
from govapp.exchange.ocd.names import Publisher
from govapp.importing.services import moved_bodies, moved_meetings, moving_in
from govapp.meetings import content
from govapp.meetings.models import Meeting
from govapp.meetings.queries import agendas
from govapp.meetings.services import files, posting
from govapp.meetings.services.appending import append
from govapp.meetings.services.drafts import posted_card
from govapp.record import projection
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Attendee, Minutes, MinutesSection
from govapp.record.shapes.results import Link, ReportedItem, Result
from govapp.site import services as site
from tests.conftest import make_settings
from tests.exchange.moving.copies import stamp_files
from tests.record.test_projection import STEPS, two_meetings

BY = Publisher("http://localhost", "ocd-division/country:us")
NAMES = ("Ana", "Ben", "Cam", "Ďáša \N{EM DASH} =1", "zoë")


def _attach(app: Flask) -> Callable[[Meeting, int], object]:
    """Return what lets a paper stand on a meeting, or on one of its items."""

    def attach(meeting: Meeting, number: int) -> None:
        items = agendas.list_items(meeting)
        files.attach_file(
            SYSTEM,
            meeting,
            item=items[number % len(items)] if items and number % 2 else None,
            store=app.extensions["govapp.files"],
            file=io.BytesIO(f"What paper {number} says.".encode()),
            filename=f"paper {number}.txt",
            label=f"Paper {number}",
            visibility="members" if number == 7 else "public",
        )

    return attach


def _tell(app: Flask) -> Callable[[Meeting, int], object]:
    """Return what lets a source tell of a meeting, with a paper that is kept here."""

    def tell(meeting: Meeting, number: int) -> None:
        if not meeting.number:
            return
        store = app.extensions["govapp.files"]
        document = documents.add_document(
            SYSTEM,
            store=store,
            body_id=meeting.host.id,
            file=io.BytesIO(f"What source {number} says.".encode()),
            filename=f"source #{number}.txt",
            visibility="public",
        )
        address = f"https://example.org/{number}"
        copy = content.build_file(document, "Copy")
        links = (
            Link(label="Copy", url=address, file=copy),
            Link(label="L", url=address),
        )
        item = ReportedItem(title=f"Business {number}", links=links)
        result = Result(items=(item,), links=links[:1], is_quoted=True)
        posting.post_result(SYSTEM, meeting, result=result)
        store.publish(document.current.sha256)

    return tell


def _write_minutes(meeting: Meeting, number: int) -> None:
    if meeting.number:
        states = ("proposed", "approved")
        minutes = Minutes(
            state=states[number % 2],
            attendance=(Attendee(name=NAMES[number % len(NAMES)]),),
            sections=(MinutesSection(key="k", title=f"Business {number}"),),
        )
        card = posted_card(meeting)
        count = len(card.minutes_versions) if card else 0
        append(SYSTEM, meeting, Kind.MINUTES, minutes, version=count + 1)


def _seat(meeting: Meeting, number: int) -> None:
    """Post who sits on the meeting's host, with a member more."""
    body, count = meeting.host, len(meeting.host.memberships)
    person = Person(slug=f"{body.slug}-{count}", name=NAMES[number % len(NAMES)])
    seat = Seat(body_id=body.id, label=f"Seat {count}", position=count)
    db.session.add_all([person, seat])
    db.session.flush()
    member = Membership(
        body_id=body.id,
        person_id=person.id,
        seat_id=seat.id if number % 2 else None,
        start_on="2026",
    )
    db.session.add(member)
    db.session.flush()
    db.session.refresh(body)
    committees.post_changes(SYSTEM, body)


def _make_steps(app: Flask) -> dict[str, Callable[[Meeting, int], object]]:
    return STEPS | {
        "attach": _attach(app),
        "minutes": _write_minutes,
        "source": _tell(app),
        "seat": _seat,
        "post": lambda meeting, _n: posting.post_agenda(
            SYSTEM, meeting, store=app.extensions["govapp.files"]
        ),
    }


KNOWN = sorted({*STEPS, "attach", "minutes", "seat", "source", "post"} - {"agenda"})
histories = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(KNOWN), st.integers(0, 7)),
    min_size=8,
    max_size=40,
)


@pytest.fixture
def other(
    request: pytest.FixtureRequest, engine_url: str, tmp_path: Path
) -> Iterator[Flask]:
    """Return an installation on the other engine."""
    engine = "sqlite" if engine_url.startswith("postgresql") else "postgresql"
    folder = tmp_path / "other"
    folder.mkdir()
    fresh: Any = request.getfixturevalue(f"fresh_{engine}")
    app = create_app(make_settings(folder, fresh(folder)))
    yield app
    with app.app_context():
        for each in db.engines.values():
            each.dispose()


@given(history=histories)
@settings(
    max_examples=5,
    phases=(Phase.generate,),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_what_moves_out_moves_in_the_same(
    app: Flask, other: Flask, history: list[tuple[int, str, int]]
) -> None:
    with TemporaryDirectory() as name:
        there, here = Path(name, "there"), Path(name, "here")
        with app.app_context():
            _live(app, history)
            assert _export(app, there) == []
            db.session.rollback()
        with other.app_context():
            _move_in(other, there)
            assert _export(other, here) == []
            grown = projection.dump()
            projection.rebuild()
            assert projection.dump() == grown
            db.session.rollback()
        assert _read(here) == _read(there)


def _live(app: Flask, history: list[tuple[int, str, int]]) -> None:
    """Let an installation post what it likes."""
    site.edit_organization(SYSTEM, row_version=0, name="Town of Nowhere")
    site.post_organization(SYSTEM)
    meetings, steps = two_meetings(), _make_steps(app)
    for which, step, number in history:
        try:
            with db.session.begin_nested():
                steps[step](meetings[which], number)
        except RuleError:
            continue


def _export(app: Flask, root: Path) -> list[str]:
    folder = Folder(root)
    store = app.extensions["govapp.posted"]
    lost = data.write_all(folder, store, BY, lambda _d, _t: None, withdrawn=True)
    folder.close()
    return lost


def _move_in(app: Flask, root: Path) -> None:
    def report(_done: int, _total: int) -> None:
        pass

    sums = moving_in.check_folder(root, report)
    assert sums == read_sums(root)
    moving_in.take_record(root, sums, report)
    moving_in.project(report)
    moving_in.take_files(root, sums, app.extensions["govapp.posted"], report)
    moved_bodies.make_organization()
    bodies = moved_bodies.make_bodies()
    matters = moved_bodies.make_matters(bodies)
    moved_meetings.make_meetings(bodies, matters, report)
    for body in bodies.values():
        assert changed(body) == (False, False)


def _read(root: Path) -> dict[str, bytes]:
    return {path: text for path, (_, text) in stamp_files(root).items()}
