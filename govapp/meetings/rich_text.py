"""Which HTML a text of the desk may hold: everything else is taken out."""

import nh3

TAGS = {
    "a", "blockquote", "br", "em", "h3", "h4", "li", "ol", "p", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan"}, "td": {"colspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# How often markup may become other markup by being read before it is no longer kept.
PASSES = 5


def clean(text: str) -> str:
    """Return a text with only what is allowed; cleaning twice changes nothing more."""
    for tags in (*[TAGS] * PASSES, set()):
        cleaned = _clean(text, tags)
        if cleaned == text:
            break
        text = cleaned
    return text


def _clean(text: str, tags: set[str]) -> str:
    return nh3.clean(
        text.strip().lstrip("\ufeff"),
        tags=tags,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener nofollow",
    )
