"""What a posting costs in the index, and what the index has no room for."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import event, text

from govapp.database import db
from govapp.record import projection, services
from govapp.record.search import index
from govapp.record.search.asking import LOOKED_AT
from govapp.record.search.finding import Filters, find
from govapp.record.search.models import PublishedReading
from govapp.record.search.query import parse
from govapp.record.search.rows import Draft, Found, make_id, make_row
from govapp.record.search.words import list_words
from govapp.record.shapes.base import Frozen, Kind
from govapp.record.shapes.meetings import Agenda, Item
from tests.exchange.posted import make_file, make_notice, post_bodies
from tests.record.sitting import make_motion, make_round, make_sitting

SUBJECT = "meeting:2026-014"


@contextmanager
def _written() -> Iterator[Counter[str]]:
    """Count the texts that are added, changed and removed until the block ends."""
    counts: Counter[str] = Counter()

    def hear(
        _connection: object, _cursor: object, statement: str, *_more: object
    ) -> None:
        verb, _, rest = (
            statement.replace(" INTO", "").replace(" FROM", "").partition(" ")
        )
        if verb != "SELECT" and rest.startswith("published_text"):
            counts[verb] += 1

    event.listen(db.engine, "before_cursor_execute", hear)
    try:
        yield counts
    finally:
        event.remove(db.engine, "before_cursor_execute", hear)


def _post(kind: Kind, content: Frozen, version: int = 1) -> Counter[str]:
    """Post something of the meeting, and say what that wrote in the index."""
    with _written() as counts:
        services.append(kind=kind, subject=SUBJECT, content=content, version=version)
    return counts


def _agenda(*names: str) -> Agenda:
    files = [
        make_file(
            f"{name}.pdf", id=name, sha256=f"{number:064d}", label=f"Paper {name}"
        )
        for number, name in enumerate(names)
    ]
    items = [
        Item(key=f"k{file.id}", number="1", title=f"About {file.id}", files=(file,))
        for file in files
    ]
    return Agenda(items=tuple(items))


def test_a_posting_writes_what_it_changes_and_no_more(app: Flask) -> None:
    post_bodies(app)
    with app.app_context():
        assert _post(Kind.NOTICE, make_notice()) == {"INSERT": 1}
        names = [f"p{number}" for number in range(30)]
        assert _post(Kind.AGENDA, _agenda(*names)) == {"INSERT": 60}
        motions = [make_motion(f"m{n}", make_round(), item="kp1") for n in range(3)]
        for steps in (1, 2, 3):
            sitting = make_sitting(*motions[:steps])
            assert _post(Kind.SITTING, sitting, steps) == {"INSERT": 1}
        assert _post(Kind.AGENDA, _agenda(*names, "added"), 2) == {"INSERT": 2}
        later = make_notice(start_local="2026-12-16T11:00")
        assert _post(Kind.NOTICE, later, 2) == {"UPDATE": 66}
        grown = projection.dump()
        projection.rebuild()
        assert projection.dump() == grown


def _keep(place: int, said: str, title: str = "Paper") -> Draft:
    found = Found(kind="document", title=title, path=f"/documents/{place}/a.pdf")
    sha256 = f"{place:064d}"
    words = " ".join(list_words(said))
    db.session.add(PublishedReading(sha256=sha256, words=words, text=said))
    number = make_id(740_000, "meeting:1", place)
    return Draft(number, "meeting:1", found, sha256=sha256, is_read=True)


def test_a_text_of_more_words_than_there_is_room_for_is_found_by_the_first(
    app: Flask,
) -> None:
    with app.app_context():
        many = " ".join(f"{number:08d}" for number in range(100_000))
        other = " ".join(
            chr(0x4E00 + n // 90) * 3 + chr(0x4E00 + n % 90) for n in range(60_000)
        )
        drafts = [_keep(0, f"{many} 00000000 zebra"), _keep(1, f"giraffe {other}")]
        db.session.flush()
        index.replace("meeting:1", drafts)
        for words, paths in {
            "00000000": [0],
            "00027000": [0],
            "00099999": [],
            "zebra": [],
            "giraffe": [1],
        }.items():
            found = find(parse(words), Filters()).results
            assert [one.found.path for one in found] == [
                f"/documents/{n}/a.pdf" for n in paths
            ]


def test_the_index_of_postgresql_has_the_words_and_their_beginnings(app: Flask) -> None:
    with app.app_context():
        if index.is_sqlite():
            return
        draft = _keep(0, "Plans of a 2026-014 北京市政府", "The plan")
        row = make_row(draft, "plans of a 2026 014 2026-014 北京市政府")
        made = db.session.scalars(
            text("SELECT unnest(tsvector_to_array(search_words(:head, :words)))"), row
        )
        whole = f"{row['head']}{row['words']}".split()
        short = {f"{word[:n]}*" for word in whole for n in (2, 3, 4) if len(word) >= n}
        assert set(made) == {*whole, *short}


def test_words_together_are_looked_for_in_so_many_texts(app: Flask) -> None:
    with app.app_context():
        drafts = [_keep(place, "alpha or beta") for place in range(LOOKED_AT)]
        drafts.append(_keep(LOOKED_AT, "alpha beta"))
        db.session.flush()
        index.replace("meeting:1", drafts)
        bounded = find(parse('"alpha beta"'), Filters())
        assert (bounded.total, bounded.looked_at) == (0, LOOKED_AT)
        often = find(parse('"alpha or"'), Filters())
        assert (often.total, often.has_more, often.looked_at) == (1000, True, 0)
        without = find(parse('beta -"or beta"'), Filters())
        assert (without.total, without.looked_at) == (0, LOOKED_AT)
        index.replace("meeting:1", drafts[1:])
        whole = find(parse('"alpha beta"'), Filters())
        path = f"/documents/{LOOKED_AT}/a.pdf"
        assert [one.found.path for one in whole.results] == [path]
        assert (whole.total, whole.looked_at) == (1, 0)
