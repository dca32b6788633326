"""Rich text as blocks and runs, so that a paper can set it in type."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

# What a block is called, by the tag that makes it.
BLOCKS = {
    "p": "paragraph",
    "h3": "heading",
    "h4": "heading",
    "blockquote": "quote",
    "ul": "list",
    "ol": "numbered",
    "li": "item",
    "table": "table",
    "tr": "row",
    "th": "header",
    "td": "cell",
}
# In these, text stands in a paragraph of its own.
HOLDERS = {"root", "quote", "item", "list", "numbered", "table", "row"}
# What else stands in a block is put into one of these.
MEMBERS = {"list": "item", "numbered": "item", "table": "row", "row": "cell"}
# What stands where it does not belong is put into one of these.
HOMES = {"item": "list", "row": "table", "header": "row", "cell": "row"}


@dataclass(frozen=True)
class Run:
    """Words alike; with an address they are a link."""

    text: str
    is_strong: bool = False
    is_emphasized: bool = False
    address: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, header or cell with its runs, or what holds blocks.

    `kind` is one of BLOCKS.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    blocks: "tuple[Block, ...]" = ()


@dataclass
class _Open:
    """A block that is being read."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    is_implied: bool = False


def read_prose(text: str) -> tuple[Block, ...]:
    """Read cleaned HTML (`rich_text.clean`) as blocks, in reading order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Reader(HTMLParser):
    """Reads the few tags that rich text may hold."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [_Open("root")]
        self.styles: list[Run] = [Run("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._leave_paragraph()
            self.open.append(_Open(BLOCKS[tag]))
        elif tag == "br":
            self._say("\n")
        elif tag in {"strong", "em", "a"}:
            self.styles.append(self._style(tag, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._leave_paragraph()
            if self.open[-1].kind == BLOCKS[tag]:
                self._leave()
        elif tag in {"strong", "em", "a"} and len(self.styles) > 1:
            self.styles.pop()

    def handle_data(self, data: str) -> None:
        self._say(" ".join(f"|{data}|".split())[1:-1])

    def finish(self) -> tuple[Block, ...]:
        """Return what was read."""
        while len(self.open) > 1:
            self._leave()
        self._leave_paragraph()
        return tuple(self.open[0].blocks)

    def _style(self, tag: str, address: str) -> Run:
        now = self.styles[-1]
        if tag == "a":
            return replace(now, address=address)
        if tag == "strong":
            return replace(now, is_strong=True)
        return replace(now, is_emphasized=True)

    def _say(self, text: str) -> None:
        here = self.open[-1]
        # Words that follow a block do not stand before it.
        if text.strip() and (here.kind in HOLDERS or here.blocks):
            self.open.append(_Open("paragraph", is_implied=True))
        if text and self.open[-1].kind not in HOLDERS:
            self.open[-1].runs.append(replace(self.styles[-1], text=text))

    def _leave_paragraph(self) -> None:
        if self.open[-1].is_implied:
            self._leave()

    def _leave(self) -> None:
        done = self.open.pop()
        runs = tuple(_trim(done.runs))
        if runs or done.blocks or done.kind in {"cell", "header"}:
            block = Block(done.kind, runs, tuple(done.blocks))
            self.open[-1].blocks.append(_fit(self.open[-1].kind, block))


def _fit(kind: str, block: Block) -> Block:
    """Put a block into what it needs in order to stand in a block of a kind."""
    member = MEMBERS.get(kind)
    if member and block.kind not in {member, "header" if kind == "row" else member}:
        return _fit(kind, Block(member, blocks=(_fit(member, block),)))
    home = HOMES.get(block.kind)
    if home and kind not in {home, "numbered" if home == "list" else home}:
        return _fit(kind, Block(home, blocks=(block,)))
    return block


def _trim(runs: list[Run]) -> Iterator[Run]:
    """Yield the runs without the space around them."""
    for place, run in enumerate(runs):
        text = run.text.lstrip() if place == 0 else run.text
        text = text.rstrip() if place == len(runs) - 1 else text
        if text:
            yield replace(run, text=text)
