"""Which file an address of the site is, and what a server says of it.

A page is the file index.html of a folder with its address; everything else is the file
with its own. So any web server finds both, without being told.
"""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from govapp.web import headers
from govapp.web.prefixes import takes_forms

# An address that is a file and a folder at once.
BOTH = {"/record/checkpoint"}
HTML = re.compile(r'\s(?:href|src|action)="([^"]*)"')
CSS = re.compile(r"url\(['\"]?([^)'\"]+)")
XML = re.compile(r"<loc>([^<]+)</loc>")
LINKS = {"text/html": HTML, "text/css": CSS, "application/xml": XML}
OF_LIVE = re.compile(r"/meetings/[^/]+/live|/api/.*")
# One for all, for where several apply, all hold: documents have viewers, and some pages
# are framed elsewhere.
POLICY = headers.POLICY.replace("frame-ancestors 'none'", "object-src 'self'")
TYPES = {
    "/*.ics": "text/calendar; charset=utf-8",
    "/*.atom": "application/atom+xml; charset=utf-8",
    "/*.csv": "text/csv; charset=utf-8",
    "/opensearch.xml": "application/opensearchdescription+xml; charset=utf-8",
    "/record/checkpoint": "text/plain; charset=utf-8",
    "/record/checkpoint/*": "text/plain; charset=utf-8",
    "/record/key": "text/plain; charset=utf-8",
    "/record/entries": "application/x-ndjson; charset=utf-8",
    "/record/content/*": "application/json; charset=utf-8",
    "/record/proof/*": "application/json; charset=utf-8",
    "/record/timestamp/*": "application/timestamp-reply",
    "/meetings/*/proof": "application/json; charset=utf-8",
    "/documents/*/proof": "application/json; charset=utf-8",
}


def find_place(path: str, *, is_page: bool) -> str:
    """Return the file of an address, relative to the folder of all."""
    name = unquote(path).strip("/")
    if is_page or path in BOTH:
        return f"{name}/index.html".lstrip("/")
    return name


def is_live(path: str) -> bool:
    """Say whether only the site itself can do what an address does."""
    return takes_forms(path) or OF_LIVE.fullmatch(path) is not None


def list_links(path: str, media_type: str, data: bytes, base_url: str) -> Iterator[str]:
    """Yield the addresses of the site that an answer leads to, without queries."""
    pattern = LINKS.get(media_type)
    site = urlsplit(base_url)
    for link in pattern.findall(data.decode()) if pattern else ():
        to = urlsplit(urljoin(base_url + path, html.unescape(link)))
        if (to.scheme, to.netloc) == (site.scheme, site.netloc):
            yield to.path or "/"


def write_headers() -> str:
    """Write what servers are to say, as Netlify, Cloudflare and others read it."""
    lines = [
        "/*",
        f"  Content-Security-Policy: {POLICY}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: same-origin",
        "  Cross-Origin-Opener-Policy: same-origin",
    ]
    for path, media_type in TYPES.items():
        lines += [path, f"  Content-Type: {media_type}"]
    return "\n".join([*lines, ""])
