"""The recording of a meeting, and where in it each item begins."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import AgendaItem
from govapp.meetings.published import get_card
from govapp.meetings.queries.agendas import list_items
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules.recordings import (
    jump,
    place_items,
    read_place,
    write_place,
)
from govapp.meetings.services import posting
from govapp.meetings.services.appending import append
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Mark, Recording
from govapp.record.shapes.sittings import Taken
from tests.meetings.conftest import Make
from tests.meetings.test_minutes import held
from tests.pages import PageClient, parse_page, read_text
from tests.record.sitting import make_sitting

__all__ = ["held"]

VIDEO = "https://video.example.org/2024-03-05.mp4"


@given(st.integers(0, 99 * 3600 + 3599))
def test_a_place_reads_as_it_is_written(seconds: int) -> None:
    assert read_place(write_place(seconds)) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("", None), ("7", 7), ("2:05", 125), ("1:02:03", 3723), (" 0:00:00 ", 0)],
)
def test_places(text: str, seconds: int | None) -> None:
    assert read_place(text) == seconds


@pytest.mark.parametrize("text", ["x", "1:60", "1:60:00", "1:2:3:4", "-1", "٣"])
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="such as 1:02:03"):
        read_place(text)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (VIDEO, f"{VIDEO}#t=75"),
        ("https://www.youtube.com/watch?v=a", "https://www.youtube.com/watch?v=a&t=75"),
        ("https://youtu.be/a", "https://youtu.be/a?t=75"),
        (
            "https://city.granicus.com/player/clip/9",
            "https://city.granicus.com/player/clip/9?starttime=75",
        ),
        ("https://notyoutube.com/a", "https://notyoutube.com/a#t=75"),
    ],
)
def test_each_player_is_asked_in_its_own_way(url: str, expected: str) -> None:
    assert jump(url, 75) == expected


def test_what_was_typed_counts_before_what_was_recorded_in_the_room() -> None:
    taken = [
        Taken(item="a", at="2024-03-05T18:00:10Z"),
        Taken(item="b", at="2024-03-05T18:10:00Z"),
        Taken(item="b", at="2024-03-05T19:00:00Z"),
        Taken(item="early", at="2024-03-05T17:00:00Z"),
    ]
    typed = {"a": 12, "b": None, "early": None, "never": None}

    marks = place_items(typed, taken, "2024-03-05T18:00:00.000Z")

    assert marks == (Mark(key="a", seconds=12), Mark(key="b", seconds=600))
    assert place_items(typed, taken, "") == (Mark(key="a", seconds=12),)


@pytest.fixture
def items(app: Flask, held: int) -> list[AgendaItem]:
    """Return the items of a meeting whose agenda was posted and which sat."""
    with app.app_context():
        meeting = get_meeting(held)
        posting.post_agenda(SYSTEM, meeting, store=app.extensions["govapp.files"])
        found = list(list_items(meeting))
        taken = (Taken(item=found[1].key, at="2024-03-05T18:20:00Z"),)
        append(SYSTEM, meeting, Kind.SITTING, make_sitting(taken=taken))
        db.session.commit()
    return found


def read_words(client: PageClient, path: str) -> str:
    return read_text(parse_page(client.get(path).text))


def test_a_recording_is_linked_with_the_place_of_each_item(
    app: Flask, secretary: PageClient, held: int, items: list[AgendaItem]
) -> None:
    desk = f"/desk/meetings/{held}/recording"
    assert desk in secretary.get(f"/desk/meetings/{held}").text

    answer = secretary.submit(
        desk, url=VIDEO, label="Video", begins="10:00", **{"places-0-place": "0:30"}
    )

    assert answer.status_code == 303
    assert f"{VIDEO}#t=1200" in secretary.get("/meetings/2024-001").text
    words = read_words(secretary, "/meetings/2024-001")
    assert "Recording from 0:00:30 1 Call to order" in words
    assert "Recording from 0:20:00 2 Budget" in words
    item = f"/meetings/2024-001/items/{items[1].key}"
    assert "Recording from 0:20:00" in read_words(secretary, item)

    secretary.submit(desk, url="", note="Taken down for captions.")
    assert VIDEO not in secretary.get("/meetings/2024-001").text
    with app.app_context():
        card = get_card("2024-001")
    assert card.recording == Recording(
        label="Video",
        starts_at="2024-03-05T18:00:00.000Z",
        note="Taken down for captions.",
    )
    assert card.lines[-1].label == "removed"


@pytest.mark.usefixtures("items")
@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"url": "javascript:alert(1)"}, "Give a web address that begins with"),
        ({"url": VIDEO, "places-0-place": "noon"}, "Give a place such as 1:02:03"),
        ({}, "Nothing has changed since this was posted."),
    ],
)
def test_bad_input_is_told_and_nothing_posted(
    app: Flask, secretary: PageClient, held: int, values: dict[str, str], told: str
) -> None:
    refused = secretary.submit(f"/desk/meetings/{held}/recording", **values)

    assert refused.status_code == 422
    assert told in refused.text
    with app.app_context():
        assert get_card("2024-001").recording is None


@pytest.mark.usefixtures("items")
def test_two_secretaries_do_not_undo_each_other(
    secretary: PageClient, held: int
) -> None:
    desk = f"/desk/meetings/{held}/recording"
    secretary.submit(desk, url=VIDEO)

    stale = secretary.submit(desk, url="https://other.example.org/", row_version="0")

    assert stale.status_code == 409
    assert VIDEO in stale.text


def test_a_meeting_ahead_has_no_recording(
    secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True)

    refused = secretary.submit(f"/desk/meetings/{number}/recording", url=VIDEO)

    assert refused.status_code == 422
    assert "This meeting has not been held" in refused.text
