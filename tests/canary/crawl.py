"""A visitor who follows every link and guesses every address."""

import re
from collections.abc import Iterable
from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

LINK = re.compile(
    rb"""(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>|^URL[^:]*:(\S+)""",
    re.MULTILINE,
)
START: tuple[str, ...] = (
    "/", "/calendar", "/calendar?view=month", "/calendar?view=year", "/committees",
    "/meetings", "/matters", "/posted", "/about", "/contact", "/accessibility",
    "/search", "/search?q=canary*", "/search?q=counsel", "/calendar.ics",
    "/calendar.ics?cancelled=keep", "/postings.atom", "/sitemap.xml", "/robots.txt",
)  # fmt: skip
# What programs read; a meeting's id is its number.
CITY = "/api/legistar/v1/city"
START += tuple(
    f"{CITY}/{path}"
    for path in ("events", "matters", "bodies", "persons", "officerecords", "actions")
) + tuple(
    f"{CITY}/events/20260000{number}{more}"
    for number in range(1, 6)
    for more in ("?EventItems=1", "/eventitems")
)
LISTS = (
    "jurisdictions", "organizations", "people", "posts", "memberships", "events",
    "bills", "votes", "motions",
)  # fmt: skip
START += ("/api/ocd/", *(f"/api/ocd/{name}?per_page=1000" for name in LISTS))
OPARL = (
    "organization", "person", "membership", "meeting", "paper", "agendaitem",
    "consultation", "file", "location", "legislativeterm",
)  # fmt: skip
SINCE = "modified_since=2000-01-01T00:00:00%2B00:00"
START += tuple(f"/api/oparl/body/{name}?{SINCE}" for name in OPARL)
LIMIT = 1500


def crawl(app: Flask, more: Iterable[str] = ()) -> dict[str, TestResponse]:
    """Return the answer of every public address that can be found, by address."""
    client = FlaskClient(app, app.response_class, use_cookies=False)
    waiting, answers = [*START, *guesses(app), *more], {}
    while waiting:
        path = waiting.pop()
        if path in answers:
            continue
        answers[path] = answer = client.get(path)
        assert len(answers) < LIMIT, "The site has no end."
        for found in LINK.findall(answer.data):
            target = _local(path, b"".join(found).decode().replace("&amp;", "&"))
            if target and target not in answers:
                waiting.append(target)
    return answers


def guesses(app: Flask) -> list[str]:
    """Return each public rule filled with likely values."""
    filled = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/desk", "/my", "/account", "/sign")):
            continue
        for number in ("2026-001", "2026-002", "2026-003", "2026-004"):
            for version in ("1", "2", "3"):
                path = re.sub(r"<[^>]*number>", number, rule.rule)
                path = re.sub(r"<[^>]*version>", version, path)
                path = re.sub(r"<[^>]*slug>", "board", path)
                filled.append(re.sub(r"<[^>]+>", "1", path))
    return sorted(set(filled))


def _local(base: str, link: str) -> str:
    target = urlsplit(urljoin(f"http://localhost{base}", urldefrag(link).url))
    if target.hostname != "localhost" or target.path.startswith(
        ("/static/", "/sign-in", "/desk", "/account")
    ):
        return ""
    return f"{target.path}?{target.query}" if target.query else target.path
