"""Files as OParl has them."""

from flask import Flask

from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda
from tests.exchange.oparl.test_objects import HERE, ROOT, read_all
from tests.exchange.posted import make_file, post, post_notice
from tests.exchange.rich import SUBJECT
from tests.pages import PageClient


def test_files_are_shown_at_one_address_and_saved_at_another(
    app: Flask, client: PageClient
) -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    kinds = {
        "a.pdf": "application/pdf",
        "b.xlsx": sheet,
        "c.html": "text/html",
    }
    post_notice(app)
    files = tuple(
        make_file(name, id=name[0], media_type=kind) for name, kind in kinds.items()
    )
    post(app, Kind.AGENDA, SUBJECT, Agenda(files=files))
    for row in read_all(client, f"{ROOT}/body/file"):
        if "downloadUrl" not in row:
            continue
        saved = client.head(row["downloadUrl"].removeprefix(HERE))
        disposition = saved.headers["Content-Disposition"]
        assert disposition == f'attachment; filename="{row["fileName"]}"'
        shown = client.head(row["accessUrl"].removeprefix(HERE))
        # A web page that somebody uploaded is never run on this site's address.
        way = "attachment" if row["mimeType"] == "text/html" else "inline"
        assert shown.headers["Content-Disposition"].startswith(way)
