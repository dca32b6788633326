"""The desk's lists and a meeting's page: what they say, cost, and never run."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, posting, schedule
from govapp.permissions import Role
from tests.accounts.people import open_account, sign_in
from tests.meetings.conftest import Make
from tests.meetings.test_minutes import begun, desk, held, read
from tests.pages import PageClient, parse_page, read_text
from tests.queries import count_queries

__all__ = ["begun", "desk", "held"]

POLYGLOT = "\"'><img src=x onerror=alert(1)></title></textarea><svg onload=x>{{7*7}}"
QUERIES = {"/desk/": 17, "/desk/meetings": 11}


def list_rows(html: str) -> list[str]:
    """Return each meeting of a page's lists as it reads."""
    rows = parse_page(html).iter("li")
    return [
        read_text(row) for row in rows if (row.get("class") or "").startswith("g-meet")
    ]


def test_an_empty_desk_says_what_to_do_first(secretary: PageClient) -> None:
    home = secretary.get("/desk/").text

    assert "No meeting lies ahead. Begin by scheduling one." in read_text(
        parse_page(home)
    )
    assert 'href="/desk/meetings/create"' in home
    assert "mails are written into a folder instead of being sent" in home
    assert (
        "No meeting has been held yet."
        in secretary.get("/desk/meetings?view=past").text
    )


def test_an_administrator_is_led_elsewhere(app: Flask, client: PageClient) -> None:
    open_account(app, "ada@example.org", roles=[(Role.ADMINISTRATOR, None)])
    sign_in(client, "ada@example.org")

    home = client.get("/desk/").text

    told = read_text(parse_page(home))
    assert "No body's meetings are kept from this account." in told
    assert "/desk/meetings/create" not in home


def test_the_home_page_says_what_is_missing(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    posted = make_meeting("2031-03-05T10:00", is_posted=True)
    make_meeting("2031-03-06T10:00", title="A draft")
    gone = make_meeting("2031-03-07T10:00", is_posted=True)
    with app.app_context():
        meeting = get_meeting(posted)
        agenda.add_item(SYSTEM, meeting, title="Budget", kind="decision")
        schedule.edit_meeting(
            SYSTEM, meeting, row_version=meeting.row_version, place="Elsewhere"
        )
        posting.cancel_meeting(SYSTEM, get_meeting(gone), reason="Storm")
        db.session.commit()

    first, second, draft = list_rows(secretary.get("/desk/").text)

    assert first.endswith(
        "No agenda posted yet. The notice has changes that are not posted. "
        "1 item has no document."
    )
    assert second.endswith("Cancelled Storm")
    assert "A draft" in draft
    assert draft.endswith("Draft Not in the calendar yet. No items yet.")


def test_minutes_to_write_lead_to_them(secretary: PageClient, begun: int) -> None:
    ahead = secretary.get("/desk/").text

    assert "Minutes to write" not in ahead  # it is more than a year ago
    assert (
        f'href="/desk/meetings/{begun}"'
        in secretary.get("/desk/meetings?view=past").text
    )


def test_the_list_is_filtered_by_body_and_time(
    secretary: PageClient, make_meeting: Make
) -> None:
    make_meeting("2031-03-05T10:00", is_posted=True, title="Ahead")
    make_meeting("2031-03-06T10:00", title="Drafted")
    make_meeting("2020-03-05T10:00", is_posted=True, title="Held")
    make_meeting("2031-03-07T10:00", is_posted=True, slugs=("audit",), title="Other")

    def titles(query: str) -> list[str]:
        page = parse_page(secretary.get(f"/desk/meetings{query}").text)
        return [read_text(heading) for heading in page.iter("h2")]

    assert titles("") == ["Ahead", "Drafted"]
    assert titles("?view=past") == ["Held"]
    assert titles("?view=drafts") == ["Drafted"]
    assert titles("?view=nonsense&body=audit&page=1") == ["Ahead", "Drafted"]
    assert secretary.get("/desk/meetings?page=99").status_code == 404


@pytest.mark.parametrize("count", [1, 10])
@pytest.mark.parametrize("path", QUERIES)
def test_lists_take_the_same_queries_for_any_number(
    app: Flask,
    secretary: PageClient,
    make_meeting: Make,
    count: int,
    path: str,
) -> None:
    for day in range(count):
        number = make_meeting(f"2031-03-{day + 1:02}T10:00", is_posted=True)
        with app.app_context():
            agenda.add_item(SYSTEM, get_meeting(number), title="Budget")
            db.session.commit()

    with count_queries(app) as asked:
        page = secretary.get(path).text

    assert len(list_rows(page)) == count
    assert len(asked) == QUERIES[path]


def test_a_meetings_page_shows_postings_and_who_did_what(
    secretary: PageClient, make_meeting: Make
) -> None:
    number = make_meeting(is_posted=True)
    base = f"/desk/meetings/{number}"
    secretary.submit(f"{base}/edit", place="Folsom")
    secretary.submit(f"{base}/notice", button="Post the changes")

    text = read_text(parse_page(secretary.get(base).text))

    assert "Meeting details changed, " in text
    assert "Entry 2 of the record" in text
    assert "Sue posted the notice: entry 2: notice version 2, revised" in text
    assert "Sue edited the details: place" in text
    assert "System scheduled it: Wednesday, March 5, 2031, 10:00 a.m. PST" in text
    assert "What everyone reads of when and where is what stands here." in text


def test_nothing_typed_is_run_on_any_page(
    app: Flask, secretary: PageClient, make_meeting: Make, begun: int
) -> None:
    texts = dict.fromkeys(
        ("title", "place", "directions", "join_details", "contact", "note"), POLYGLOT
    )
    draft = make_meeting("2031-03-05T10:00", **texts)
    posted = make_meeting("2031-03-06T10:00", is_posted=True, **texts)
    key = read(app, begun).sections[0].item_key
    pages = [
        "/desk/",
        "/desk/meetings",
        "/desk/meetings?view=drafts",
        f"/desk/meetings/{draft}/times",
        *(f"/desk/meetings/{draft}{page}" for page in ("", "/edit", "/notice")),
        f"/desk/meetings/{begun}/minutes/sections/{key}",
        "/meetings/2031-001",
        "/calendar?year=2031&month=3",
    ]
    for verb in ("reschedule", "postpone", "cancel"):
        path = f"/desk/meetings/{posted}/{verb}"
        values = {"date": "2031-03-09"} if verb == "reschedule" else {}
        refused = secretary.submit(path, seen="old", reason=POLYGLOT, **values)
        assert refused.status_code == 422
        done = secretary.submit(path, reason=POLYGLOT, **values)
        assert done.status_code == 303
        pages.append(f"/desk/meetings/{posted}")

    for path in pages:
        answer = secretary.get(path)

        assert answer.status_code == 200, path
        assert "<img src=x" not in answer.text, path
        assert "<svg onload" not in answer.text, path
        assert ">49<" not in answer.text, path
