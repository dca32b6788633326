"""Copies of a city's files come in where asked for; links remain of the rest."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from govapp.config import Settings
from govapp.database import db
from govapp.jobs.models import Job
from govapp.record import projection
from govapp.record.shapes.base import File
from govapp.record.shapes.results import Link
from tests.documents.samples import make_office
from tests.importing.legistar.bringing import map_cards, run, told
from tests.importing.legistar.server import City, Row, read_committee, serving
from tests.pages import PageClient

PDF = b"%PDF-1.4\nfiscal impact\n%%EOF\n"
LATER = b"%PDF-1.4\nfiscal impact, corrected\n%%EOF\n"
PDF_TYPE = "application/pdf"
DOCX = make_office("word/")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BARE = ("EventItemId", "EventItemTitle", "EventItemAgendaNumber")


@pytest.fixture
def city() -> Iterator[City]:
    """Serve one meeting: its minutes, and two files of one of its items."""
    data = read_committee()
    event = data["events"][0]
    data["events"] = [event]
    item = event["EventItems"][1]
    event["EventItems"] = [{key: item[key] for key in BARE}]
    event["EventItems"][0]["EventItemMatterAttachments"] = []
    data |= {"persons": [], "officerecords": [], "matters": []}
    with serving(data) as served:
        site = served.address.removesuffix("/v1")
        event["EventAgendaFile"] = None
        event["EventMinutesFile"] = f"{site}/files/View.ashx?M=M&ID=7"
        attach(event, site, 1, "Fiscal impact", "impact%20statement.pdf")
        attach(event, site, 2, "Summary", "summary.docx")
        served.files = {
            "/files/View.ashx?M=M&ID=7": (200, PDF_TYPE, b"%PDF-1.4\nminutes\n"),
            "/files/impact%20statement.pdf": (200, PDF_TYPE, PDF),
            "/files/summary.docx": (302, "/files/moved/summary.docx", b""),
            "/files/moved/summary.docx": (200, WORD, DOCX),
        }
        yield served


def attach(event: Row, site: str, key: int, name: str, file: str) -> Row:
    """Attach a file to the first item of a meeting."""
    row = {
        "MatterAttachmentId": key,
        "MatterAttachmentName": name,
        "MatterAttachmentHyperlink": f"{site}/files/{file}",
        "MatterAttachmentLastModifiedUtc": "2023-01-05T10:00:00",
    }
    papers: list[Row] = event["EventItems"][0]["EventItemMatterAttachments"]
    papers.append(row)
    return row


def list_links(app: Flask) -> list[Link]:
    """Return the papers of the one meeting that everyone reads of."""
    (card,) = map_cards(app).values()
    assert card.result
    return [link for _, link in card.result.all_links()]


def list_files(app: Flask) -> list[File]:
    """Return those of them of which there is a copy."""
    return [link.file for link in list_links(app) if link.file]


def test_files_are_kept_with_what_names_them(
    app: Flask, settings: Settings, client: PageClient, city: City
) -> None:
    assert run(settings, city, "--files") == (0, [told(added=1)])
    (card,) = map_cards(app).values()
    files = list_files(app)
    assert {file.name: client.get(file.path).data for file in files} == {
        "Fiscal impact.pdf": PDF,
        "Summary.docx": DOCX,
        "Minutes.pdf": b"%PDF-1.4\nminutes\n",
    }
    page = client.get(f"/meetings/{card.number}").text
    assert f'<a href="{files[0].path}">Fiscal impact</a> (PDF, 1 KB)' in page
    assert city.address.removesuffix("/v1") not in page
    with app.app_context():
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
        waiting = db.session.query(Job).filter_by(kind="read_document").count()
    assert waiting == 3
    city.asked.clear()
    assert run(settings, city, "--files", "--again") == (0, [told(unchanged=1)])
    assert run(settings, city, "--again") == (0, [told(unchanged=1)])
    assert not [path for path in city.asked if path.startswith("/files/")]


def test_other_programs_are_led_to_the_copies(
    app: Flask, settings: Settings, client: PageClient, city: City
) -> None:
    run(settings, city, "--files")
    (card,) = map_cards(app).values()
    kept = [f"http://localhost{file.path}" for file in list_files(app)]
    event = client.get("/api/legistar/v1/city/events").get_json()[0]
    assert event["EventMinutesFile"] == kept[2]
    path = f"/api/legistar/v1/city/events/{event['EventId']}"
    asked = f"{path}?EventItems=1&EventItemAttachments=1"
    item = client.get(asked).get_json()["EventItems"][0]
    named = [
        row["MatterAttachmentHyperlink"] for row in item["EventItemMatterAttachments"]
    ]
    assert named == kept[:2]
    documents = client.get(f"/api/v1/documents?meeting={card.number}").get_json()
    item = f"{card.number}.reported-0"
    assert {(row["label"], row["item"]) for row in documents["data"]} == {
        ("Fiscal impact", item),
        ("Summary", item),
        ("Minutes", ""),
    }
    told = client.get("/api/ocd/events").get_json()["results"][0]
    assert [each["url"] for each in told["documents"]] == kept
    meeting = client.get(f"/api/oparl/meeting/{card.number}").get_json()
    (point,) = meeting["agendaItem"]
    named = [file["downloadUrl"] for file in point["auxiliaryFile"]]
    assert named == [f"{path}?as=saved" for path in kept[:2]]


def test_what_comes_later_is_the_next_version(
    app: Flask, settings: Settings, client: PageClient, city: City
) -> None:
    assert run(settings, city) == (0, [told(added=1)])
    assert [link.file for link in list_links(app)] == [None, None, None]
    assert run(settings, city, "--files", "--again") == (0, [told(corrected=1)])
    first = list_files(app)[0]
    row = city.data["events"][0]["EventItems"][0]["EventItemMatterAttachments"][0]
    row["MatterAttachmentLastModifiedUtc"] = "2023-02-01T10:00:00"
    city.files["/files/impact%20statement.pdf"] = (200, PDF_TYPE, LATER)
    assert run(settings, city, "--files", "--again") == (0, [told(corrected=1)])
    second = list_files(app)[0]
    assert (second.id, second.version) == (first.id, 2)
    assert [client.get(file.path).data for file in (first, second)] == [PDF, LATER]


ODD: dict[str, tuple[tuple[int, str, bytes], str]] = {
    "gone.pdf": ((404, PDF_TYPE, b""), "nothing is there"),
    "shut.pdf": ((403, PDF_TYPE, b""), "status 403"),
    "busy.pdf": ((503, PDF_TYPE, b""), "status 503"),
    "sign-in.pdf": (
        (200, "text/html", b"<html>Sign in"),
        (
            "*.pdf is not what its name says: its content is not PDF. "
            "Save it anew or give it its right name."
        ),
    ),
    "run.exe": (
        (200, "application/x-msdownload", b"MZ"),
        (
            "*.exe is of a kind that is not taken. "
            "Use PDF, DOCX, PPTX, XLSX, ODT, ODP, ODS, TXT, CSV, HTML, PNG and JPEG."
        ),
    ),
    "empty.pdf": (
        (200, PDF_TYPE, b""),
        "*.pdf is empty. Save it again and choose it once more.",
    ),
    "inside.pdf": (
        (302, "http://localhost:9/secret.pdf", b""),
        "its address is not on the public network",
    ),
    "local.pdf": ((302, "file:///etc/passwd", b""), "status 302"),
}


@pytest.mark.parametrize("name", ODD)
def test_of_what_cannot_be_kept_the_link_remains(
    app: Flask, settings: Settings, city: City, name: str
) -> None:
    event: dict[str, Any] = city.data["events"][0]
    city.files[f"/files/{name}"], reason = ODD[name]
    row = attach(event, city.address.removesuffix("/v1"), 3, "Odd", name)
    code, lines = run(settings, city, "--files")
    finding = f"events/{event['EventId']}: files are linked, not kept: {reason}"
    assert (code, lines) == (3, [finding, told(added=1)])
    odd = list_links(app)[2]
    assert (odd.url, odd.file) == (row["MatterAttachmentHyperlink"], None)
    assert [bool(link.file) for link in list_links(app)] == [True, True, False, True]
