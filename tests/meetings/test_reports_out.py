"""After a closed session a report is due, until it is posted or waived."""

from datetime import timedelta

from flask import Flask

from govapp import clock
from tests.meetings.building import add_items, list_entries, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient

DUE = "1 report out of closed session is due."


def _hold(app: Flask, make_meeting: Make, days: int = -3) -> tuple[int, str, str]:
    """Make a meeting with a closed item, posted; return its id, address and the key."""
    day = clock.now() + timedelta(days=days)
    meeting_id = make_meeting(f"{day:%Y-%m-%d}T10:00")
    (key,) = add_items(
        app, meeting_id, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    post(app, meeting_id)
    return meeting_id, f"/meetings/{day:%Y}-001", key


def test_a_report_is_due_until_everyone_can_read_it(
    app: Flask, secretary: PageClient, client: PageClient, make_meeting: Make
) -> None:
    meeting_id, public, key = _hold(app, make_meeting)
    desk = f"/desk/meetings/{meeting_id}"
    assert DUE in read_main(secretary.get(desk).text)
    home = read_main(secretary.get("/desk/").text)
    assert "Reports out of closed session" in home
    assert "Due" in read_main(secretary.get(f"{desk}/reports").text)
    refused = secretary.submit(f"{desk}/reports/{key}", text="  ")
    assert refused.status_code == 422
    told = "No reportable action was taken."
    answer = secretary.submit(f"{desk}/reports/{key}", text=told)
    assert answer.location == f"{desk}/reports"
    for address in (public, f"{public}/items/{key}"):
        page = read_main(client.get(address).text)
        assert "Reported out of closed session" in page
        assert told in page
    assert "Report out of closed session" in client.get("/postings.atom").text
    assert list_entries(app)[-1].startswith("report meeting:")
    assert DUE not in read_main(secretary.get(desk).text)
    assert "Reports out of closed session" not in read_main(
        secretary.get("/desk/").text
    )
    same = secretary.submit(f"{desk}/reports/{key}", text=told)
    assert "Nothing has changed since this report was posted." in read_main(same.text)
    secretary.submit(f"{desk}/reports/{key}", text="The claim was settled.")
    page = read_main(client.get(public).text)
    assert "The claim was settled." in page
    assert told not in page


def test_a_report_is_waived_with_a_reason_that_stays_at_the_desk(
    app: Flask, secretary: PageClient, client: PageClient, make_meeting: Make
) -> None:
    meeting_id, public, key = _hold(app, make_meeting)
    desk = f"/desk/meetings/{meeting_id}"
    before = list_entries(app)
    refused = secretary.submit(f"{desk}/reports/{key}/waive", reason=" ")
    assert refused.status_code == 422
    secretary.submit(f"{desk}/reports/{key}/waive", reason="The law asks for none.")
    assert DUE not in read_main(secretary.get(desk).text)
    assert "Waived" in read_main(secretary.get(f"{desk}/reports").text)
    assert list_entries(app) == before
    assert "The law asks for none." not in client.get(public).text


def test_nothing_is_due_before_the_meeting_nor_reported_of_it(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id, _, key = _hold(app, make_meeting, days=30)
    desk = f"/desk/meetings/{meeting_id}"
    assert DUE not in read_main(secretary.get(desk).text)
    refused = secretary.submit(f"{desk}/reports/{key}", text="Early")
    assert "This meeting has not been held" in read_main(refused.text)
    assert "Early" in refused.text


def test_a_stranger_finds_no_reports(
    app: Flask, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id, _, key = _hold(app, make_meeting)
    for path in ("reports", f"reports/{key}", f"reports/{key}/waive"):
        assert stranger.get(f"/desk/meetings/{meeting_id}/{path}").status_code == 404
