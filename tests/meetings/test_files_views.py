"""Files at the desk: several at once, each kept or refused for itself."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests.documents.samples import PDF, PNG
from tests.meetings.building import (
    add_items,
    attach,
    hidden_fields,
    list_files,
    post,
    press,
    read_item,
    read_main,
)
from tests.meetings.conftest import Make
from tests.pages import PageClient, parse_page
from tests.queries import count_queries

Upload = tuple[io.BytesIO, str]


def upload(name: str, content: bytes = PDF) -> Upload:
    return io.BytesIO(content), name


def test_several_files_come_in_at_once(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    path = f"/desk/meetings/{meeting_id}/items/{key}/files"
    assert "No files here yet." in read_main(secretary.get(path).text)
    files = [upload("Memo.pdf"), upload("Plan.png", PNG)]
    answer = secretary.submit(path, button="Upload", file=files, visibility="members")
    assert (answer.status_code, answer.location) == (303, path)
    item_id = read_item(app, key).id
    assert list_files(app, meeting_id) == [
        ("Memo", "members", item_id),
        ("Plan", "members", item_id),
    ]
    page = read_main(secretary.get(path).text)
    assert "2 files are saved." in page
    assert "Memo Members only Being read Memo.pdf, 1 KB" in page


def test_a_bad_file_is_refused_by_name_and_the_others_go_through(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/files"
    files = [
        upload("Memo.pdf"),
        upload("virus.exe", b"MZ"),
        upload("Empty.pdf", b""),
        upload("Lie.png", PDF),
    ]
    answer = secretary.submit(path, button="Upload", file=files)
    assert answer.status_code == 303
    page = read_main(secretary.get(path).text)
    for words in (
        "1 file is saved.",
        "virus.exe is of a kind that is not taken.",
        "Empty.pdf is empty.",
        "Lie.png is not what its name says",
    ):
        assert words in page
    assert list_files(app, meeting_id) == [("Memo", "public", None)]


def test_when_every_file_is_bad_the_choice_stays(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/files"
    files = [upload("virus.exe", b"MZ"), upload("Empty.pdf", b"")]
    answer = secretary.submit(path, button="Upload", file=files, visibility="staff")
    assert answer.status_code == 422
    assert "virus.exe is of a kind" in read_main(answer.text)
    assert "Empty.pdf is empty." in read_main(answer.text)
    assert '<option selected value="staff">' in answer.text
    none = secretary.submit(path, button="Upload", visibility="staff")
    assert none.status_code == 422
    assert "Files: Choose a file first." in read_main(none.text)
    assert list_files(app, meeting_id) == []


def test_a_file_too_large_is_refused_by_name(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    path = f"/desk/meetings/{meeting_id}/files"
    known = app.extensions["govapp.settings"]
    app.extensions["govapp.settings"] = replace(known, upload_limit_mb=1)
    sent = {**hidden_fields(secretary.get(path).text), "visibility": "public"}
    contents = {"Large.pdf": PDF + bytes(1024 * 1024), "Memo.pdf": PDF}
    files = [
        FileStorage(io.BytesIO(content), name) for name, content in contents.items()
    ]
    boundary, body = encode_multipart({**sent, "file": files})
    kind = f"multipart/form-data; boundary={boundary}"
    assert secretary.post(path, data=body, content_type=kind).status_code == 303
    page = read_main(secretary.get(path).text)
    assert "Large.pdf is larger than 1 MB. Make it smaller." in page
    assert list_files(app, meeting_id) == [("Memo", "public", None)]


def test_on_a_closed_item_files_are_closed_unless_chosen_otherwise(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Counsel", kind="closed")
    path = f"/desk/meetings/{meeting_id}/items/{key}/files"
    page = secretary.get(path).text
    assert "This item is closed: none of its files becomes public." in read_main(page)
    assert '<option selected value="closed">' in page
    secretary.submit(path, button="Upload", file=[upload("Advice.pdf")])
    assert [row[:2] for row in list_files(app, meeting_id)] == [("Advice", "closed")]


@pytest.mark.parametrize("count", [1, 10])
def test_the_list_costs_the_same_for_any_number(
    app: Flask, secretary: PageClient, make_meeting: Make, count: int
) -> None:
    meeting_id = make_meeting()
    for number in range(count):
        attach(app, meeting_id, f"{number}.pdf")
    with count_queries(app) as queries:
        assert secretary.get(f"/desk/meetings/{meeting_id}/files").status_code == 200
    assert len(queries) == 7


def test_a_file_is_relabelled_hidden_and_put_elsewhere(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    file_id = attach(app, meeting_id, "Memo.pdf")
    path = f"/desk/meetings/{meeting_id}/files/{file_id}/edit"
    refused = secretary.submit(path, label=" ", visibility="staff")
    assert refused.status_code == 422
    answer = secretary.submit(
        path, label="Staff memorandum", visibility="staff", item=key
    )
    assert answer.location == f"/desk/meetings/{meeting_id}/items/{key}/files"
    item_id = read_item(app, key).id
    assert list_files(app, meeting_id) == [("Staff memorandum", "staff", item_id)]


def test_two_who_edit_the_same_file_both_keep_their_words(
    app: Flask, secretary: PageClient, deputy: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Memo.pdf")
    path = f"/desk/meetings/{meeting_id}/files/{file_id}/edit"
    sent = hidden_fields(deputy.get(path).text)
    secretary.submit(path, label="Memorandum", visibility="staff")
    typed = {**sent, "label": "Memo of March", "visibility": "members", "item": ""}
    merging = deputy.post(path, data=typed)
    assert merging.status_code == 409
    main = read_main(merging.text)
    assert "Saved by someone else meanwhile:Memorandum" in main
    assert "Saved by someone else meanwhile:The desk alone" in main
    assert 'value="Memo of March"' in merging.text
    again = deputy.post(path, data=typed | dict(hidden_fields(merging.text)))
    assert again.status_code == 303
    assert list_files(app, meeting_id) == [("Memo of March", "members", None)]


def test_a_new_version_stands_beside_the_former_one(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Memo.pdf")
    path = f"/desk/meetings/{meeting_id}/files/{file_id}"
    first = secretary.get(f"{path}/v/1").data
    same = secretary.submit(f"{path}/replace", file=upload("Memo.pdf", first))
    assert same.status_code == 422
    assert "nothing has changed" in read_main(same.text)
    done = secretary.submit(f"{path}/replace", file=upload("Memo 2.pdf", PDF + b"2"))
    assert done.location == f"/desk/meetings/{meeting_id}/files"
    assert "Version 2 is saved." in read_main(secretary.get(done.location).text)
    assert secretary.get(f"{path}/v/1").data == first
    assert secretary.get(f"{path}/v/2").data == PDF + b"2"
    assert secretary.get(f"{path}/v/3").status_code == 404


def test_files_are_moved_and_removed(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    a, b, c = (attach(app, meeting_id, f"{name}.pdf") for name in "ABC")
    page = f"/desk/meetings/{meeting_id}/files"
    assert press(secretary, page, f"{page}/{c}/up") == page
    assert [row[0] for row in list_files(app, meeting_id)] == ["A", "C", "B"]
    press(secretary, page, f"{page}/{a}/down")
    press(secretary, page, f"{page}/{b}/down")
    assert [row[0] for row in list_files(app, meeting_id)] == ["C", "A", "B"]
    asked = read_main(secretary.get(f"{page}/{a}/remove").text)
    assert "It leaves the agenda you are building." in asked
    assert secretary.submit(f"{page}/{a}/remove", button="Remove").location == page
    assert [row[0] for row in list_files(app, meeting_id)] == ["C", "B"]


def test_the_desk_opens_any_of_its_files_safely(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Größe.pdf", visibility="closed")
    path = f"/desk/meetings/{meeting_id}/files/{file_id}/v/1"
    answer = secretary.get(path)
    assert answer.data == PDF + "Größe.pdf".encode()
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(answer.data))
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    name = "Gr%C3%B6%C3%9Fe.pdf"
    assert headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{name}"
    assert app.test_client().get(path).status_code == 303


def test_a_file_whose_bytes_are_lost_is_named(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    file_id = attach(app, meeting_id, "Memo.pdf")
    for file in (app.extensions["govapp.settings"].instance / "files").rglob("*"):
        if file.is_file():
            file.unlink()
    path = f"/desk/meetings/{meeting_id}/files"
    assert secretary.get(f"{path}/{file_id}/v/1").location == path
    page = read_main(secretary.get(path).text)
    assert "Memo.pdf cannot be read: upload it again." in page


def test_a_late_file_is_marked_supplemental_for_everyone(
    app: Flask, secretary: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    (key,) = add_items(app, meeting_id, "Budget")
    attach(app, meeting_id, "Memo.pdf", key=key)
    post(app, meeting_id)
    attach(app, meeting_id, "Late.pdf", key=key)
    page = secretary.get(f"/desk/meetings/{meeting_id}/items/{key}/files").text
    assert "Memo Public Posted" in read_main(page)
    assert "Late Public Being read Late.pdf" in read_main(page)
    post(app, meeting_id)
    public = parse_page(app.test_client().get("/meetings/2031-001").text)
    (late,) = [
        item
        for item in public.iter("li")
        if any("Late.pdf" in link.get("href", "") for link in item.iter("a"))
        and not item.get("class")
    ]
    assert "Supplemental" in "".join(late.itertext())
