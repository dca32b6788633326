"""Agendas of every kind, made up by hypothesis."""

from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st

from govapp.documents.rules import safe_name
from govapp.record.cards import Version
from govapp.record.folding import Posting, meeting_card
from govapp.record.shapes.base import File, Kind
from govapp.record.shapes.bodies import Body, Letterhead, Organization
from govapp.record.shapes.meetings import Agenda, Cancellation, Item
from govapp.renditions.published import Source
from tests.exchange.posted import make_file, make_notice
from tests.meetings.states import NOW

DEPTH, MOST, RARE = 6, 300, 100
KINDS = ("heading", "procedural", "minutes", "consent", "decision", "closed", "other")
HEBREW = st.characters(min_codepoint=0x05D0, max_codepoint=0x05EA)
ARABIC = st.characters(min_codepoint=0x0620, max_codepoint=0x064A)
# Whatever can be posted: lone surrogates cannot.
ANY = st.characters(exclude_categories=["Cs"])
LETTERS = st.one_of(st.characters(codec="ascii"), HEBREW, ARABIC, ANY)
TEXTS = st.text(LETTERS, min_size=1, max_size=80)
LONG = st.text(LETTERS, min_size=1, max_size=3).map(lambda text: text * 300)


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    """Return an agenda of up to 300 items, six deep, with levels left out."""
    size = draw(st.sampled_from([MOST, 40, 10, 3, 1, 0]))
    pool, long = draw(st.lists(TEXTS, min_size=4, max_size=12)), draw(LONG)
    random = Random(draw(st.integers()))  # noqa: S311 nothing is secret here
    depths = [random.randrange(DEPTH) for _ in range(size)]

    def text() -> str:
        return random.choice(pool) if random.randrange(RARE) else long

    def maybe() -> str:
        return random.choice(["", "", text()])

    rows = [
        (depth, _item(number, text, maybe, random.choice(KINDS)))
        for number, depth in enumerate(depths)
    ]
    return Agenda(items=_nest(rows), files=_files(text, random.choice(range(3))))


@st.composite
def sources(draw: st.DrawFn) -> Source:
    """Return what a paper is written from: posted, revised or cancelled."""
    agenda, text = draw(agendas()), draw(TEXTS)
    notice = make_notice(
        title=draw(TEXTS), place=text, join_url="https://example.org/join", note=text
    )
    postings = [
        Posting(1, Kind.NOTICE, 1, "", NOW, notice.canonical()),
        Posting(2, Kind.AGENDA, 1, "", NOW, Agenda(note="First").canonical()),
        Posting(3, Kind.AGENDA, 2, "revised", NOW, agenda.canonical()),
    ]
    if draw(st.booleans()):
        gone = Cancellation(reason=text).canonical()
        postings.append(Posting(4, Kind.CANCELLATION, 1, "cancelled", NOW, gone))
    card = meeting_card(postings)
    head = Letterhead(names=(text, draw(TEXTS)), lines=(text,), accent="#7a1f1f")
    body = Body(
        slug="board",
        name="Board",
        kind="board",
        letterhead=draw(st.sampled_from([None, head])),
    )
    return make_source(card.agenda_version, card=card, agenda=agenda, body=body)


def make_source(version: Version | None, **values: Any) -> Source:
    """Return a source with an organization and a body."""
    given: dict[str, Any] = {
        "organization": Organization(name="Grid Operator", email="a@example.org"),
        "body": Body(slug="board", name="Board", kind="board", contact="The clerk"),
        "base_url": "https://meet.example",
        **values,
    }
    return Source(version=version, **given)


def _item(
    number: int, text: Callable[[], str], maybe: Callable[[], str], kind: str
) -> Item:
    return Item(
        key=f"k{number}",
        number="" if kind == "heading" else maybe()[:12],
        title=text(),
        kind=kind,
        presenter=maybe(),
        description=maybe(),
        recommended_motion=maybe(),
        legal_basis=maybe(),
        files=_files(text, number % 3),
    )


def _files(text: Callable[[], str], count: int) -> tuple[File, ...]:
    return tuple(
        make_file(id=f"f{number}", label=text(), name=safe_name(f"{text()}.pdf"))
        for number in range(count)
    )


def _nest(rows: list[tuple[int, Item]]) -> tuple[Item, ...]:
    """Put each row beneath the last that stands higher, however much higher."""
    nested: list[Item] = []
    while rows:
        (depth, item), rows = rows[0], rows[1:]
        deeper = next((n for n, row in enumerate(rows) if row[0] <= depth), len(rows))
        beneath, rows = rows[:deeper], rows[deeper:]
        nested.append(item.model_copy(update={"items": _nest(beneath)}))
    return tuple(nested)
