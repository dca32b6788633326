"""What a list and an object answer."""

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from govapp.exchange.api import published
from govapp.exchange.api.lists import LISTS, PATH, Asked, List, api
from govapp.exchange.api.paging import bind, read_cursor, refuse_cursor, write_cursor
from govapp.exchange.api.problems import Fault, RefusalError, list_faults
from govapp.record.objects.shapes import Gone, Tracked

Given = MultiDict[str, str]
# Digits of a posting's number that either engine can hold.
DIGITS = 9


def make_page(wanted: List, given: Given, base_url: str) -> dict[str, Any]:
    """Return a page of a list; raises RefusalError."""
    asked = _read(wanted, given)
    chosen = asked.model_dump(exclude={"limit", "cursor"}, exclude_none=True)
    query = bind(wanted.name, chosen)
    after = read_cursor(query, asked.cursor) if asked.cursor else ""
    rows = _list(wanted, chosen, after, asked.limit + 1)
    state, page = published.get_state(), given.to_dict()
    links = {"self": base_url + api(wanted.name, **page)}
    if len(rows) > asked.limit:
        rows = rows[: asked.limit]
        page["cursor"] = write_cursor(query, rows[-1].id)
        links["next"] = base_url + api(wanted.name, **page)
    return {
        "data": [tell(wanted, row, base_url) for row in rows],
        "as_of": state.as_of,
        "postings": state.size,
        "links": links,
    }


def make_object(wanted: List, key: str, given: Given, base_url: str) -> dict[str, Any]:
    """Return an object; raises RefusalError where there is none or no longer."""
    if given:
        message = "An object takes no parameters."
        raise RefusalError(400, "", Fault(name=next(iter(given)), message=message))
    found = _find(wanted, key)
    if found is None:
        raise RefusalError(404, f"There is no such object among {wanted.name}.")
    if isinstance(found, Gone):
        raise RefusalError(410, found.reason or f"Gone since {found.modified}.")
    return tell(wanted, found, base_url)


def make_index(base_url: str) -> dict[str, Any]:
    """Return where the lists are, and what describes them."""
    return {
        "lists": {name: base_url + api(name) for name in LISTS},
        "links": {
            "self": base_url + PATH,
            "describedby": f"{base_url}/api/openapi.json",
            "html": f"{base_url}/api",
        },
    }


def tell(wanted: List, row: Tracked, base_url: str) -> dict[str, Any]:
    """Return an object with where it, and what belongs to it, is found."""
    links = {"self": api(wanted.name, row.id)}
    if not isinstance(row, Gone):
        links |= wanted.links(row)
    told = {name: base_url + address for name, address in links.items()}
    return {**row.model_dump(mode="json"), "links": told}


def _read(wanted: List, given: Given) -> Asked:
    twice = [key for key, values in given.lists() if len(values) > 1]
    if twice:
        raise RefusalError(400, "", Fault(name=twice[0], message="Given twice."))
    try:
        return wanted.asked.model_validate(given.to_dict())
    except ValidationError as error:
        faults = list_faults(error, wanted.asked.model_fields)
        raise RefusalError(400, "", *faults) from error


def _list(
    wanted: List, chosen: dict[str, Any], after: str, count: int
) -> Sequence[Tracked]:
    if wanted.name != "postings":
        return published.list_objects(wanted.name, wanted.shape, chosen, after, count)
    if after and not _is_posting(after):
        raise refuse_cursor()
    return published.list_postings(chosen, int(after or 0), count)


def _find(wanted: List, key: str) -> Tracked | None:
    if wanted.name != "postings":
        return published.find_object(wanted.name, wanted.shape, key)
    return published.find_posting(int(key)) if _is_posting(key) else None


def _is_posting(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS
