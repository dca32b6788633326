"""A long agenda is built page by page, and no item is out of reach."""

import re

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.rules.numbering import Place, number_tree
from govapp.meetings.rules.pages import ROWS, Shown, count_pages, cut, page_of
from govapp.meetings.services import agenda, outline
from govapp.meetings.services.drafts import get_draft
from tests.meetings.building import (
    add_items,
    attach,
    post,
    press,
    read_main,
)
from tests.meetings.building import (
    outline as read_outline,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page

# The parent of each item, as how many items before it that one stands.
TREES = st.lists(st.integers(0, 4), max_size=4 * ROWS)


@given(steps=TREES)
def test_the_pages_show_each_item_once(steps: list[int]) -> None:
    parents = {
        n: n - step if step and n >= step else None for n, step in enumerate(steps)
    }
    tree = number_tree(list(parents), lambda item: Place(item, parents[item], item))
    order = [node.item for top in tree for node in top.walk()]
    seen: list[int] = []
    for page in range(1, count_pages(len(order)) + 1):
        rows = [row for top in cut(tree, page) for row in top.walk()]
        own = [row for row in rows if not row.is_context]
        assert len(own) <= ROWS
        assert {page_of(order.index(row.node.item)) for row in own} <= {page}
        above = {parents[row.node.item] for row in rows} - {None}
        assert above <= {row.node.item for row in rows}
        assert {row.node.item for row in rows if row.is_context} <= above
        seen += [row.node.item for row in own]
    assert seen == order


def test_each_row_knows_its_place_in_the_whole_list() -> None:
    tree = number_tree(
        list(range(ROWS + 3)), lambda item: Place(item, 0 if item else None, item)
    )
    (top,) = cut(tree, 2)
    assert (top.is_context, top.is_first, top.is_last) == (True, True, True)
    assert [(row.node.number, row.place, row.is_last) for row in top.children] == [
        (f"1.{ROWS}", ROWS - 1, False),
        (f"1.{ROWS + 1}", ROWS, False),
        (f"1.{ROWS + 2}", ROWS + 1, True),
    ]
    assert isinstance(top, Shown)


def test_a_long_agenda_has_pages(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    titles = [f"{'> ' * (n > 0)}Item {n}" for n in range(2 * ROWS + 5)]
    keys = add_items(app, meeting_id, *titles)
    attach(app, meeting_id, "Memo.pdf", key=keys[0])
    path = f"/desk/meetings/{meeting_id}/agenda"
    found = []
    for number in (1, 2, 3):
        page = parse_page(secretary.get(f"{path}?page={number}").text)
        rows = [li.get("data-key") for li in page.iter("li") if li.get("data-key")]
        lists = [ol for ol in page.iter("ol") if ol.get("data-sortable") == keys[0]]
        assert lists[0].get("data-before", "0") == str(max(0, (number - 1) * ROWS - 1))
        assert rows[0] == keys[0]
        found += rows[number > 1 :]
    assert found == keys
    # What is not there leads to the first page; a file is named where its item stands.
    assert "Memo (PDF" in read_main(secretary.get(f"{path}?page=9").text)
    assert "Memo (PDF" not in read_main(secretary.get(f"{path}?page=2").text)


def test_buttons_and_new_items_lead_to_their_own_page(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    keys = add_items(app, meeting_id, *[f"Item {n}" for n in range(ROWS + 1)])
    path = f"/desk/meetings/{meeting_id}/agenda"
    led = press(secretary, path, f"/desk/meetings/{meeting_id}/items/{keys[-1]}/up")
    assert led == f"{path}?at={keys[-1]}#item-{keys[-1]}"
    assert f'id="item-{keys[-1]}"' in secretary.get(led).text
    assert read_outline(app, meeting_id)[-2:] == [f"25 Item {ROWS}", "26 Item 24"]
    added = secretary.submit(path, button="Add", title="Last", kind="other")
    assert re.fullmatch(rf"{path}\?at=\w+#title", added.location)
    assert "Last" in secretary.get(added.location).text


def test_the_builder_tells_changes_as_posting_does(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    key, _ = add_items(app, meeting_id, "A", "B")
    attach(app, meeting_id, "Memo.pdf", key=key)
    with app.app_context():
        assert outline.get_outline(get_meeting(meeting_id)).is_changed
    post(app, meeting_id)
    attach(app, meeting_id, "Own.pdf", visibility="staff")
    with app.app_context():
        meeting = get_meeting(meeting_id)

        def is_changed() -> bool:
            found = outline.get_outline(meeting).is_changed
            assert found is get_draft(meeting).is_changed
            return found

        assert not is_changed()
        item = get_draft(meeting).nodes[0].item
        agenda.move_item_by(SYSTEM, item, steps=1)
        assert is_changed()
        agenda.move_item_by(SYSTEM, item, steps=-1)
        assert not is_changed()
        # What was posted before such hashes were kept is compared in full.
        meeting.outline_sha256 = ""
        assert not is_changed()
        agenda.edit_item(SYSTEM, item, row_version=item.row_version, title="C")
        assert is_changed()
        assert outline.get_outline(meeting).posted_version == 1
        db.session.rollback()
