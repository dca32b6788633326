"""The certificate of posting as PDF: made once it is issued, and then for good."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govapp import clock, paths
from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.jobs.models import Job
from govapp.meetings.queries.meetings import get_meeting
from govapp.notices.published.certificates import posting_words, read_certificate
from govapp.notices.services.certificates import issue_certificate
from govapp.parsing.inside.typesetting import Press
from govapp.record.cards import Version
from govapp.record.folding import Posting, meeting_card
from govapp.record.shapes.base import BodyRef, Kind
from govapp.record.shapes.bodies import Body, Organization
from govapp.record.shapes.notices import (
    Certificate,
    CertifiedPosting,
    CertifiedRule,
    Duty,
    UnseenSpan,
)
from govapp.renditions import services
from govapp.renditions.certifying import write_certificate
from govapp.renditions.models import Rendition
from govapp.renditions.published import Origin, find_certificate
from tests.exchange.posted import make_notice, post_organization
from tests.meetings.building import read_main
from tests.notices.rules import make_duty
from tests.pages import PageClient
from tests.renditions.agendas import TEXTS
from tests.renditions.making import (
    PAGE,
    check_pdf,
    get_whole,
    post_meeting,
    read_pages,
    revise,
    work,
)
from tests.renditions.test_typesetting import HOSTILE

CERTIFICATE = f"{PAGE}/certificate.pdf"
NOW = datetime(2026, 12, 8, 18, tzinfo=UTC)


def _issue(app: Flask, meeting_id: int) -> None:
    with app.app_context():
        issue_certificate(SYSTEM, get_meeting(meeting_id))
        db.session.commit()


def test_it_is_made_once_it_is_issued(app: Flask, client: PageClient) -> None:
    meeting_id = post_meeting(app)
    work(app)
    assert client.get(CERTIFICATE).status_code == 404
    _issue(app, meeting_id)
    waiting = client.get(CERTIFICATE)
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (503, "5")
    told = read_main(waiting.text)
    assert "The PDF of this certificate is being made" in told
    assert "Read the certificate" in told
    assert f'href="{CERTIFICATE}"' in client.get(f"{PAGE}/certificate").text
    assert work(app) == 1
    pdf = get_whole(client, CERTIFICATE).data
    check_pdf(pdf)
    text = " ".join(read_pages(pdf))
    page = read_main(client.get(f"{PAGE}/certificate").text)
    for words in (
        "Agenda, version 1",
        "No rule of notice was watched for this meeting.",
        "Nobody looked at the public page from outside.",
        "I certify that the postings above were made as stated",
    ):
        assert words in text, words
        assert words in page, words
    assert "Meeting 2031-001 · Certificate version 1 · Issued " in text
    assert "Checkpoint of the record: " in text


def test_what_is_posted_later_changes_it_only_once_certified(
    app: Flask, client: PageClient
) -> None:
    meeting_id = post_meeting(app)
    _issue(app, meeting_id)
    work(app)
    first = get_whole(client, CERTIFICATE).data
    revise(app, meeting_id, "A later item")
    assert get_whole(client, CERTIFICATE).data == first
    work(app)
    assert get_whole(client, CERTIFICATE).data == first
    _issue(app, meeting_id)
    assert client.get(CERTIFICATE).status_code == 503
    work(app)
    assert "Agenda, version 2, revised" in " ".join(
        read_pages(get_whole(client, CERTIFICATE).data)
    )
    with app.app_context():
        made = db.session.query(Rendition).filter_by(form="certificate").one()
        assert made.version == 2


def test_it_is_made_again_to_the_same_bytes(app: Flask, client: PageClient) -> None:
    meeting_id = post_meeting(app)
    _issue(app, meeting_id)
    work(app)
    first = get_whole(client, CERTIFICATE).data
    post_organization(app, name="Renamed since")
    with app.app_context():
        db.session.query(Rendition).delete()
        db.session.query(Job).delete()
        services.request_all()
        db.session.commit()
    work(app)
    assert get_whole(client, CERTIFICATE).data == first


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        (("notice", 3, "rescheduled"), "Notice of the meeting, version 3, moved"),
        (("agenda", 2, "revised"), "Agenda, version 2, revised"),
        (("agenda", 1, ""), "Agenda, version 1"),
        (("minutes", 1, "proposed"), "Minutes, version 1, proposed"),
        (("cancellation", 1, "cancelled"), "Cancellation"),
        (("withdrawal", 1, ""), "Withdrawal"),
        (("other_kind", 1, ""), "Other kind"),
    ],
)
@pytest.mark.usefixtures("_in_words")
def test_postings_are_told_in_words(posted: tuple[str, int, str], words: str) -> None:
    kind, version, label = posted
    posting = CertifiedPosting(
        seq=1,
        kind=kind,
        version=version,
        label=label,
        address="/",
        posted_at="2026-12-08T18:00:00.000Z",
        sha256="0" * 64,
    )
    assert posting_words(posting) == words


@pytest.fixture(scope="module", name="_in_words")
def in_words() -> Iterator[None]:
    app = Flask("words")
    Babel(app)
    with app.app_context():
        yield


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(paths.TEMPLATES, paths.FONTS)


def _make(text: str, count: int, **duty: object) -> Certificate:
    """Return a certificate that says a text everywhere, and each list so long."""
    rule: Duty = make_duty(title=text, citation=text, **duty)
    moment = clock.stamp(NOW)
    return Certificate(
        number="2026-014",
        title=text,
        bodies=(BodyRef(slug="board", name=text),),
        start_local="2026-12-16T10:00",
        start_at="2026-12-16T18:00:00.000Z",
        time_zone="America/Los_Angeles",
        place=text,
        rules=tuple(
            CertifiedRule(duty=rule, state=state, exception=text, motion=text)
            for state in ("met", "late", "excepted")[:count]
        ),
        postings=tuple(
            CertifiedPosting(
                seq=number,
                kind="agenda",
                version=number,
                label="revised",
                address=f"/meetings/2026-014/agenda/v/{number}",
                posted_at=moment,
                sha256=f"{number:064x}",
            )
            for number in range(count)
        ),
        looks=count,
        matched=count,
        last_look_at=moment,
        spans=tuple(
            UnseenSpan(since=moment, until=moment, finding=text) for _ in range(count)
        ),
        holidays=text,
    )


def _set(press: Press, shown: Certificate) -> bytes:
    card = meeting_card(
        [
            Posting(1, Kind.NOTICE, 1, "", NOW, make_notice().canonical()),
            Posting(2, Kind.CERTIFICATE, 1, "", NOW, shown.canonical()),
        ]
    )
    version = find_certificate(card)
    assert version == Version(version=1, posted_at=clock.stamp(NOW), seq=2)
    origin = Origin(
        card=card,
        organization=Organization(name=shown.title, address="Folsom"),
        body=Body(slug="board", name="Board", kind="board"),
        version=version,
        base_url="https://meet.example",
    )
    paper = asdict(write_certificate(origin, version))
    return press.set("renditions/certificate.typ", paper, NOW).pdf


@pytest.mark.usefixtures("_in_words")
@given(text=TEXTS, count=st.sampled_from([0, 1, 3, 40]), is_whole=st.booleans())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_certificate_conforms(
    press: Press,
    text: str,
    count: int,
    is_whole: bool,  # noqa: FBT001
) -> None:
    check_pdf(_set(press, _make(text, count, is_whole_day=is_whole)))


@pytest.mark.usefixtures("_in_words")
def test_what_was_typed_stays_text_and_hashes_stay_whole(press: Press) -> None:
    shown = _make(HOSTILE, 2, skipped=("2026-12-05",))
    pdf = _set(press, shown)
    text = "".join("".join(read_pages(pdf)).split())
    assert "".join(HOSTILE.split()) in text
    assert "root:" not in text
    assert f"{1:064x}" in text
    told = read_certificate(shown)
    assert (
        told.rules[0]
        .texts[1]
        .endswith(
            f"Left out: Saturday, December 5, 2026. Holidays were counted by {HOSTILE}."
        )
    )
