"""What is posted after secrets were made is, to the last byte, what it were without."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.committees import services as committees
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.services import agenda, matters, posting
from govapp.subscriptions import services as subscriptions
from tests.canary.crawl import crawl
from tests.canary.planting import plant
from tests.canary.proposals import plant_proposals
from tests.canary.site import (
    Canaries,
    attach,
    build_public,
    find_site,
    schedule_in_december,
)
from tests.canary.twins import close, copy_installation, open_twin, same_chance
from tests.canary.unpacking import read_mail, unpack
from tests.canary.walking import KEY, Seen, list_differences, list_leaks, look
from tests.renditions.making import work
from tests.subscriptions.following import follow, list_mails, run

AT_ONCE, DIGEST, ASKING = (
    f"{name}@govapp.example" for name in ("at-once", "digest", "asking")
)
LINK = re.compile(rb"http://localhost(/[^\s\"<>]+)")


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.mark.timeout(900)  # two whole sites are crawled
def test_what_is_posted_next_tells_nothing_of_what_is_not(
    clock: time_machine.Traveller, settings: Settings, tmp_path: Path
) -> None:
    canaries = Canaries()
    full = open_twin(settings)
    _build(full)
    run(full, settings)
    close(full)
    copied = copy_installation(settings, tmp_path / "twin")
    bare = open_twin(copied)
    clock.shift(60)
    _plant_all(full, canaries)
    clock.shift(60)
    for app in (full, bare):
        _go_on(app)
    clock.shift(timedelta(days=1))
    mails = [_list_mails(app, its) for app, its in ((full, settings), (bare, copied))]
    assert mails[0] == mails[1]
    seen, other = (_look(app, mails[0]) for app in (full, bare))
    assert list_differences(seen, other) == []
    assert list_leaks(canaries, seen) == set()
    followers = {path.split("/")[2] for path in seen if "/subscribe/" in path}
    assert followers >= {"confirm", "yours", "leave"}
    _check_that_it_would_notice(full, bare, canaries)
    close(full)
    close(bare)


def _build(app: Flask) -> None:
    with app.app_context():
        build_public(app)
    follow(app, AT_ONCE)
    follow(app, DIGEST, bodies=["panel"], pace="daily")
    with app.app_context():
        subscriptions.ask_to_follow(email=ASKING, bodies=["board"], topics=[])
        db.session.commit()


def _plant_all(app: Flask, canaries: Canaries) -> None:
    with app.app_context():
        site = find_site(app)
        plant(site, canaries)
        plant_proposals(site, canaries)
        assert posting.post_agenda(SYSTEM, site.meeting, store=site.store) == 0
        db.session.commit()


def _go_on(app: Flask) -> None:
    """Go on with public business: numbers, versions and entries follow each other.

    What is made anew gets the same random keys in either installation.
    """
    with app.app_context():
        site = find_site(app)
        panel = site.meeting.bodies[1]
        with same_chance("meeting"):
            meeting = schedule_in_december([panel], 28)
        with same_chance("items"):
            agenda.add_item(SYSTEM, site.meeting, title="More business")
            item = agenda.add_item(SYSTEM, meeting, title="New", kind="decision")
        with same_chance("paper"):
            attach(site.store, meeting, item, "New paper", "public")
        matters.open_matter_for(SYSTEM, item, title="New", kind="budget")
        posting.post_agenda(SYSTEM, site.meeting, store=site.store)
        posting.cancel_meeting(SYSTEM, site.held, reason="No quorum")
        posting.post_agenda(SYSTEM, meeting, store=site.store)
        db.session.commit()


def _check_that_it_would_notice(full: Flask, bare: Flask, canaries: Canaries) -> None:
    """Post one of the secrets after all, and look at its page again."""
    with full.app_context():
        committees.post_changes(SYSTEM, find_site(full).board)
        db.session.commit()
    path = "/committees/board"
    seen, other = ({path: look(app.test_client(), path)} for app in (full, bare))
    assert list_differences(seen, other) == [path]
    assert "unposted purpose" in list_leaks(canaries, seen)


def _list_mails(app: Flask, settings: Settings) -> list[bytes]:
    """Return all that followers, and who asked to be one, were sent.

    Each mail has an id of its own.
    """
    run(app, settings)
    return [
        KEY.sub(b"key", read_mail(mail))
        for address in (AT_ONCE, DIGEST, ASKING)
        for mail in list_mails(app, settings, address)
    ]


def _look(app: Flask, mails: list[bytes]) -> Seen:
    work(app)
    links = {link.decode() for mail in mails for link in LINK.findall(mail)}
    seen = {}
    for path, answer in crawl(app, sorted(links)).items():
        read = answer.data + unpack(answer.data)
        seen[path] = answer.status_code, sorted(answer.headers.items()), read
        answer.close()
    return seen
