"""Of three hundred postings with documents, every word finds its page."""

import random
import re

from flask import Flask
from sqlalchemy import select

from govapp.database import db
from govapp.record import projection, services
from govapp.record.search.asking import Within, open_index
from govapp.record.search.finding import COUNTED
from govapp.record.search.models import PublishedReading, PublishedText
from govapp.record.search.query import parse
from govapp.record.search.rows import Found
from govapp.record.search.words import list_words
from govapp.record.shapes.base import Kind
from govapp.record.shapes.meetings import Agenda, Item
from tests.exchange.posted import make_file, make_notice, post_bodies

MEETINGS = 150
TOKEN = re.compile(r"\w+")
# Words as they come in papers: numbers, names, signs, other alphabets.
SAID = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "for",
    "on",
    "board",
    "plan",
    "energy",
    "transmission",
    "2026-014",
    "7.3",
    "$1,000",
    "O'Neill",
    "Smith-Jones",
    "ER24-1234",
    "Gov.",
    "Code",
    "11126(e)",
    "follow-up",
    "café",
    "naïve",
    "Orléans",
    "Straße",
    "“quoted”",
    "don’t",
    "co-operate",
    "12/16/2026",
    "10:00",
    "a.m.",
    "45%",
    "A/B",
    "test_case",
    "北京",
    "Москва",
    "Ωmega",
    "№5",
    "x²",
    "½",
    "ﬁle",
]


def _say(chance: random.Random, number: int, length: int) -> str:
    words = chance.choices(SAID, k=length)
    words.insert(chance.randint(0, length), f"unique{number}word")
    return " ".join(words)


def _post(chance: random.Random) -> dict[str, list[str]]:
    """Post notices and agendas with read papers; return the public texts by page."""
    texts: dict[str, list[str]] = {}
    for number in range(MEETINGS):
        name, key = f"2026-{number + 1:03d}", f"paper{number}"
        day = f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        note, title = _say(chance, 3 * number, 8), _say(chance, 3 * number + 1, 8)
        paper = _say(chance, 3 * number + 2, 40)
        notice = make_notice(name, start_local=f"{day}T10:00", end_local="", note=note)
        file = make_file(f"{key}.pdf", id=key, sha256=f"{number:064d}", label="Paper")
        item = Item(key="first", number="1", title=title, files=(file,))
        subject = f"meeting:{name}"
        services.append(kind=Kind.NOTICE, subject=subject, content=notice)
        services.append(
            kind=Kind.AGENDA, subject=subject, content=Agenda(items=(item,))
        )
        words = " ".join(list_words(paper))
        read = PublishedReading(sha256=file.sha256, words=words, text=paper)
        db.session.add(read)
        db.session.flush()
        projection.index_papers(name)
        texts[f"/meetings/{name}"] = [note, notice.title, name]
        texts[f"/meetings/{name}/items/first"] = [title]
        texts[f"/documents/{key}/{key}.pdf"] = [paper, file.label, file.name]
    return texts


def _map_paths() -> dict[int, str]:
    rows = db.session.execute(select(PublishedText.id, PublishedText.found))
    return {number: Found.read(found).path for number, found in rows}


def test_every_word_of_every_public_text_finds_its_page(app: Flask) -> None:
    post_bodies(app)
    with app.app_context():
        texts = _post(random.Random(7))  # noqa: S311 the same texts each time
        db.session.commit()
        places: dict[str, set[str]] = {}
        for path, said in texts.items():
            for word in {*TOKEN.findall(" ".join(said)), *" ".join(said).split()}:
                places.setdefault(word, set()).add(path)
        assert len(places) > 3 * MEETINGS
        paths, missing = _map_paths(), []
        for word, wanted in places.items():
            looked = open_index(parse(word), Within()).list_newest(COUNTED)
            found = {paths[hit.number] for hit in looked.hits}
            missing += [(word, path) for path in wanted - found]
        assert missing == []
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown
