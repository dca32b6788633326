"""Rich text as a paper sets it."""

import html

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govapp.meetings import rich_text
from govapp.renditions.prose import Block, Run, read_prose


def say(text: str, **style: object) -> tuple[Run, ...]:
    return (Run(text, **style),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("plain", (Block("paragraph", say("plain")),)),
        ("<p>One</p><p></p>", (Block("paragraph", say("One")),)),
        ("<h3>Title</h3>", (Block("heading", say("Title")),)),
        (
            '<p>See <a href="https://a.example">this <em>page</em></a>.</p>',
            (
                Block(
                    "paragraph",
                    (
                        Run("See "),
                        Run("this ", address="https://a.example"),
                        Run("page", is_emphasized=True, address="https://a.example"),
                        Run("."),
                    ),
                ),
            ),
        ),
        (
            "<ul><li>One<ol><li><strong>Two</strong></li></ol></li></ul>",
            (
                Block(
                    "list",
                    blocks=(
                        Block(
                            "item",
                            blocks=(
                                Block("paragraph", say("One")),
                                Block(
                                    "numbered",
                                    blocks=(
                                        Block(
                                            "item",
                                            blocks=(
                                                Block(
                                                    "paragraph",
                                                    say("Two", is_strong=True),
                                                ),
                                            ),
                                        ),
                                    ),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        (
            "<table><tbody><tr><th>A</th><td></td></tr></tbody></table>",
            (
                Block(
                    "table",
                    blocks=(
                        Block("row", blocks=(Block("header", say("A")), Block("cell"))),
                    ),
                ),
            ),
        ),
    ],
)
def test_each_part_is_read(text: str, expected: tuple[Block, ...]) -> None:
    assert read_prose(text) == expected


def words(blocks: tuple[Block, ...]) -> str:
    return " ".join(
        " ".join(run.text for run in block.runs) + " " + words(block.blocks)
        for block in blocks
    )


TAGS = st.sampled_from(sorted(rich_text.TAGS))
TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=8)


@given(st.lists(TEXTS.map(html.escape) | TAGS.map("<{}>".format), max_size=30))
@example(["<h3>", "<p>", "1", "<table>", "0"])
def test_no_word_is_lost(parts: list[str]) -> None:
    cleaned = rich_text.clean("".join(parts))
    plain = " ".join(html.unescape(rich_text_plain(cleaned)).split())

    found = read_prose(cleaned)

    assert "".join(words(found).split()) == "".join(plain.split())
    assert all(is_whole("root", block) for block in found)


def is_whole(kind: str, block: Block) -> bool:
    """Say whether lists hold items, tables rows and rows cells, and nothing else."""
    inside = {"list": "item", "numbered": "item", "table": "row"}.get(kind)
    fits = inside is None or block.kind == inside
    strays = {"item", "row", "cell", "header"} - {inside}
    if kind == "row":
        strays -= {"cell", "header"}
    return (
        fits
        and (block.kind not in strays)
        and all(is_whole(block.kind, each) for each in block.blocks)
    )


def rich_text_plain(cleaned: str) -> str:
    """Return the words of cleaned HTML, without its tags."""
    return nh3.clean(cleaned, tags=set())
