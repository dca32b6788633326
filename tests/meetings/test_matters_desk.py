"""Matters at the desk: opened, edited, linked, posted and closed by their secretary."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.meetings.building import (
    add_items,
    hidden_fields,
    list_entries,
    post,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.meetings.matters import file_number, link, open_matter
from tests.pages import PageClient

DESK = "/desk/matters"
TODAY = "2031-02-03T12:00:00-08:00"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


def test_a_secretary_opens_posts_and_closes_a_matter(
    secretary: PageClient, client: PageClient, app: Flask
) -> None:
    assert "No matter is open." in read_main(secretary.get(DESK).text)
    opened = secretary.submit(
        f"{DESK}/create",
        title="Transmission plan",
        kind="initiative",
        initiative_url="https://example.org/plan",
        summary="<p>Ten <strong>years</strong> ahead.</p>",
    )
    page = opened.location
    shown = read_main(secretary.get(page).text)
    assert "Not posted yet" in shown
    assert "File number Given when it is posted" in shown
    assert client.get("/matters/2031-0001").status_code == 404
    preview = read_main(secretary.get(f"{page}/post").text)
    assert "Transmission plan" in preview
    assert "Ten years ahead." in preview
    assert secretary.submit(f"{page}/post").location == page
    assert "What the public sees: What is here" in read_main(secretary.get(page).text)
    public = client.get("/matters/2031-0001").text
    assert "<strong>years</strong>" in public
    assert 'href="https://example.org/plan"' in public
    assert list_entries(app) == ["matter matter:2031-0001 1"]


def test_a_secretary_closes_a_matter_and_opens_it_again(
    secretary: PageClient, client: PageClient, app: Flask
) -> None:
    matter_id = open_matter(app, "Transmission plan", is_posted=True)
    page = f"{DESK}/{matter_id}"
    secretary.submit(f"{page}/close", closing="Approved on February 3.")
    assert "Changed since it was posted" in read_main(secretary.get(page).text)
    assert "Approved on" not in client.get("/matters/2031-0001").text
    secretary.submit(f"{page}/post")
    assert "Closed Monday, February 3, 2031: Approved on February 3." in read_main(
        client.get("/matters/2031-0001").text
    )
    assert "No matter is open." in read_main(secretary.get(DESK).text)
    closed = read_main(secretary.get(f"{DESK}?view=closed").text)
    assert "2031-0001 Transmission plan" in closed
    secretary.submit(page, button="Open it again")
    assert "2031-0001 Transmission plan" in read_main(secretary.get(DESK).text)
    assert list_entries(app) == [
        "matter matter:2031-0001 1",
        "matter matter:2031-0001 2 revised",
    ]


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("title", "", "Give the matter a title."),
        ("initiative_url", "http://example.org", "begins with https://."),
        ("initiative_url", "javascript:x()", "begins with https://"),
        ("file_number", "a/b", "A file number is made of letters"),
        ("file_number", "Ord.7", "Another matter has this file number."),
    ],
)
def test_what_cannot_be_is_refused(
    secretary: PageClient, app: Flask, field: str, typed: str, told: str
) -> None:
    open_matter(app, "First", file_number="Ord.7")
    values = {"title": "Second", "kind": "other", field: typed}
    answer = secretary.submit(f"{DESK}/create", **values)
    assert answer.status_code == 422
    assert told in read_main(answer.text)


def test_two_secretaries_are_shown_both_texts(
    secretary: PageClient, deputy: PageClient, app: Flask
) -> None:
    page = f"{DESK}/{open_matter(app, 'Plan')}/edit"
    form = hidden_fields(secretary.get(page).text)
    deputy.submit(page, title="Their title", kind="budget")
    sent = {**form, "title": "My title", "kind": "initiative", "body_id": "1"}
    answer = secretary.post(page, data=sent)
    assert answer.status_code == 409
    shown = read_main(answer.text)
    assert "Somebody else saved this while you were writing." in shown
    assert "Their title" in shown
    assert "Budget" in shown


def test_a_form_sent_twice_counts_once(secretary: PageClient) -> None:
    form = hidden_fields(secretary.get(f"{DESK}/create").text)
    sent = {**form, "title": "Plan", "kind": "other", "body_id": "1"}
    first, second = (secretary.post(f"{DESK}/create", data=sent) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert read_main(secretary.get(DESK).text).count("Plan") == 1


def test_a_matter_of_another_desk_does_not_exist_here(
    secretary: PageClient, stranger: PageClient, app: Flask
) -> None:
    matter_id = open_matter(app, "Plan", is_posted=True)
    missing = stranger.get(f"{DESK}/999").data
    for path in ("", "/edit", "/close", "/post"):
        assert secretary.get(f"{DESK}/{matter_id}{path}").status_code == 200
        answer = stranger.get(f"{DESK}/{matter_id}{path}")
        assert answer.status_code == 404
        if not path:
            assert answer.data.replace(f"/{matter_id}".encode(), b"/999") == missing
    assert stranger.post(f"{DESK}/{matter_id}/reopen").status_code in {400, 404}
    assert "Plan" not in read_main(stranger.get(DESK).text)


def test_an_item_is_linked_to_a_matter_on_its_form(
    secretary: PageClient, client: PageClient, app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Decision on the plan")
    own = open_matter(app, "The plan")
    page = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    assert "New: The plan" in read_main(secretary.get(page).text)
    secretary.submit(page, matter_id=str(own))
    assert read_item(app, key).matter_id == own
    builder = read_main(secretary.get(f"/desk/meetings/{meeting_id}/agenda").text)
    assert "New matter: The plan" in builder
    asked = read_main(secretary.get(f"/desk/meetings/{meeting_id}/post").text)
    assert "These matters are posted with it: The plan" in asked
    preview = read_main(secretary.get(f"/desk/meetings/{meeting_id}/preview").text)
    assert "Matter 2031-0001: The plan" in preview
    secretary.submit(f"/desk/meetings/{meeting_id}/post", button="Post the agenda")
    assert file_number(app, own) == "2031-0001"
    shown = client.get("/meetings/2031-001").text
    assert 'href="/matters/2031-0001"' in shown
    assert "Matter 2031-0001: The plan" in read_main(shown)


def test_another_link_is_a_change_that_everyone_reads(
    secretary: PageClient, client: PageClient, app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Decision on the plan")
    link(app, meeting_id, key, open_matter(app, "The plan"))
    post(app, meeting_id)
    page = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    secretary.submit(page, matter_id="0")
    assert read_item(app, key).matter_id is None
    secretary.submit(f"/desk/meetings/{meeting_id}/post", button="Post the agenda")
    assert "2031-0001" not in read_main(client.get("/meetings/2031-001").text)
    assert "Item 1 reworded." in read_main(client.get("/meetings/2031-001").text)
    changes = read_main(client.get("/meetings/2031-001/agenda/changes").text)
    assert "Matter" in changes
    assert "Matter 2031-0001" in changes


def test_another_body_links_to_what_is_posted_alone(
    stranger: PageClient, app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting(slugs=("audit",))
    (key,) = add_items(app, meeting_id, "Opinion")
    posted = open_matter(app, "Posted plan", is_posted=True)
    hidden = open_matter(app, "Hidden plan")
    page = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    asked = stranger.get(page).text
    assert "2031-0001 Posted plan" in asked
    assert "Hidden plan" not in asked
    assert stranger.submit(page, matter_id=str(hidden)).status_code == 422
    assert read_item(app, key).matter_id is None
    assert stranger.submit(page, matter_id=str(posted)).status_code == 303
    builder = stranger.get(f"/desk/meetings/{meeting_id}/agenda").text
    assert 'href="/matters/2031-0001"' in builder


def test_another_body_is_offered_it_as_it_is_posted(
    secretary: PageClient, stranger: PageClient, app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting(slugs=("audit",))
    (key,) = add_items(app, meeting_id, "Opinion")
    matter_id = open_matter(app, "Posted plan", is_posted=True)
    page = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    offered = read_main(stranger.get(page).text)
    assert "2031-0001 Posted plan" in offered
    secretary.submit(f"{DESK}/{matter_id}/edit", title="Another plan")
    secretary.submit(f"{DESK}/{matter_id}/close", closing="Dropped.")
    assert read_main(stranger.get(page).text) == offered
    secretary.submit(f"{DESK}/{matter_id}/post")
    assert "2031-0001" not in read_main(stranger.get(page).text)


def test_a_closed_matter_is_offered_no_more_but_stays_on_its_item(
    secretary: PageClient, app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    first, second = add_items(app, meeting_id, "First", "Second")
    matter_id = open_matter(app, "The plan", is_posted=True)
    link(app, meeting_id, first, matter_id)
    secretary.submit(f"{DESK}/{matter_id}/close", closing="Done.")
    base = f"/desk/meetings/{meeting_id}/items"
    assert "The plan" in secretary.get(f"{base}/{first}/edit").text
    assert "The plan" not in secretary.get(f"{base}/{second}/edit").text
    secretary.submit(f"{base}/{first}/edit", title="First again")
    assert read_item(app, first).matter_id == matter_id


def test_a_matter_is_begun_from_an_item_in_one_step(
    secretary: PageClient, app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Transmission plan")
    base = f"/desk/meetings/{meeting_id}/items/{key}"
    assert f'href="{base}/matter"' in secretary.get(f"{base}/edit").text
    begun = secretary.submit(f"{base}/matter", kind="initiative")
    assert begun.location == f"/desk/meetings/{meeting_id}/agenda#item-{key}"
    matter_id = read_item(app, key).matter_id
    page = secretary.get(f"{DESK}/{matter_id}").text
    assert "Transmission plan" in read_main(page)
    assert "Transmission plan, Board, Mar 5, 2031 (draft)" in read_main(page)
    told = secretary.get(f"/desk/meetings/{meeting_id}/agenda").text
    assert "Matter begun from “Transmission plan”" in told
