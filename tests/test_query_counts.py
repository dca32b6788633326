"""A public page asks the database as often for a thousand meetings as for one."""

import pytest
from flask import Flask

from govapp.database import db
from govapp.record import services
from govapp.record.legistar_rows import guid_of
from govapp.record.shapes.base import BodyRef, Frozen, Kind
from govapp.record.shapes.matters import Matter, MatterRef
from govapp.record.shapes.meetings import Agenda, Item, Minutes, Notice
from govapp.record.shapes.notices import Certificate
from govapp.web.prefixes import is_private
from tests.exchange.posted import (
    make_file,
    make_notice,
    post_bodies,
    post_organization,
)
from tests.queries import count_queries
from tests.record.sitting import ANA, make_motion, make_round, make_sitting

FIRST, EVENT = "2026-001", 202600001
UUID = guid_of(f"meeting:uid-{FIRST}").lower()
# One of so many meetings has votes.
VOTED = 5
# An address of every public endpoint, with meetings on as much of it as there can be.
ADDRESSES = {
    "site_public.home": "/",
    "site_public.description": "/opensearch.xml",
    "site_public.search": "/search?q=first",
    "site_pages.about": "/about",
    "site_pages.accessibility": "/accessibility",
    "site_pages.contact": "/contact",
    "site_pages.robots": "/robots.txt",
    "site_pages.sitemap": "/sitemap.xml",
    "committees_public.index": "/committees",
    "committees_public.detail": "/committees/board",
    "committees_public.members": "/committees/board/members",
    "committees_public.votes": "/committees/board/votes",
    "committees_public.current_agenda": "/committees/board/current-agenda",
    "people_public.detail": "/people/ana",
    "meetings_public.calendar": "/calendar?year=2026",
    "meetings_public.archive": "/meetings",
    "meetings_public.posted": "/posted",
    "meetings_public.detail": f"/meetings/{FIRST}",
    "sittings_public.live": f"/meetings/{FIRST}/live",
    "notices_public.certificate": f"/meetings/{FIRST}/certificate",
    "notices_public.timeliness": "/committees/board/timeliness?year=2026",
    "meetings_public.agenda": f"/meetings/{FIRST}/agenda/v/1",
    "meetings_public.changes": f"/meetings/{FIRST}/agenda/changes",
    "meetings_public.item": f"/meetings/{FIRST}/items/first",
    "meetings_public.matters": "/matters",
    "meetings_public.matter": f"/matters/{FIRST}",
    "meetings_public.minutes": f"/meetings/{FIRST}/minutes",
    "meetings_public.minutes_version": f"/meetings/{FIRST}/minutes/v/1",
    "documents_public.newest": "/documents/paper1/paper.pdf",
    "documents_public.version": "/documents/paper1/v/1/paper.pdf",
    "renditions_public.agenda": f"/meetings/{FIRST}/agenda.pdf",
    "renditions_public.agenda_version": f"/meetings/{FIRST}/agenda/v/1/agenda.pdf",
    "renditions_public.certificate": f"/meetings/{FIRST}/certificate.pdf",
    "renditions_public.documents": f"/meetings/{FIRST}/documents.zip",
    "renditions_public.minutes": f"/meetings/{FIRST}/minutes.pdf",
    "renditions_public.minutes_version": f"/meetings/{FIRST}/minutes/v/1/minutes.pdf",
    "renditions_public.packet": f"/meetings/{FIRST}/packet.pdf",
    "renditions_public.word": f"/meetings/{FIRST}/agenda.docx",
    "subscriptions.follow": "/subscribe",
    "subscriptions.done": "/subscribe/asked",
    "exchange_public.calendar": "/calendar.ics",
    "exchange_public.add": f"/calendar/add?body=board&meeting={FIRST}",
    "exchange_public.body_calendar": "/committees/board/calendar.ics",
    "exchange_public.embed": "/embed/board",
    "exchange_public.embedding": "/committees/board/embed",
    "exchange_public.meeting": f"/meetings/{FIRST}/meeting.ics",
    "exchange_public.postings": "/postings.atom",
    "exchange_public.person_votes": "/people/ana/votes.csv",
    "exchange_public.body_votes": "/committees/board/votes.csv?year=2026",
    "exchange_public.body_timeliness": "/committees/board/timeliness.csv?year=2026",
    "exchange_public.body_postings": "/committees/board/postings.atom",
    "exchange_api.index": "/api/v1",
    "exchange_api.objects": "/api/v1/items?body=board&limit=1",
    "exchange_api.one": f"/api/v1/meetings/{FIRST}",
    "exchange_api_pages.about": "/api",
    "exchange_api_pages.document": "/api/openapi.json",
    "exchange_legistar.api": "/api/legistar/v1/city/events?$top=5",
    "exchange_ocd.index": "/api/ocd/",
    "exchange_ocd.objects": "/api/ocd/bills?per_page=20",
    "exchange_ocd.one": f"/api/ocd/ocd-event/{UUID}",
    "exchange_insite.page": f"/api/legistar/insite/MeetingDetail.aspx?ID={EVENT}",
    "exchange_oparl.system": "/api/oparl/system",
    "exchange_oparl.bodies": "/api/oparl/bodies",
    "exchange_oparl.body": "/api/oparl/body",
    "exchange_oparl.objects": "/api/oparl/body/paper?limit=20",
    "exchange_oparl.of_organization": "/api/oparl/organization/board/meeting",
    "exchange_oparl.one": f"/api/oparl/agendaitem/{FIRST}/first",
    "proof_public.index": "/record",
    "proof_public.entry": "/record/6",
    "proof_public.content": "/record/content/6",
    "proof_public.checkpoint": "/record/checkpoint",
    "proof_public.checkpoint_at": "/record/checkpoint/6",
    "proof_public.consistency": "/record/consistency?from=2",
    "proof_public.key": "/record/key",
    "proof_public.entries": "/record/entries",
    "proof_public.entry_proof": "/record/proof/6",
    "proof_public.agenda_proof": f"/meetings/{FIRST}/agenda/v/1/proof",
    "proof_public.document_proof": "/documents/paper1/v/1/proof",
}
# These show no meeting, or take in what is sent, or there is just one part of them; a
# member's own calendar is counted in tests/portal.
OTHERS = {
    "tokens_api.post_agenda",
    "tokens_api.post_file",
    "tokens_api.put_agenda",
    "portal_feed.calendar",
    "proof_public.timestamp",
    "subscriptions.ask",
    "subscriptions.confirm",
    "subscriptions.leave",
    "subscriptions.yours",
    "proof_public.verifier",
    "proof_public.verify_page",
    "site_health.live",
    "site_health.ready",
    "site_pages.sitemap_part",
}


def make_certificate(notice: Notice) -> Certificate:
    """Return a certificate of a meeting of which nothing else is said."""
    return Certificate(
        number=notice.number,
        title=notice.title,
        bodies=notice.bodies,
        start_local=notice.start_local,
        start_at=notice.start_at,
        time_zone=notice.time_zone,
    )


def _post(number: int) -> None:
    """Post a meeting, the first one with a later version and with minutes."""
    name = f"2026-{number:03d}"
    day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    subject = f"meeting:{name}"
    notice = make_notice(name, start_local=f"{day}T10:00", end_local="")
    # All meetings take up the first matter; more than a page of others is enough.
    item = Item(
        key="first",
        number="1",
        title="First",
        matter=MatterRef(file_number=FIRST, title="Matter"),
        files=(make_file(id=f"memo{number}"),),
    )
    matter = Matter(
        file_number=name,
        title=f"Matter {number}",
        kind="budget",
        body=BodyRef(slug="board", name="Board"),
    )
    if number <= 60:
        services.append(kind=Kind.MATTER, subject=f"matter:{name}", content=matter)
    paper = make_file(id=f"paper{number}")
    postings: list[tuple[Kind, Frozen, int]] = [
        (Kind.NOTICE, notice, 1),
        (Kind.AGENDA, Agenda(items=(item,), files=(paper,)), 1),
    ]
    if number % VOTED == 1:
        motion = make_motion("m1", make_round(yes=(ANA,)))
        postings.append((Kind.SITTING, make_sitting(motion), 1))
    if name == FIRST:
        later = Agenda(items=(item,), files=(paper,), note="Note")
        postings += [
            (Kind.AGENDA, later, 2),
            (Kind.MINUTES, Minutes(state="proposed"), 1),
            (Kind.CERTIFICATE, make_certificate(notice), 1),
        ]
    for kind, content, version in postings:
        services.append(kind=kind, subject=subject, content=content, version=version)


def _count(app: Flask) -> dict[str, int]:
    """Return how many queries each address asks, the page cache knowing none."""
    client, counts = app.test_client(), {}
    for endpoint, address in ADDRESSES.items():
        with count_queries(app) as asked, client.get(address) as answer:
            assert answer.status_code in {200, 302, 503}, address
        counts[endpoint] = len(asked)
    return counts


@pytest.mark.timeout(900)  # a thousand meetings are posted
def test_queries_do_not_grow_with_the_meetings(app: Flask) -> None:
    post_organization(app)
    post_bodies(app)
    found, posted = [], 0
    for total in (1, 10, 1000):
        with app.app_context():
            for number in range(posted + 1, total + 1):
                _post(number)
            db.session.commit()
        posted = total
        found.append(_count(app))
    assert found[0] == found[1] == found[2]
    assert max(found[0].values()) <= 6


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_no_public_endpoint_is_left_out(app: Flask) -> None:
    public = {
        rule.endpoint for rule in app.url_map.iter_rules() if not is_private(rule.rule)
    }
    assert public == ADDRESSES.keys() | OTHERS
