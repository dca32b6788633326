"""A visitor who follows every link and guesses every address."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from govapp.web.prefixes import CALENDARS, is_private
from tests.canary import programs

LINK = re.compile(
    rb"""(?:href|src|action)="([^"]+)"|<loc>([^<]+)</loc>|^URL[^:]*:(\S+)""",
    re.MULTILINE,
)
START: tuple[str, ...] = (
    "/", "/calendar", "/calendar?view=month", "/calendar?view=year", "/committees",
    "/meetings", "/matters", "/posted", "/about", "/contact", "/accessibility",
    "/search", "/search?q=canary*", "/search?q=counsel", "/calendar.ics",
    "/calendar.ics?cancelled=keep", "/postings.atom", "/sitemap.xml", "/robots.txt",
    "/record/consistency?from=3", "/subscribe/asked",
    *programs.START,
)  # fmt: skip
NUMBERS = tuple(f"2026-00{number}" for number in range(1, 6))
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
        targets = [_local(path, link) for link in _list_links(answer)]
        waiting.extend(target for target in targets if target)
    return answers


def _list_links(answer: TestResponse) -> Iterator[str]:
    if answer.is_json:
        yield from programs.lead(answer.data)
    for found in LINK.findall(answer.data):
        yield b"".join(found).decode().replace("&amp;", "&")


def guesses(app: Flask) -> list[str]:
    """Return each public rule filled with likely values."""
    filled = []
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/desk", "/my", "/account", "/sign")):
            continue
        for number in NUMBERS:
            for version in ("1", "2", "3"):
                path = re.sub(r"<[^>]*number>", number, rule.rule)
                path = re.sub(r"<[^>]*version>", version, path)
                path = re.sub(r"<[^>]*slug>", "board", path)
                filled.append(re.sub(r"<[^>]+>", "1", path))
    return sorted(set(filled))


def list_unopened(app: Flask, opened: Iterable[str]) -> set[str]:
    """Return the public rules for which none of these addresses was answered."""
    adapter = app.url_map.bind("localhost")
    paths = {urlsplit(path).path for path in opened}
    found = {
        str(adapter.match(path, return_rule=True)[0])
        for path in paths
        if adapter.test(path)  # some name what is asked for within the path
    }
    return {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not is_private(rule.rule)
        and not rule.rule.startswith((CALENDARS, "/static/"))
        and rule.rule not in found
    }


def _local(base: str, link: str) -> str:
    target = urlsplit(urljoin(f"http://localhost{base}", urldefrag(link).url))
    if target.hostname != "localhost" or target.path.startswith(
        ("/static/", "/sign-in", "/desk", "/account")
    ):
        return ""
    return f"{target.path}?{target.query}" if target.query else target.path
