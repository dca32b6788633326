"""Finding whatever was posted, by its words."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, current_app, request, url_for
from flask_babel import gettext

from govapp.committees import published as committees
from govapp.errors import NotFoundError
from govapp.record.published import find_organization
from govapp.record.search.finding import PAGE, Filters, Results, find
from govapp.record.search.query import Query, parse
from govapp.record.search.spelling import suggest
from govapp.site.views_public.blueprint import blueprint
from govapp.web import public
from govapp.web.paging import Paging, read_page

LONGEST = 200
# Nobody turns as many pages; and each is found by going through those before it.
LAST_PAGE = 500


@dataclass(frozen=True)
class Asked:
    """What is asked for as it was typed; `trouble` says why it cannot be looked for."""

    words: str = ""
    body: str = ""
    kind: str = ""
    first: str = ""
    last: str = ""
    page: int = 1
    trouble: str = ""

    def address(self, **changed: Any) -> str:
        """Return the permanent address of the search, or of one changed a little."""
        given: dict[str, Any] = {
            "q": self.words,
            "body": self.body,
            "kind": self.kind,
            "from": self.first,
            "to": self.last,
            **changed,
        }
        kept = {name: value or None for name, value in given.items()}
        return url_for("site_public.search", **kept)


@blueprint.get("/search")
def search() -> Response:
    """Show a page of what was found."""
    bodies = {body.slug: body.name for body in committees.list_bodies()}
    kinds = name_kinds()
    asked = read(request.args, bodies, kinds)
    query = parse("" if asked.trouble else asked.words)
    found = look(query, asked) if query else None
    return public.render(
        "public/site/search.html",
        asked=asked,
        found=found,
        meant=suggest(asked.words, query) if found and not found.total else "",
        bodies=bodies,
        kinds=kinds,
        numbers=Paging(asked.page, PAGE, found.total).numbers if found else [],
    )


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """Tell browsers how to search here."""
    site = find_organization() or public.NAMELESS
    base_url = public.base_url()
    template = current_app.jinja_env.get_template("public/site/opensearch.xml")
    text = template.render(site=site, base_url=base_url)
    return public.feed(text, "application/opensearchdescription+xml")


def read(given: Mapping[str, str], *choices: Container[str]) -> Asked:
    """Read what is asked for; raises NotFoundError where there is no such choice."""
    names = given.get("body", ""), given.get("kind", "")
    page = read_page(given)
    if page > LAST_PAGE or any(
        name and name not in known for name, known in zip(names, choices, strict=True)
    ):
        raise NotFoundError
    words, days = (
        _plain(given.get("q", "")),
        (given.get("from", ""), given.get("to", "")),
    )
    return Asked(words[:LONGEST], *names, *days, page, _trouble(words, *days))


def _plain(typed: str) -> str:
    """Return what was typed without signs that nobody sees."""
    return "".join(char if char.isprintable() else " " for char in typed).strip()


def _trouble(words: str, first: str, last: str) -> str:
    """Say what keeps a search from being made."""
    if len(words) > LONGEST:
        return gettext(
            "That is too long to look for: %(count)s characters, where %(most)s are "
            "the most. Keep the words that matter.",
            count=len(words),
            most=LONGEST,
        )
    if None in (_day(first), _day(last)):
        return gettext("Write a day as 2026-12-16.")
    if first and last and last < first:
        return gettext("The last day comes before the first. Exchange them.")
    return ""


def _day(text: str) -> date | str | None:
    """Read a day, "" where none is given and None where it cannot be read."""
    try:
        day = date.fromisoformat(text) if text else ""
    except ValueError:
        return None
    return day if str(day) == text else None


def look(query: Query, asked: Asked) -> Results:
    """Find what is asked for; raises NotFoundError beyond the last page."""
    filters = Filters(
        body=asked.body,
        kind=asked.kind,
        first=date.fromisoformat(asked.first) if asked.first else None,
        last=date.fromisoformat(asked.last) if asked.last else None,
    )
    found = find(query, filters, asked.page)
    if asked.page > found.last:
        raise NotFoundError
    return found


def name_kinds() -> dict[str, str]:
    """Name what can be found, in the order of its choice."""
    return {
        "meeting": gettext("Meeting"),
        "item": gettext("Agenda item"),
        "minutes": gettext("Minutes"),
        "vote": gettext("Vote"),
        "document": gettext("Document"),
        "matter": gettext("Matter"),
        "body": gettext("Body"),
        "person": gettext("Person"),
    }
