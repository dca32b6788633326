"""What is closed to whoever is recused changes no byte for them, whatever they read."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from govapp.accounts import services as accounts
from govapp.accounts.queries import get_user
from govapp.accounts.services import SYSTEM
from govapp.asking.services.questions import answer_question, ask_question
from govapp.committees import services as committees
from govapp.committees.models import Person
from govapp.committees.queries import get_person
from govapp.config import Settings
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.services import agenda, minutes, posting
from govapp.portal.queries.books import get_book
from govapp.portal.services import declaring, own
from govapp.portal.services.guests import invite_guest
from tests.accounts.people import list_mails
from tests.canary.planting import plant_inside
from tests.canary.readers import Readers, open_account
from tests.canary.site import Canaries, Site, act, attach, build_public, find_site
from tests.canary.twins import close, open_twin, same_chance
from tests.canary.walking import (
    keep,
    list_differences,
    list_known,
    list_leaks,
)

# What the site keeps from other members too.
NOBODYS = {"closed matter", "question as it was asked"}
PAGES = ("/search?q=can*", "/packet.pdf", "/notes", "/closed-minutes", "/minutes", "")
# The last is looked at first, when what is new is still new.
START = (
    *(
        f"/my/meetings/2026-00{number}{page}"
        for page in PAGES
        for number in (4, 3, 2, 1)
    ),
    "/my/",
)
COUNSEL = "2 Conference with counsel"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel("2026-11-23T18:00:00Z", tick=False) as traveller:
        yield traveller


@pytest.mark.timeout(600)  # two people look at two whole books, twice
def test_nothing_closed_changes_a_byte_for_whoever_is_recused(
    clock: time_machine.Traveller, settings: Settings, tmp_path: Path
) -> None:
    canaries = Canaries()
    full = open_twin(settings)
    people = _build(full)
    bare, twins = people.part(full, settings, tmp_path / "twin")
    clock.shift(60)
    _plant_closed(full, canaries, people.accounts["mia"])
    clock.shift(60)
    _compare(people, twins, canaries)
    clock.shift(60)
    _go_on(full, canaries)
    _go_on(bare, Canaries())
    clock.shift(60)
    _compare(people, twins, canaries)
    for name, is_told in (("recused", False), ("mia", True)):
        letters = [list_mails(app, f"{name}@govapp.example") for app in (full, bare)]
        assert (letters[0] != letters[1]) is is_told
    close(full)
    close(bare)


def _build(app: Flask) -> Readers:
    """Build what both installations have: one of two members is recused, twice."""
    people = Readers()
    with app.app_context():
        site = build_public(app)
        recused = get_person("demo-member")
        mia = committees.add_person(SYSTEM, name="Mia")
        committees.appoint_member(SYSTEM, site.board, person=mia, start_on="2020-01-01")
        _open_account(people, "recused", recused)
        _open_account(people, "mia", mia)
        declaring.declare_conflict(
            SYSTEM,
            site.meeting,
            person=recused,
            item_key=site.closed.key,
            label=COUNSEL,
            kind="recusal",
            statement="A cousin",
        )
        (counsel,) = agendas.list_items(site.sitting)
        act(
            site.sitting, "conflict", person=recused.slug, item=counsel.key,
            kind="recusal", statement="A cousin",
        )  # fmt: skip
        db.session.commit()
    people.sign_in(app)
    for name in people.clients:
        people.walk(name, START)  # the first look leaves its mark
    return people


def _open_account(people: Readers, name: str, person: Person) -> None:
    user = open_account(name)
    accounts.link_person(SYSTEM, user=user, person_id=person.id, name=person.name)
    people.accounts[name] = user.id


def _plant_closed(app: Flask, canaries: Canaries, member: int) -> None:
    """Put tokens in all that is behind the closed items, and post it to members."""
    with app.app_context():
        site = find_site(app)
        plant_inside(site, canaries)
        assert posting.post_agenda(SYSTEM, site.meeting, store=site.store) == 0
        _plant_answer(site, canaries)
        (counsel,) = agendas.list_items(site.sitting)
        title = canaries.put("inside the sitting")
        inside = agenda.add_item(SYSTEM, site.sitting, parent=counsel, title=title)
        act(site.sitting, "take_up", item=inside.key)
        invite_guest(
            SYSTEM,
            site.meeting,
            email="guest@govapp.example",
            name="Gil",
            kind="counsel",
            item_keys=["*"],
            from_local=datetime.fromisoformat("2026-11-23T09:00"),
            until_local=datetime.fromisoformat("2026-11-24T09:00"),
        )
        db.session.commit()
        user = get_user(member)
        items = get_book(user, str(site.meeting.number)).items
        item = next(each for each in items if each.key == site.closed.key)
        text = canaries.put("another's note")
        own.write_note(
            user, site.meeting, item=item, label=COUNSEL, quote="", text=text
        )
        db.session.commit()


def _plant_answer(site: Site, canaries: Canaries) -> None:
    asked = ask_question(
        SYSTEM,
        site.meeting,
        person=get_person("mia"),
        item_key=site.closed.key,
        label=COUNSEL,
        is_closed=True,
        text=canaries.put("question as it was asked"),
    )
    answer_question(
        SYSTEM,
        asked,
        row_version=asked.row_version,
        wording=canaries.put("question"),
        answer=canaries.put("answer"),
    )


def _go_on(app: Flask, canaries: Canaries) -> None:
    """Write minutes of the closed session, and revise the agenda, in either alike."""
    with app.app_context(), same_chance("going on"):
        site = find_site(app)
        written = minutes.begin_minutes(SYSTEM, site.sitting, is_closed=True)
        minutes.edit_minutes(
            SYSTEM, written, row_version=written.row_version,
            preface="<p>Those who were there</p>", closing="<p>The end</p>",
        )  # fmt: skip
        for section in written.sections:
            text = f"<p>{canaries.put('section')}</p>"
            minutes.edit_section(
                SYSTEM, section, row_version=section.row_version, text=text
            )
        minutes.propose_minutes(SYSTEM, written)
        attach(site.store, site.meeting, site.public, "For members", "members")
        agenda.add_item(
            SYSTEM, site.meeting, title="Late", late_basis="emergency", late_reason="-"
        )
        assert posting.post_agenda(SYSTEM, site.meeting, store=site.store)
        db.session.commit()


def _compare(people: Readers, twins: Readers, canaries: Canaries) -> None:
    """Let the recused look at all that they or the other member know."""
    member = people.walk("mia", START)
    told = list_differences(member, twins.walk("mia", START))
    assert "/my/meetings/2026-001" in told
    known = [*sorted(list_known(member)), *START]
    seen, bare = (door.walk("recused", known) for door in (people, twins))
    assert seen[people.calendars["recused"]][0] == 200
    assert list_differences(seen, bare) == []
    assert list_leaks(canaries, seen) == set()
    # The other one reads all the rest, so that it would be noticed.
    missed = {*canaries.places.values()} - list_leaks(canaries, member)
    assert missed <= NOBODYS | {"inside the sitting"}
    for door in (people, twins):
        handed = keep(door.clients["recused"], "2026-001")
        assert handed[0] == 200
        assert list_leaks(canaries, {"kept": handed}) == set()
