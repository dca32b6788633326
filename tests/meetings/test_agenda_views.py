"""The agenda builder's pages, as a secretary uses them without script."""

import pytest
from flask import Flask

from tests.meetings.building import (
    add_items,
    attach,
    outline,
    press,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page, read_text
from tests.queries import count_queries


def test_an_empty_agenda_says_what_comes_next(
    secretary: PageClient, make_meeting: Make
) -> None:
    page = secretary.get(f"/desk/meetings/{make_meeting()}/agenda")
    assert "This agenda has no items yet. Add the first one below" in read_main(
        page.text
    )


def test_the_page_is_the_agenda_as_it_will_be_read(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    call, budget, _ = add_items(
        app, meeting_id, "Call to order", "Budget", "> Reserves", presenter="The chair"
    )
    (closed,) = add_items(
        app, meeting_id, "Counsel", kind="closed", closed_title="Doe v. Operator"
    )
    attach(app, meeting_id, "Memo.pdf", key=budget)
    attach(app, meeting_id, "Advice.pdf", key=closed)
    attach(app, meeting_id, "Roster.pdf", visibility="staff")
    html = secretary.get(f"/desk/meetings/{meeting_id}/agenda").text
    page = parse_page(html)
    rows = [
        read_text(line)
        for line in page.iter("div")
        if line.get("class") == "g-row__line"
    ]
    tools = "Edit {0} Move up {0} Move down {0} More {0} Add item beneath {0} "
    tools += "Add files {0} Move to… {0} Carry to… {0} Remove {0}"
    assert rows == [
        f"1 Call to order The chair {tools.format('Call to order')}",
        (
            "2 Budget The chair Memo (PDF, 1 KB) Public Being read "
            f"{tools.format('Budget')}"
        ),
        f"2.1 Reserves The chair {tools.format('Reserves')}",
        (
            "3 Counsel Closed No legal basis yet Not public: Doe v. Operator "
            f"Advice (PDF, 1 KB) Closed Being read {tools.format('Counsel')}"
        ),
    ]
    main = read_main(html)
    assert "Roster (PDF, 1 KB) Staff only Being read" in main
    assert "Agenda (now) 1 closed item has no legal basis." in main
    assert f'id="item-{call}"' in html
    assert len([form for form in page.iter("form") if form.get("id") == "moves"]) == 1


@pytest.mark.parametrize("count", [1, 10, 300])
def test_the_builder_costs_the_same_for_any_agenda(
    app: Flask, secretary: PageClient, make_meeting: Make, count: int
) -> None:
    meeting_id = make_meeting()
    titles = [f"{'> ' * (n % 3 > 0)}Item {n}" for n in range(count)]
    (key, *_) = add_items(app, meeting_id, *titles)
    for number in range(min(count, 10)):
        attach(app, meeting_id, f"{number}.pdf", key=key)
    with count_queries(app) as queries:
        assert secretary.get(f"/desk/meetings/{meeting_id}/agenda").status_code == 200
    assert len(queries) == 16


def test_quick_add_leads_back_into_the_field(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/agenda"
    for title, kind in (
        ("General session", "heading"),
        ("  Call \x07to  order", "other"),
    ):
        answer = secretary.submit(path, button="Add", title=title, kind=kind)
        assert (answer.status_code, answer.location) == (303, f"{path}#title")
    assert outline(app, meeting_id) == ["General session", "1 Call to order"]
    refused = secretary.submit(path, button="Add", title="   ", kind="decision")
    assert refused.status_code == 422
    assert "Title: Give the item a title." in read_main(refused.text)
    assert '<option selected value="decision">' in refused.text


def test_buttons_move_items_and_lead_to_their_row(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    a, b, c = add_items(app, meeting_id, "A", "B", "C")
    page, items = (
        f"/desk/meetings/{meeting_id}/agenda",
        f"/desk/meetings/{meeting_id}/items",
    )
    assert press(secretary, page, f"{items}/{c}/up") == f"{page}#item-{c}"
    assert outline(app, meeting_id) == ["1 A", "2 C", "3 B"]
    assert press(secretary, page, f"{items}/{a}/down") == f"{page}#item-{a}"
    assert outline(app, meeting_id) == ["1 C", "2 A", "3 B"]
    press(secretary, page, f"{items}/{c}/up")
    press(secretary, page, f"{items}/{b}/down")
    assert outline(app, meeting_id) == ["1 C", "2 A", "3 B"]


def test_a_button_pressed_twice_counts_once(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, _, c = add_items(app, meeting_id, "A", "B", "C")
    page = f"/desk/meetings/{meeting_id}/agenda"
    form = next(iter(parse_page(secretary.get(page).text).iter("form")))
    forms = parse_page(secretary.get(page).text).iter("form")
    form = next(form for form in forms if form.get("id") == "moves")
    sent = {i.get("name", ""): i.get("value", "") for i in form.iter("input")}
    address = f"/desk/meetings/{meeting_id}/items/{c}/up"
    led = {secretary.post(address, data=sent).location for _ in range(2)}
    assert led == {f"{page}#item-{c}"}
    assert outline(app, meeting_id) == ["1 A", "2 C", "3 B"]


def test_move_to_offers_every_place_but_its_own_inside(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, b, b1, c = add_items(app, meeting_id, "A", "B", "> B1", "C")
    path = f"/desk/meetings/{meeting_id}/items/{b}/move"
    page = parse_page(secretary.get(path).text)
    parents, places = (
        [read_text(option) for option in select.iter("option")]
        for select in page.iter("select")
    )
    assert parents == ["The agenda itself", "1 A", "3 C"]
    assert places == ["1, at the start", "2", "3", "At the end"]
    answer = secretary.submit(path, button="Move", parent=c, position="1")
    assert answer.location == f"/desk/meetings/{meeting_id}/agenda#item-{b}"
    assert outline(app, meeting_id) == ["1 A", "2 C", "2.1 B", "2.1.1 B1"]
    refused = secretary.submit(path, button="Move", parent=b1, position="1")
    assert refused.status_code == 422
    assert outline(app, meeting_id) == ["1 A", "2 C", "2.1 B", "2.1.1 B1"]


def test_an_item_is_added_beneath_and_removed_once_confirmed(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (a,) = add_items(app, meeting_id, "A")
    path = f"/desk/meetings/{meeting_id}/items/{a}"
    secretary.submit(f"{path}/add", button="Add", title="A1", kind="other")
    assert outline(app, meeting_id) == ["1 A", "1.1 A1"]
    asked = secretary.get(f"{path}/remove")
    assert "The item beneath it goes too: A1" in read_main(asked.text)
    assert outline(app, meeting_id) == ["1 A", "1.1 A1"]
    answer = secretary.submit(f"{path}/remove", button="Remove")
    assert answer.location == f"/desk/meetings/{meeting_id}/agenda"
    assert outline(app, meeting_id) == []
    assert secretary.get(f"{path}/edit").status_code == 404


def test_the_note_stands_above_the_agenda(
    secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/agenda"
    secretary.submit(f"{path}/note", button="Save", agenda_note="Speak up.")
    assert "Speak up." in read_main(secretary.get(path).text)


def test_only_agendas_one_may_edit_are_there_to_copy(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    own, target, other = (
        make_meeting("2030-03-05T10:00"),
        make_meeting(),
        make_meeting(slugs=("audit", "board")),
    )
    add_items(app, own, "Call to order", "Decisions")
    add_items(app, other, "Theirs", kind="closed", closed_title="Secret")
    path = f"/desk/meetings/{target}/agenda/copy"
    page = parse_page(secretary.get(path).text)
    assert [read_text(option) for option in page.iter("option")] == [
        "Tuesday, March 5, 2030: Board"
    ]
    refused = secretary.submit(path, button="Copy the items", source=str(other))
    assert refused.status_code == 422
    assert outline(app, target) == []
    copied = secretary.submit(path, button="Copy the items", source=str(own))
    assert copied.status_code == 303
    assert outline(app, target) == ["1 Call to order", "2 Decisions"]


def test_with_nothing_to_copy_the_page_says_so(
    secretary: PageClient, make_meeting: Make
) -> None:
    page = secretary.get(f"/desk/meetings/{make_meeting()}/agenda/copy")
    assert "There is no other agenda you may edit." in read_main(page.text)


def test_a_stranger_finds_nothing(
    app: Flask, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "A")
    file_id = attach(app, meeting_id, "Memo.pdf", key=key)
    base = f"/desk/meetings/{meeting_id}"
    missing = stranger.get("/desk/meetings/999/agenda").text
    for path in (
        "agenda", "agenda/copy", "agenda/note", "agenda/withdraw", "preview", "post",
        "files", f"items/{key}/edit", f"items/{key}/add", f"items/{key}/move",
        f"items/{key}/remove", f"items/{key}/files", f"files/{file_id}/edit",
        f"files/{file_id}/replace", f"files/{file_id}/remove",
        f"files/{file_id}/withdraw", f"files/{file_id}/v/1",
    ):  # fmt: skip
        answer = stranger.get(f"{base}/{path}")
        assert (answer.status_code, answer.text) == (404, missing), path


def test_an_item_is_found_on_its_own_meeting_alone(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    one, other = make_meeting(), make_meeting()
    (key,) = add_items(app, one, "A")
    assert secretary.get(f"/desk/meetings/{other}/items/{key}/edit").status_code == 404
