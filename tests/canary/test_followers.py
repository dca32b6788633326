"""Followers hear nothing that was not posted for everyone, and nobody hears of them."""

import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.app import create_app
from govapp.audit.models import AuditLine
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.services import agenda, posting
from govapp.record.models import RecordEntry
from tests.canary.crawl import crawl
from tests.canary.planting import plant
from tests.canary.site import Canaries, build_public
from tests.canary.unpacking import read_mail, unpack
from tests.renditions.making import work
from tests.subscriptions.following import follow, list_told, run

FOLLOWER = "canary-follower@govapp.example"


def test_no_mail_holds_what_is_closed_and_no_page_a_follower(
    app: Flask, settings: Settings
) -> None:
    canaries = Canaries()
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False) as clock:
        follow(app, FOLLOWER)
        with app.app_context():
            site = build_public(app)
            plant(site, canaries)
            # A public change besides: the mail tells of that alone.
            agenda.add_item(SYSTEM, site.meeting, title="Late business")
            posting.post_agenda(SYSTEM, site.meeting, store=site.store)
            posting.cancel_meeting(SYSTEM, site.meeting, reason="No quorum")
            db.session.commit()
        clock.shift(301)
        run(app, settings)
        told = list_told(app, settings, FOLLOWER)
        assert len(told) == 1
        read = read_mail(told[0])
        assert b"Meeting cancelled" in read
        leaks = [
            place for token, place in canaries.places.items() if token.encode() in read
        ]
        assert leaks == []
        work(app)
        _check_nobody_hears(settings)


def _check_nobody_hears(settings: Settings) -> None:
    """Look for the follower in all pages, the record and the trail."""
    fresh = create_app(settings)
    for path, answer in crawl(fresh, []).items():
        seen = str(answer.headers).encode() + answer.data + unpack(answer.data)
        answer.close()
        assert b"canary-follower" not in seen.lower(), path
    with fresh.app_context():
        entries = db.session.scalars(select(RecordEntry.content)).all()
        lines = db.session.execute(select(AuditLine.subject, AuditLine.detail)).all()
        for engine in db.engines.values():
            engine.dispose()
    assert "canary-follower" not in f"{entries}{lines}".lower()
