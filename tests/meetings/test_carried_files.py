"""Files that stand on several meetings: each page leads to its own version."""

import io

import pytest
from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.errors import RuleError
from govapp.meetings.models import Attachment
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import (
    agenda,
    files,
    posting,
)
from tests.documents.samples import PDF
from tests.meetings.building import (
    add_items,
    attach,
    list_files,
    post,
)
from tests.meetings.conftest import Make
from tests.meetings.test_carrying import carry
from tests.meetings.test_undo import STORE
from tests.pages import PageClient


def _publish_at_two(app: Flask, make_meeting: Make) -> tuple[int, int, str]:
    """Post a file at two meetings, at the second in a newer version; return all three.

    These are the meetings' ids and the document's key.
    """
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    (key,) = add_items(app, old, "Budget")
    attach(app, old, "Memo.pdf", key=key)
    post(app, old)
    carry(app, old, key, new)
    with app.app_context():
        (file,) = agendas.list_attachments(get_meeting(new))
        files.replace_file(
            SYSTEM,
            file,
            store=app.extensions["govapp.files"],
            file=io.BytesIO(PDF + b"newer"),
            filename="Memo.pdf",
        )
        document = file.document.key
        db.session.commit()
    post(app, new)
    return old, new, document


def test_each_page_of_a_file_of_two_meetings_leads_to_its_own_version(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    old, _, document = _publish_at_two(app, make_meeting)
    newest = f"/documents/{document}/Memo.pdf"
    first = f"/documents/{document}/v/1/Memo.pdf"
    assert f'href="{first}"' in client.get("/meetings/2031-001").text
    assert f'href="{newest}"' in client.get("/meetings/2031-002").text
    assert client.get(newest).data.endswith(b"newer")
    assert not client.get(first).data.endswith(b"newer")
    with app.app_context():
        posting.withdraw_agenda(SYSTEM, get_meeting(old), reason="In error")
        db.session.commit()
    assert client.get(first).status_code == 410
    assert client.get(newest).status_code == 200


def test_a_file_withdrawn_at_one_meeting_is_withdrawn_at_all(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    old, _, document = _publish_at_two(app, make_meeting)
    with app.app_context():
        (file,) = agendas.list_attachments(get_meeting(old))
        posting.withdraw_file(SYSTEM, file, reason="Private data")
        db.session.commit()
    for version in ("", "v/1/", "v/2/"):
        gone = client.get(f"/documents/{document}/{version}Memo.pdf")
        assert gone.status_code == 410, version
    for number in ("2031-001", "2031-002"):
        assert "Private data" in client.get(f"/meetings/{number}").text


def test_a_version_that_two_meetings_publish_stays_while_one_does(
    app: Flask, client: PageClient, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00")
    (key,) = add_items(app, old, "Budget")
    attach(app, old, "Memo.pdf", key=key)
    post(app, old)
    carry(app, old, key, new)
    post(app, new)
    with app.app_context():
        (file,) = agendas.list_attachments(get_meeting(new))
        address = f"/documents/{file.document.key}/v/1/Memo.pdf"
        posting.withdraw_agenda(SYSTEM, get_meeting(old), reason="In error")
        db.session.commit()
    assert client.get(address).status_code == 200
    with app.app_context():
        posting.withdraw_agenda(SYSTEM, get_meeting(new), reason="In error")
        db.session.commit()
    assert client.get(address).status_code == 410


def _relabel(file: Attachment, visibility: str) -> None:
    files.edit_file(
        SYSTEM,
        file,
        row_version=file.row_version,
        label="Memorandum",
        visibility=visibility,
        item=file.item,
    )


def test_a_file_that_came_from_another_body_is_its_own_to_change(
    app: Flask, make_meeting: Make
) -> None:
    old, new = make_meeting(), make_meeting("2031-04-02T10:00", slugs=("audit",))
    (key,) = add_items(app, old, "Budget")
    attach(app, old, "Memo.pdf", key=key)
    carried = carry(app, old, key, new)
    post(app, new)
    with app.app_context():
        (file,) = agendas.list_attachments(get_meeting(new))
        with pytest.raises(RuleError, match="came from another body"):
            _relabel(file, "staff")
        with pytest.raises(RuleError, match="came from another body"):
            posting.withdraw_file(SYSTEM, file, reason="No")
        with pytest.raises(RuleError, match="came from another body"):
            files.replace_file(
                SYSTEM, file, store=STORE, file=io.BytesIO(PDF), filename="Memo.pdf"
            )
        _relabel(file, "public")
        agenda.remove_item(SYSTEM, agendas.get_item(new, carried))
        db.session.commit()
    assert list_files(app, new) == []
    assert [seen for _, seen, _ in list_files(app, old)] == ["public"]
