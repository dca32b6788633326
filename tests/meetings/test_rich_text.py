"""What rich text may hold, whatever was sent: security rows 5 and 6."""

from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govapp.meetings import rich_text

NAMES = (
    "a", "blockquote", "em", "form", "h3", "li", "math", "mglyph", "mtext", "noscript",
    "ol", "p", "script", "select", "strong", "style", "svg", "table", "tbody", "td",
    "template", "textarea", "th", "title", "tr", "ul", "xmp",
)  # fmt: skip
PARTS = [
    *(f"<{name}>" for name in NAMES),
    *(f"</{name}>" for name in NAMES),
    *("<br>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&amp;", "\ufeff", "\0", " "),
    *("<img src=x onerror=alert(1)>", '<p title="', '">', "<a href='javascript:x'>"),
    '<a href="https://x" onclick=x style=x target=_blank id=q name=q>',
]
MARKUP = st.lists(st.sampled_from(PARTS) | st.text(max_size=3), max_size=12)
REL = {"rel": "noopener nofollow"}


def read(text: str) -> Element:
    """Read a text as browsers do."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parsed: Element = parser.parseFragment(text)
    return parsed


@given(MARKUP.map("".join))
@example("<li><table><li>")
@example("<p>Held.</p>\ufeff <script>x</script> ")
def test_what_is_kept_is_harmless_and_is_kept_as_it_is(text: str) -> None:
    """What was cleaned is read as what it says: no reading of it makes other markup."""
    kept = rich_text.clean(text)
    assert rich_text.clean(kept) == kept
    for element in read(kept).iter():
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in rich_text.TAGS
        allowed = rich_text.ATTRIBUTES.get(str(element.tag), set())
        assert {*element.keys()} <= allowed | {"rel"}
        scheme, colon, _rest = element.get("href", "").partition(":")
        if colon and scheme.replace("+", "").isalnum():
            assert scheme.lower() in rich_text.SCHEMES


@pytest.mark.parametrize(
    ("address", "is_kept"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://example.org/", True),
        ("mailto:clerk@example.org", True),
        ("tel:+19165550100", True),
        ("/meetings/2026-001", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("&#106;avascript:alert(1)", False),
        ("&#1;javascript:alert(1)", False),
        ("javascript&colon;alert(1)", False),
        ("vbscript:x", False),
        ("data:text/html,<b>x</b>", False),
        ("data:text/html;base64,PHNjcmlwdD4=", False),
        ("blob:https://example.org/1", False),
        ("file:///etc/passwd", False),
        ("ftp://example.org/", False),
    ],
)
def test_which_links_are_kept(address: str, *, is_kept: bool) -> None:
    (link,) = read(rich_text.clean(f'<a href="{address}">x</a>'))
    assert dict(link.items()) == ({"href": address, **REL} if is_kept else REL)


def test_what_has_no_end_keeps_its_words_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rich_text, "PASSES", 1)
    assert rich_text.clean("<li><table><li>One & <em>two</em>") == "One &amp; two"
