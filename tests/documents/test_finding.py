"""What stands in files is found once they are posted and read, and no sooner."""

import io

from flask import Flask

from govapp.accounts.services import SYSTEM
from govapp.database import db
from govapp.demonstration.papers import make_pdf
from govapp.meetings.services import files, posting
from govapp.record import inspecting, projection
from govapp.record.search.finding import Filters, find
from govapp.record.search.query import parse
from tests.canary.planting import plant_closed
from tests.canary.site import Canaries, Site, attach, build_public
from tests.documents.reading import read_all
from tests.pages import PageClient

LABEL = "Quixotic paper"


def _paths(words: str) -> list[str]:
    return [one.found.path for one in find(parse(words), Filters()).results]


def _post(site: Site) -> None:
    posting.post_agenda(SYSTEM, site.meeting, store=site.store)
    db.session.flush()


def test_a_file_is_found_by_its_text_once_posted_and_read(app: Flask) -> None:
    with app.app_context():
        site = build_public(app)
        paper = attach(site.store, site.meeting, site.public, LABEL, "public")
        db.session.commit()
        read_all()
        assert _paths("quixotic") == []
        _post(site)
        address = f"/documents/{paper.document.key}/Quixotic-paper.pdf"
        assert _paths("quixotic") == [address]
        assert _paths('"quixotic paper public"') == []
        db.session.commit()
        read_all()
        found = find(parse('"quixotic paper public"'), Filters(kind="document"))
        (one,) = found.results
        assert one.found.path == address
        assert one.found.meeting == site.meeting.number
        passage = "".join(piece.text for piece in one.passage)
        assert passage.split() == [*LABEL.split(), *LABEL.split(), "public"]
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
        assert list(inspecting.compare_projection()) == []


def test_a_replaced_file_is_found_as_an_earlier_version(app: Flask) -> None:
    with app.app_context():
        site = build_public(app)
        paper = attach(site.store, site.meeting, site.public, "Quixotic", "public")
        _post(site)
        files.replace_file(
            SYSTEM,
            paper,
            store=site.store,
            file=io.BytesIO(make_pdf("Later", ["Serendipity"])),
            filename="later.pdf",
        )
        _post(site)
        db.session.commit()
        read_all()
        key = paper.document.key
        assert _paths("serendipity") == [f"/documents/{key}/later.pdf"]
        found = find(parse("quixotic"), Filters()).results
        assert [(one.found.path, one.found.is_former) for one in found] == [
            (f"/documents/{key}/later.pdf", False),
            (f"/documents/{key}/v/1/Quixotic.pdf", True),
        ]


def test_what_is_withdrawn_or_closed_is_not_found(
    app: Flask, client: PageClient
) -> None:
    canaries = Canaries()
    with app.app_context():
        site = build_public(app)
        plant_closed(site, canaries)
        paper = attach(site.store, site.meeting, site.public, "Quixotic", "public")
        _post(site)
        db.session.commit()
        read_all()
        assert len(_paths("quixotic")) == 1
        assert [token for token in canaries.places if _paths(token)] == []
        posting.withdraw_file(SYSTEM, paper, reason="A wrong figure")
        db.session.commit()
        read_all()
        assert _paths("quixotic") == []
        assert _paths("canary*") == []
    page = client.get("/search?q=canary*").text
    assert "Nothing posted has all of this." in page
