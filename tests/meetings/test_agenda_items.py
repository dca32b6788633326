"""What an item says is edited on its own page, by several at once if need be."""

from flask import Flask

from tests.meetings.building import add_items, read_item, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page


def test_everything_an_item_says_can_be_changed(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Counsel")
    answer = secretary.submit(
        f"/desk/meetings/{meeting_id}/items/{key}/edit",
        button="Save",
        title="Conference with counsel",
        kind="closed",
        is_action="y",
        presenter="General counsel",
        minutes_planned="30",
        description="First line\r\nSecond line",
        recommended_motion="Approve",
        legal_basis="Gov. Code 11126(e)",
        closed_title="Doe v. Operator",
        is_withdrawn="y",
    )
    assert answer.location == f"/desk/meetings/{meeting_id}/agenda#item-{key}"
    item = read_item(app, key)
    assert (item.title, item.kind, item.is_action, item.is_withdrawn) == (
        "Conference with counsel", "closed", True, True,
    )  # fmt: skip
    assert (item.presenter, item.minutes_planned) == ("General counsel", 30)
    assert item.description == "First line\nSecond line"
    assert (item.recommended_motion, item.legal_basis, item.closed_title) == (
        "Approve", "Gov. Code 11126(e)", "Doe v. Operator",
    )  # fmt: skip
    assert item.row_version == 2


def test_wrong_values_keep_what_was_typed(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "A")
    path = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    refused = secretary.submit(
        path, title=" ", minutes_planned="soon", presenter="Typed", kind="decision"
    )
    assert refused.status_code == 422
    assert 'value="Typed"' in refused.text
    assert 'value="soon"' in refused.text
    assert "Title: Give the item a title." in read_main(refused.text)
    assert read_item(app, key).title == "A"


def test_two_who_edit_the_same_item_both_keep_their_words(
    app: Flask, secretary: PageClient, deputy: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    path = f"/desk/meetings/{meeting_id}/items/{key}/edit"
    form = list(parse_page(deputy.get(path).text).iter("form"))[-1]
    typed = {i.get("name", ""): i.get("value", "") for i in form.iter("input")}
    typed |= {"title": "The budget of 2031", "kind": "decision"}
    typed = {name: typed[name] for name in typed if not name.startswith("is_")}
    assert secretary.submit(path, title="Budget, first reading").status_code == 303
    merging = deputy.post(path, data=typed)
    assert merging.status_code == 409
    main = read_main(merging.text)
    assert "Not saved yet. Somebody else saved this while you were writing." in main
    assert "Saved by someone else meanwhile:Budget, first reading" in main
    assert "Saved by someone else meanwhile:Other business" in main
    assert 'value="The budget of 2031"' in merging.text
    assert read_item(app, key).title == "Budget, first reading"
    again = list(parse_page(merging.text).iter("form"))[-1]
    hidden = {i.get("name", ""): i.get("value", "") for i in again.iter("input")}
    fresh = {name: hidden[name] for name in ("csrf_token", "row_version")}
    saved = deputy.post(path, data=typed | fresh | {"idempotency_key": "another"})
    assert saved.status_code == 303
    assert read_item(app, key).title == "The budget of 2031"
