"""The consent block: pulling an item from it, and putting it back."""

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.queries import agendas, changes
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, consent, drafts, undo
from govapp.record.shapes.meetings import Pull
from tests.meetings.building import (
    add_items,
    attach,
    hidden_fields,
    list_files,
    outline,
    post,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient


def _make_block(app: Flask, meeting_id: int) -> list[str]:
    """Make "1 Call", "2 Consent" with three children, "3 Decision"; return the keys."""
    first, block, *_ = add_items(app, meeting_id, "Call", "Consent")
    with app.app_context():
        item = agendas.get_item(meeting_id, block)
        agenda.edit_item(SYSTEM, item, row_version=1, kind="consent")
        meeting = item.meeting
        children = [
            agenda.add_item(SYSTEM, meeting, title=title, parent=item).key
            for title in ("Contract", "Grant", "Lease")
        ]
        last = agenda.add_item(SYSTEM, meeting, title="Decision").key
        db.session.commit()
    return [first, block, *children, last]


BEFORE = ["1 Call", "2 Consent", "2.1 Contract", "2.2 Grant", "2.3 Lease", "3 Decision"]


def test_a_pulled_item_follows_the_block_with_all_that_is_its_own(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, _, contract, grant, _, _ = _make_block(app, meeting_id)
    attach(app, meeting_id, "Memo.pdf", key=grant)
    item_id = read_item(app, grant).id
    path = f"/desk/meetings/{meeting_id}/items/{grant}"
    menu = secretary.get(f"/desk/meetings/{meeting_id}/agenda").text
    assert f'href="{path}/pull"' in menu
    assert f'href="{path}/put-back"' not in menu
    answer = secretary.submit(
        f"{path}/pull",
        button="Pull from consent",
        pulled_by="Governor Lee",
        pull_reason="The amount is open.",
    )
    assert answer.location == f"/desk/meetings/{meeting_id}/agenda#item-{grant}"
    page = secretary.get(f"/desk/meetings/{meeting_id}/agenda").text
    told = "Pulled from the consent calendar by Governor Lee: The amount is open."
    assert told in read_main(page)
    assert f'href="{path}/put-back"' in page
    assert outline(app, meeting_id) == [
        "1 Call", "2 Consent", "2.1 Contract", "2.3 Lease", "2.2 Grant", "3 Decision",
    ]  # fmt: skip
    assert list_files(app, meeting_id) == [("Memo", "public", item_id)]
    assert told in read_main(secretary.get(f"/desk/meetings/{meeting_id}/preview").text)
    secretary.submit(
        f"/desk/meetings/{meeting_id}/items/{contract}/pull", pulled_by="Staff"
    )
    assert outline(app, meeting_id)[2:5] == ["2.3 Lease", "2.1 Contract", "2.2 Grant"]
    for key in (grant, contract):
        secretary.submit(
            f"/desk/meetings/{meeting_id}/items/{key}/put-back", button="Put back"
        )
    assert outline(app, meeting_id) == BEFORE
    assert "Pulled" not in read_main(
        secretary.get(f"/desk/meetings/{meeting_id}/preview").text
    )


def test_it_is_posted_as_pulled_and_as_put_back(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, block, _, grant, _, _ = _make_block(app, meeting_id)
    post(app, meeting_id)
    with app.app_context():
        item = agendas.get_item(meeting_id, grant)
        consent.pull_item(SYSTEM, item, pulled_by="Governor Lee", pull_reason="Why.")
        db.session.commit()
    post(app, meeting_id)
    told = "Pulled from the consent calendar by Governor Lee: Why."
    page = read_main(client.get("/meetings/2031-001").text)
    assert "Item 2.2 pulled from consent." in page
    assert told in page
    assert told in read_main(client.get(f"/meetings/2031-001/items/{grant}").text)
    for view in ("", "?view=side"):
        changed = read_main(client.get(f"/meetings/2031-001/agenda/changes{view}").text)
        assert "Pulled from consent" in changed
    assert _posted_pull(app, meeting_id, grant) == Pull(
        block=block, by="Governor Lee", reason="Why."
    )
    with app.app_context():
        consent.put_back(SYSTEM, agendas.get_item(meeting_id, grant))
        db.session.commit()
    post(app, meeting_id)
    page = read_main(client.get("/meetings/2031-001").text)
    assert "Item 2.2 put back into consent." in page
    assert "Pulled from the consent calendar" not in page
    assert client.get("/postings.atom").text.count("Put back into consent") == 1


def _posted_pull(app: Flask, meeting_id: int, key: str) -> Pull | None:
    with app.app_context():
        card = drafts.posted_card(get_meeting(meeting_id))
        assert card
        assert card.agenda
        return next(each.pulled for each in card.agenda.walk() if each.key == key)


def test_only_what_stands_in_a_consent_block_is_pulled(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    keys = add_items(app, meeting_id, "Decision", "> Part")
    for key in keys:
        refused = secretary.submit(
            f"/desk/meetings/{meeting_id}/items/{key}/pull", pulled_by="Staff"
        )
        assert refused.status_code == 422
        assert (
            "Only what stands in a consent block can be pulled: this item does not."
            in read_main(refused.text)
        )
        assert 'value="Staff"' in refused.text
    assert outline(app, meeting_id) == ["1 Decision", "1.1 Part"]
    refused = secretary.submit(
        f"/desk/meetings/{meeting_id}/items/{keys[0]}/put-back", button="Put back"
    )
    assert "This item was not pulled from a consent block." in read_main(refused.text)
    assert hidden_fields(refused.text)


def test_who_pulled_it_must_be_said(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    grant = _make_block(app, meeting_id)[3]
    path = f"/desk/meetings/{meeting_id}/items/{grant}/pull"
    refused = secretary.submit(path, pulled_by="  ", pull_reason="Kept")
    assert refused.status_code == 422
    assert "Pulled by: Say who pulled it." in read_main(refused.text)
    assert "Kept" in refused.text


def test_moving_it_home_is_putting_it_back(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    _, block, _, grant, _, _ = _make_block(app, meeting_id)
    with app.app_context():
        item = agendas.get_item(meeting_id, grant)
        consent.pull_item(SYSTEM, item, pulled_by="Staff")
        home = agendas.get_item(meeting_id, block)
        agenda.move_item(SYSTEM, item, parent=home, position=0)
        db.session.commit()
    assert outline(app, meeting_id)[2:5] == ["2.1 Grant", "2.2 Contract", "2.3 Lease"]
    assert read_item(app, grant).pulled_by == ""


def test_without_its_block_it_stays_where_it_stands(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    _, block, _, grant, _, _ = _make_block(app, meeting_id)
    with app.app_context():
        item = agendas.get_item(meeting_id, grant)
        consent.pull_item(SYSTEM, item, pulled_by="Staff")
        agenda.remove_item(SYSTEM, agendas.get_item(meeting_id, block))
        with pytest.raises(RuleError, match="no longer on the agenda"):
            consent.put_back(SYSTEM, agendas.get_item(meeting_id, grant))
        db.session.commit()
    assert outline(app, meeting_id) == ["1 Call", "2 Grant", "3 Decision"]
    assert read_item(app, grant).pulled_by == "Staff"


def test_a_pull_can_be_undone(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    grant = _make_block(app, meeting_id)[3]
    with app.app_context():
        meeting = get_meeting(meeting_id)
        item = agendas.get_item(meeting_id, grant)
        consent.pull_item(SYSTEM, item, pulled_by="Staff")
        undo.undo_change(SYSTEM, changes.list_changes(meeting, 1)[0])
        db.session.commit()
    assert outline(app, meeting_id) == BEFORE
    assert read_item(app, grant).pulled_by == ""
