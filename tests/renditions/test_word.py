"""An agenda for Word: real headings, lists and numbers, and nothing but text."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from flask import Flask

from govapp.record.shapes.matters import MatterRef
from govapp.renditions.word import write_word
from govapp.renditions.writing import write_paper
from tests.meetings.building import add_items
from tests.meetings.conftest import Make
from tests.meetings.states import NOW, PLAN
from tests.pages import PageClient
from tests.renditions.making import WORD, get_whole, post_meeting, work
from tests.renditions.test_typesetting import HOSTILE, make_posted

Lines = list[tuple[str, str, str]]


def _read(content: bytes) -> Lines:
    """Return the style, printed number and text of each paragraph."""
    file = docx.Document(io.BytesIO(content))
    numbers = file.part.numbering_part.element

    def number(paragraph: Paragraph) -> str:
        found = paragraph._p.find(f".//{qn('w:numId')}")  # noqa: SLF001
        if found is None:
            return ""
        path = f"w:num[@w:numId='{found.get(qn('w:val'))}']//w:lvlText"
        (label,) = numbers.xpath(path)
        return str(label.get(qn("w:val")))

    return [
        (str(each.style and each.style.name), number(each), each.text)
        for each in file.paragraphs
    ]


def test_it_has_real_headings_lists_and_links(app: Flask) -> None:
    with app.app_context():
        content = write_word(write_paper(make_posted(PLAN)), NOW)
    lines = _read(content)
    assert lines[1] == ("Title", "", "General Session")
    assert ("Heading 1", "", "Agenda") in lines
    start = lines.index(("List Number", "1", "Decision on the plan"))
    assert lines[start : start + 6] == [
        ("List Number", "1", "Decision on the plan"),
        (
            "List Continue",
            "",
            "Decision · Possible action · 30 minutes · Staff",
        ),
        (
            "List Continue",
            "",
            "Recommended motion: Moved, that the plan is approved.",
        ),
        ("List Bullet", "", "Memorandum (PDF, 1 KB)"),
        ("List Number 2", "1.1", "Costs"),
        ("List Continue", "", "Briefing"),
    ]
    file = docx.Document(io.BytesIO(content))
    assert file.core_properties.title.startswith("Agenda: General Session")
    assert file.core_properties.language == "en-US"
    links = [
        relation.target_ref
        for relation in file.part.rels.values()
        if relation.is_external
    ]
    assert "https://meet.example/documents/key1/v/1/memo.pdf" in links


def test_the_same_agenda_makes_the_same_bytes(app: Flask) -> None:
    with app.app_context():
        paper = write_paper(make_posted(PLAN))
    assert write_word(paper, NOW) == write_word(paper, NOW)


def test_what_was_typed_is_no_field_and_no_link(app: Flask) -> None:
    typed = f'=1+1 {{ HYPERLINK "http://evil" }} %1 \x07\u202e<w:p/> {HOSTILE}'
    item = PLAN.model_copy(update={"title": typed, "number": "%1%2"})
    with app.app_context():
        source = make_posted(item, title=typed, join_url="javascript:alert(1)")
        content = write_word(write_paper(source), NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()
                 if name.endswith((".xml", ".rels"))}  # fmt: skip
    fields = re.findall(r'w:instr(?:Text)?[ >="]+(\w+)', "".join(parts.values()))
    assert fields == ["PAGE", "NUMPAGES"]
    targets = re.findall(r'Target="([^"]+)"[^>]*External', "".join(parts.values()))
    assert "javascript:" not in "".join(parts.values()).replace(
        ">javascript:alert(1)<", ""
    )
    assert all(target.startswith("https://meet.example/") for target in targets)
    (line,) = [line for line in _read(content) if line[0] == "List Number"]
    assert line[1:] == ("12", typed.replace("\x07", "").replace("\u202e", ""))


@pytest.mark.usefixtures("app")
def test_the_posted_one_is_public(app: Flask, client: PageClient) -> None:
    post_meeting(app)
    work(app)
    answer = get_whole(client, WORD)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert ("List Number", "1", "Decision on the plan") in _read(answer.data)


def test_the_desk_has_the_draft(
    app: Flask, secretary: PageClient, stranger: PageClient, make_meeting: Make
) -> None:
    meeting_id = make_meeting()
    add_items(app, meeting_id, "Open business", "> Beneath")
    add_items(app, meeting_id, "Counsel", kind="closed", closed_title="Secret name")
    path = f"/desk/meetings/{meeting_id}/agenda.docx"
    answer = secretary.get(path)
    assert answer.status_code == 200
    lines = _read(answer.data)
    when = "Wednesday, March 5, 2031, 10:00 a.m. PST"
    assert ("Subtitle", "", f"{when}\nDraft agenda · Regular meeting") in lines
    assert ("Normal", "", "DRAFT Not posted: it may still change.") in lines
    assert ("List Number 2", "1.1", "Beneath") in lines
    assert ("List Number", "2", "Counsel") in lines
    assert b"Secret name" not in zipfile.ZipFile(io.BytesIO(answer.data)).read(
        "word/document.xml"
    )
    assert stranger.get(path).status_code == 404


def test_an_item_says_of_which_matter_it_is_part(app: Flask) -> None:
    matter = MatterRef(file_number="2026-0007", title="The plan")
    plan = PLAN.model_copy(update={"matter": matter})
    with app.app_context():
        content = write_word(write_paper(make_posted(plan)), NOW)
    told = "Decision · Possible action · Matter 2026-0007 · 30 minutes · Staff"
    assert ("List Continue", "", told) in _read(content)
