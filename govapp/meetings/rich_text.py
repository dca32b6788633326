"""Which HTML a text of the desk may hold: everything else is taken out."""

import nh3

TAGS = {
    "a", "blockquote", "br", "em", "h3", "h4", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan"}, "td": {"colspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean(text: str) -> str:
    """Return a text with only what is allowed; cleaning twice changes nothing more."""
    return nh3.clean(
        text.strip(),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
    )
