"""Word files for tests, made with Word's own styles."""

import io

import docx


def make_agenda() -> bytes:
    """Return an agenda with headings, nested lists, a text and a table."""
    document = docx.Document()
    document.add_paragraph("Board of Governors", style="Title")
    document.add_heading("General session", level=1)
    document.add_paragraph("Call to order (5 minutes)", style="List Number")
    document.add_paragraph("Decision on the plan", style="List Number")
    document.add_paragraph("The plan was published in May.")
    document.add_paragraph("Costs", style="List Number 2")
    document.add_paragraph("Staff report", style="List Number 3")
    document.add_heading("Briefings", level=1)
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("Item", "Subject", "Presenter", "Time"),
        ("3", "Market update", "Demo presenter", "20 min"),
        ("4", "Public comment", "", ""),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    return save(document)


def save(document: docx.document.Document) -> bytes:
    """Return a document's bytes."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
