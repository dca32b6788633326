"""What is closed goes to the body's closed log, and the public log knows nothing."""

import time_machine
from flask import Flask
from sqlalchemy import select

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.meetings.queries import agendas
from govapp.meetings.queries.meetings import get_meeting
from govapp.meetings.services import agenda, appending
from govapp.record.models import RecordEntry
from govapp.record.shapes.closed import MembersAgenda
from tests.meetings.building import add_items, attach, post, read_main
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page

AT = "2030-11-23T18:00:00Z"


def _entries(app: Flask, log: str) -> list[tuple[object, ...]]:
    with app.app_context():
        columns = select(
            RecordEntry.seq,
            RecordEntry.subject,
            RecordEntry.version,
            RecordEntry.posted_at,
            RecordEntry.content,
            RecordEntry.leaf_hash,
        )
        rows = db.session.execute(
            columns.where(RecordEntry.log == log).order_by(RecordEntry.seq)
        )
        return [tuple(row) for row in rows]


def _build(app: Flask, meeting_id: int) -> list[str]:
    keys = add_items(app, meeting_id, "Call")
    keys += add_items(
        app, meeting_id, "Counsel", kind="closed", legal_basis="Gov. Code 11126(e)"
    )
    return keys


def _add_secrets(app: Flask, meeting_id: int, key: str) -> None:
    with app.app_context():
        item = agendas.get_item(meeting_id, key)
        agenda.edit_item(
            SYSTEM, item, row_version=item.row_version, closed_title="Doe v. Operator"
        )
        agenda.add_item(SYSTEM, item.meeting, title="Settlement", parent=item)
        db.session.commit()
    attach(app, meeting_id, "Advice.pdf", key=key, visibility="closed")
    attach(app, meeting_id, "Own notes.pdf", key=key, visibility="staff")


def test_closed_papers_are_posted_for_members_alone(
    app: Flask, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    key = _build(app, meeting_id)[1]
    _add_secrets(app, meeting_id, key)
    assert post(app, meeting_id) == 2
    ((seq, subject, version, _, content, _),) = _entries(app, "closed:board")
    assert (seq, subject, version) == (1, "meeting:2031-001", 1)
    closed = MembersAgenda.read(str(content)).items[1]
    assert (closed.title, closed.closed_title) == ("Counsel", "Doe v. Operator")
    assert [item.title for item in closed.items] == ["Settlement"]
    assert [file.label for file in closed.files] == ["Advice"]
    public = str(_entries(app, "public"))
    assert not any(secret in public for secret in ("Doe", "Settlement", "Advice"))


def test_the_public_log_is_the_same_with_and_without_what_is_closed(
    app: Flask, make_meeting: Make
) -> None:
    """Sequence, versions, times and bytes: whatever the closed log has."""
    logs: list[list[tuple[object, ...]]] = []
    for has_secrets in (False, True):
        with time_machine.travel(AT, tick=False):
            meeting_id = make_meeting()
            key = _build(app, meeting_id)[1]
            post(app, meeting_id)
            if has_secrets:
                _add_secrets(app, meeting_id, key)
                assert post(app, meeting_id) == 0
            add_items(app, meeting_id, "More")
            post(app, meeting_id)
        subject = f"meeting:2031-00{len(logs) + 1}"
        found = [row for row in _entries(app, "public") if row[1] == subject]
        logs.append([(row[2], row[3], len(str(row[4]))) for row in found])
    assert logs[0] == logs[1]
    assert [row[0] for row in _entries(app, "public")] == [1, 2, 3, 4, 5, 6]
    assert len(_entries(app, "closed:board")) == 5


def test_nothing_inside_makes_no_closed_log(app: Flask, make_meeting: Make) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Call")
    attach(app, meeting_id, "Own notes.pdf", visibility="staff")
    post(app, meeting_id)
    assert _entries(app, "closed:board") == []


def test_a_closed_item_without_a_basis_is_posted_nowhere(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Counsel", kind="closed")
    page = read_main(secretary.get(f"/desk/meetings/{meeting_id}/post").text)
    assert (
        "A closed item needs its legal basis before it can be posted: 1 Counsel" in page
    )
    edit = secretary.get(f"/desk/meetings/{meeting_id}/items/{key}/edit").text
    options = [
        option.get("value", "")
        for each in parse_page(edit).iter("datalist")
        for option in each.iter("option")
    ]
    assert "Conference with counsel on litigation" in options
    assert 'list="bases"' in edit


def test_the_post_page_posts_what_is_closed_alone(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    key = _build(app, meeting_id)[1]
    post(app, meeting_id)
    _add_secrets(app, meeting_id, key)
    path = f"/desk/meetings/{meeting_id}/post"
    assert "the closed log of Board" in read_main(secretary.get(path).text)
    assert secretary.submit(path, button="Post the agenda").status_code == 303
    assert len(_entries(app, "closed:board")) == 2
    assert len(_entries(app, "public")) == 2
    assert "Nothing has changed since" in read_main(secretary.get(path).text)
    with app.app_context():
        meeting = get_meeting(meeting_id)
        assert (meeting.agenda_version, meeting.members_version) == (1, 2)
        assert appending.subject(meeting) == "meeting:2031-001"


def test_each_audience_has_its_preview(
    app: Flask, secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    call, key = _build(app, meeting_id)
    _add_secrets(app, meeting_id, key)
    attach(app, meeting_id, "Brief.pdf", key=call, visibility="members")
    path = f"/desk/meetings/{meeting_id}/preview"
    inside = ("Doe v. Operator", "Settlement", "Advice")

    def agenda_of(address: str) -> str:
        page = parse_page(secretary.get(address).text)
        (part,) = [each for each in page.iter("section") if each.get("id") == "agenda"]
        return "".join(part.itertext())

    public = agenda_of(path)
    assert not any(secret in public for secret in (*inside, "Brief", "Own notes"))
    member = agenda_of(f"{path}/member")
    assert all(secret in member for secret in (*inside, "Brief"))
    assert "Own notes" not in member
    recused = agenda_of(f"{path}/recused/{key}")
    assert not any(secret in recused for secret in inside)
    assert "Brief" in recused
    label = read_main(secretary.get(f"{path}/recused/{key}").text)
    assert "Preview as a recused member: not posted." in label
    assert secretary.get(f"{path}/recused/{call}").status_code == 404
    for address in (f"{path}/member", f"{path}/recused/{key}"):
        assert stranger.get(address).status_code == 404
