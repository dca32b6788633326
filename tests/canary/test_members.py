"""What is closed or drafted changes no byte for those of other bodies, or of before."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from govapp.accounts.queries import get_user
from govapp.accounts.services import SYSTEM
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.services import posting
from govapp.portal.queries.books import get_book
from govapp.portal.services import own
from govapp.portal.services.guests import invite_guest
from tests.accounts.people import list_mails
from tests.canary.common import plant_common
from tests.canary.planting import plant_own
from tests.canary.proposals import plant_proposals
from tests.canary.readers import Readers, open_accounts
from tests.canary.site import Canaries, Site, build_public, find_site
from tests.canary.twins import close, open_twin
from tests.canary.walking import (
    FAR,
    Seen,
    keep,
    list_differences,
    list_known,
    list_leaks,
    look,
)

READERS = ("joint", "other", "former", "early", "late")
# These work at a desk; to all others every address of one is the same.
WORKERS = ("secretary", "author")
NUMBERS = ("2026-001", "2026-002", "2026-003", "2026-004")
# Who is asked, answered or invited is told so; nobody else hears of anything.
TOLD = {"mia", "early", "late"}
# Noon is not yet; ten past ten is over when everybody looks.
WINDOWS = {"early": ("12:00", "13:00"), "late": ("10:04", "10:06")}
# What belongs to the installation, and is at every desk.
COMMON = {"unposted body", "unposted person"}
# What members of the board read of what was planted; nothing else.
MINE = {
    "closed item's closed_title",
    "closed item's presenter",
    "closed item's description",
    "closed item's recommended_motion",
    "beneath closed",
    "closed file",
    "public file",
    "members file",
    "unposted item",
    "draft attendance",
    "draft preface",
    "draft closing",
    "draft section",
    "beneath counsel",
    "stated behind closed doors",
    "motion that stands behind closed doors",
    "closed preface",
    "closed closing",
    "closed section",
    "what is to be read",
    "why it is to be read",
    "as the staff put it",
    "answer about what is closed",
    "note",
}
# What is not even the board's secretary's to read.
NOBODYS = {
    "account", "account's name", "unposted organization", "note", "the desk's note",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.mark.timeout(900)  # everybody looks at two whole sites
def test_nothing_closed_changes_a_byte_for_others(
    clock: time_machine.Traveller, settings: Settings, tmp_path: Path
) -> None:
    canaries = Canaries()
    full = open_twin(settings)
    people = _build(full, canaries)
    bare, twins = people.part(full, settings, tmp_path / "twin")
    clock.shift(120)
    known = _plant_all(full, canaries, people.accounts["mia"])
    clock.shift(180)
    for door in (people, twins):
        door.walk("late")  # within the window; in one there is none
    clock.shift(180)
    known |= _check_insiders(people, twins, canaries, known)
    mine = {path for path in known if not path.startswith("/desk/")}
    for name in (*READERS, *WORKERS):
        seen = _walk(people, name)
        assert list_differences(seen, _walk(twins, name)) == [], name
        assert list_leaks(canaries, seen) <= COMMON, name
        tried = (known if name in WORKERS else mine) - {*seen}
        assert _list_told(people, twins, name, tried) == [], name
    for name in ("mia", *READERS, *WORKERS):
        letters = [list_mails(app, f"{name}@govapp.example") for app in (full, bare)]
        assert (letters[0] == letters[1]) == (name not in TOLD), name
    _check_kept(people, canaries)
    close(full)
    close(bare)


def _check_insiders(
    people: Readers, twins: Readers, canaries: Canaries, known: set[str]
) -> set[str]:
    """Check that whoever may read it does, and would be noticed; return what they know.

    That are the addresses of all that they are led to.
    """
    member, keeper = (_walk(people, name, known) for name in ("mia", "keeper"))
    assert list_leaks(canaries, member) == MINE
    hidden = {*canaries.places.values()} - list_leaks(canaries, keeper)
    assert {place for place in hidden if "drafted" not in place} == NOBODYS
    book = f"/my/meetings/{NUMBERS[0]}"
    assert book in list_differences(member, _walk(twins, "mia", known))
    return list_known({**member, **keeper})


def _check_kept(people: Readers, canaries: Canaries) -> None:
    """Check what is handed over to a device that would keep a book."""
    kept = {
        name: keep(people.clients[name], NUMBERS[0])
        for name in ("mia", "joint", "other")
    }
    assert [status for status, *_ in kept.values()] == [200, 200, 404]
    assert list_leaks(canaries, {"joint": kept["joint"]}) == set()
    assert list_leaks(canaries, {"mia": kept["mia"]}) >= {"note", "beneath closed"}


def _build(app: Flask, canaries: Canaries) -> Readers:
    """Build what both installations have, and let everybody look at it once."""
    with app.app_context():
        site = build_public(app)
        plant_common(site, canaries)
        people = open_accounts(site)
    people.sign_in(app)
    # The first look leaves its mark; at a desk that is the token of its forms alone.
    for name, client in people.clients.items():
        people.walk(name) if name in READERS else client.get("/account/")
    return people


def _plant_all(app: Flask, canaries: Canaries, member: int) -> set[str]:
    """Plant everything, post what is closed of it, and return what others may try."""
    with app.app_context():
        site = find_site(app)
        plant_own(site, canaries)
        plant_proposals(site, canaries)
        assert posting.post_agenda(SYSTEM, site.meeting, store=site.store) == 0
        db.session.commit()
        _plant_note(site, canaries, member)
        for name, (first, last) in WINDOWS.items():
            invite_guest(
                SYSTEM,
                site.meeting,
                email=f"{name}@govapp.example",
                name=name.title(),
                kind="counsel",
                item_keys=["*"],
                from_local=datetime.fromisoformat(f"2026-11-23T{first}"),
                until_local=datetime.fromisoformat(f"2026-11-23T{last}"),
            )
        db.session.commit()
        desk = f"/desk/meetings/{site.sitting.id}"
        papers = {f"/my{address}" for address in site.secret_addresses}
        return papers | {
            *site.secret_addresses,
            f"{desk}/closed-minutes",
            f"{desk}/room",
        }


def _plant_note(site: Site, canaries: Canaries, user_id: int) -> None:
    """Let a member write a note on what stands first in their book."""
    user = get_user(user_id)
    item = get_book(user, str(site.meeting.number)).items[0]
    token = canaries.put("note")
    own.write_note(
        user, site.meeting, item=item, label=item.title, quote=token, text=token
    )


def _walk(door: Readers, name: str, more: Iterable[str] = ()) -> Seen:
    """Let somebody look at all they find, and at every meeting that everyone knows."""
    books = [f"/my/meetings/{number}" for number in NUMBERS]
    return door.walk(name, [*more, *books, "/my/"])


def _list_told(
    people: Readers, twins: Readers, name: str, known: set[str]
) -> list[str]:
    """Return of what others know what tells somebody more than in a bare site."""
    client, twin = people.clients[name], twins.clients[name]
    missing = look(client, "/my/nothing-here")
    assert missing[0] == 404
    return sorted(
        path
        for path in known
        if not FAR.search(path)
        and (answer := look(client, path)) != missing
        and answer != look(twin, path)
    )
