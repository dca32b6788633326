"""Notes written on a kept book: taken over once, and beside what was written here."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govapp.portal.rules import Fate, decide_fate
from tests.accounts.people import read_token
from tests.meetings.building import read_main
from tests.pages import PageClient
from tests.portal.conftest import Seat
from tests.portal.papers import Papers
from tests.portal.test_kept import ask, keep
from tests.portal.test_notes import reword

CLIENT = "0b5a1d3e-6a52-4b0c-9d0f-3f1f7a7c0d01"
OTHER = "0b5a1d3e-6a52-4b0c-9d0f-3f1f7a7c0d02"
AT = "2024-03-05T10:00:00.000Z"
BESIDE = "Written without a network, while the note was changed elsewhere"


class Device:
    """A device that keeps a book, and what it sends."""

    def __init__(self, client: PageClient, papers: Papers) -> None:
        self.client, self.papers = client, papers
        self.book = keep(client, papers)
        self.address = f"{papers.book}/kept-notes"
        self.headers = {"X-Kept": self.book["token"], "X-CSRFToken": read_token(client)}

    def send(self, *notes: dict[str, Any], status: int = 200) -> list[dict[str, Any]]:
        """Send notes; return what is answered of each."""
        answer = self.client.post(
            self.address, json={"notes": notes}, headers=self.headers
        )
        assert answer.status_code == status
        return list((answer.json or {"notes": []})["notes"]) if status == 200 else []

    def write(self, text: str, **more: Any) -> dict[str, Any]:
        """Return a note on the open item as it was kept."""
        item = self.book["items"][self.papers.open]["item"]
        note = {"client": CLIENT, "key": self.papers.open, "item": item, "at": AT}
        return note | {"text": text, "quote": ""} | more

    def read(self) -> str:
        """Return what the page of all notes says."""
        return read_main(self.client.get(f"{self.papers.book}/notes").text)


@pytest.fixture
def device(papers: Papers, member: PageClient) -> Device:
    """Return a member's device."""
    return Device(member, papers)


def test_a_note_is_taken_over_once(device: Device) -> None:
    note = device.write("Vote yes", quote="a passage")
    taken = [{"client": CLIENT, "id": 1, "version": 1, "is_beside": False}]
    assert device.send(note) == taken
    assert device.send(note) == taken
    page = device.read()
    assert page.count("Vote yes") == 1
    assert "1 Budget a passage Vote yes Mar 5, 2024, 2:00 a.m. PST" in page


def test_what_is_written_again_before_it_is_told_is_the_same_note(
    device: Device,
) -> None:
    device.send(device.write("Vote yes"))
    (taken,) = device.send(device.write("Vote no"))
    assert taken == {"client": CLIENT, "id": 1, "version": 2, "is_beside": False}
    assert "Vote yes" not in device.read()


def test_a_change_and_a_removal_follow_the_version(device: Device) -> None:
    device.send(device.write("Vote yes"))
    (taken,) = device.send(device.write("Vote no", id=1, version=1))
    assert taken["version"] == 2
    removal = device.write("", id=1, version=2, removed=True)
    assert device.send(removal) == [{"client": CLIENT, "is_beside": False}]
    assert device.send(removal) == [{"client": CLIENT, "is_beside": False}]
    assert "You have no notes" in device.read()


def test_two_sides_that_wrote_keep_both_texts(
    device: Device, member: PageClient
) -> None:
    member.submit(f"{device.papers.item(device.papers.open)}/note", text="First")
    member.submit("/my/notes/1", button="Save", text="Changed here")
    late = device.write("Changed there", id=1, version=1)
    (taken,) = device.send(late)
    assert taken == {"client": CLIENT, "id": 2, "version": 1, "is_beside": True}
    assert device.send(late) == [taken]
    page = device.read()
    assert page.count("Changed here") == page.count("Changed there") == 1
    assert page.count(BESIDE) == 1
    assert BESIDE in member.get(f"{device.papers.book}/notes.txt").text
    member.submit("/my/notes/2", button="Save", text="Both")
    assert BESIDE not in device.read()


def test_what_was_changed_here_outlasts_a_removal_there(
    device: Device, member: PageClient
) -> None:
    member.submit(f"{device.papers.item(device.papers.open)}/note", text="First")
    member.submit("/my/notes/1", button="Save", text="Changed here")
    (taken,) = device.send(device.write("", id=1, version=1, removed=True))
    assert taken == {"client": CLIENT, "id": 1, "version": 2, "is_beside": False}
    assert "Changed here" in device.read()


def test_what_was_changed_there_outlasts_a_removal_here(
    device: Device, member: PageClient
) -> None:
    member.submit(f"{device.papers.item(device.papers.open)}/note", text="First")
    member.submit("/my/notes/1", button="Remove the note")
    device.send(device.write("Changed there", id=1, version=1))
    assert "Changed there" in device.read()


def test_a_note_on_the_version_before_is_flagged(app: Flask, device: Device) -> None:
    reword(app, device.papers, device.papers.open, description="Another text")
    gone = device.write("On what is gone", client=OTHER, key="nowhere", label="9 Old")
    device.send(device.write("Vote yes"), gone)
    page = device.read()
    assert "1 Budget The item changed since you wrote this Vote yes" in page
    assert "9 Old The item is no longer on the agenda On what is gone" in page


def test_a_passage_that_may_be_read_no_longer_is_neither_given_nor_lost(
    device: Device, member: PageClient
) -> None:
    item = device.papers.item(device.papers.closed)
    member.submit(f"{item}/note", text="First", quote="a closed passage")
    member.submit(f"{item}/conflict", kind="recusal", statement="Shares")
    given = member.get(device.address, headers=device.headers).json or {}
    assert given["notes"][0]["quote"] is None
    device.send(device.write("Changed there", id=1, version=1, quote=None))
    assert "a closed passage" not in device.read()
    member.submit(f"{item}/conflict", kind="", statement="")
    page = device.read()
    assert "a closed passage Changed there" in page


def test_a_clock_that_is_ahead_is_not_believed(device: Device) -> None:
    device.send(device.write("Vote yes", at="2099-01-01T00:00:00Z"))
    assert "2099" not in device.read()


def test_a_device_learns_what_was_noted_elsewhere(
    client: PageClient, device: Device, member: PageClient
) -> None:
    before = device.book["noted"]
    member.submit(f"{device.papers.item(device.papers.open)}/note", text="Vote yes")
    (permit,) = ask(client, device.book["token"])
    assert permit["noted"] != before
    given = member.get(device.address, headers=device.headers).json or {}
    (note,) = given["notes"]
    assert (note["text"], note["version"], note["flags"]) == ("Vote yes", 1, [])
    assert member.get(device.address).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"text": "x" * 20_001},
        {"client": "1"},
        {"at": "2026-11-01T10:00:00"},
        {"item": "abc"},
        {"version": -1},
        {"more": "x"},
        {"text": "\ud800"},
    ],
)
def test_what_is_no_note_is_refused(device: Device, wrong: dict[str, Any]) -> None:
    device.send(device.write("Vote yes"), device.write("x") | wrong, status=400)
    assert "You have no notes" in device.read()


def test_control_characters_are_left_out(device: Device) -> None:
    device.send(device.write("Vote\x00 yes\r\nor no"))
    assert "Vote yes or no" in device.read()


def test_nobody_else_sends_or_is_given_notes(
    papers: Papers, device: Device, seat: Seat
) -> None:
    device.send(device.write("Vote yes"))
    ben = Device(seat("board", "Ben"), papers)
    # Another's number is another's note: what is written upon it is one's own.
    (taken,) = ben.send(ben.write("Mine", client=OTHER, id=1, version=1))
    assert taken["id"] == 2
    ben.headers["X-Kept"] = device.book["token"]
    missing = ben.client.get("/my/nothing-here").data
    answer = ben.client.get(ben.address, headers=ben.headers)
    assert (answer.status_code, answer.data) == (404, missing)
    ben.send(ben.write("Vote no", id=1, version=1), status=404)
    assert "Vote yes" in device.read()
    device.headers.pop("X-CSRFToken")
    device.send(device.write("Forged"), status=400)


@given(
    is_known=st.booleans(),
    is_removed=st.booleans(),
    is_same=st.booleans(),
    is_current=st.booleans(),
)
def test_nothing_that_was_written_is_lost(
    *, is_known: bool, is_removed: bool, is_same: bool, is_current: bool
) -> None:
    fate = decide_fate(
        is_known=is_known, is_removed=is_removed, is_same=is_same, is_current=is_current
    )
    written_there = not is_removed and not (is_known and is_same)
    assert (fate in {Fate.NEW, Fate.REWORD, Fate.BESIDE}) == written_there
    changed_here = is_known and not is_current
    assert not (changed_here and fate in {Fate.REWORD, Fate.REMOVE})
