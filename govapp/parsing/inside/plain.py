"""Plain text, and the text of web pages."""

from pathlib import Path

from lxml import etree, html
from lxml.html import defs

from govapp.parsing.inside.found import Found, Refusal

# Elements that begin a line of their own.
BLOCKS = defs.block_tags | {"article", "br", "section", "title"}
SILENT = ("script", "style", "template")


def read_plain(path: Path) -> Found:
    """Read text in UTF-8."""
    return Found([path.read_text(encoding="utf-8-sig", errors="replace")])


def read_web_page(path: Path) -> Found:
    """Read a web page, also what it hides; nothing that it points to is fetched."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=False, huge_tree=False
    )
    try:
        root = html.parse(path, parser).getroot()
    except (etree.LxmlError, OSError) as error:
        raise Refusal("damaged") from error
    if root is None:
        raise Refusal("damaged")
    title = root.findtext(".//title") or ""
    comments = [str(each.text) for each in root.iter(etree.Comment)]
    etree.strip_tags(root, etree.Comment)
    etree.strip_elements(root, *SILENT, with_tail=False)
    for element in root.iter(*BLOCKS):
        element.tail = f"\n{element.tail or ''}"
        element.text = f"\n{element.text or ''}"
    text = "\n".join(["".join(root.itertext()), *comments])
    return Found([text], facts={"title": title.strip(), "comments": len(comments)})
