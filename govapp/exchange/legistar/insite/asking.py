"""What a program asks of a page: by its address, or by sending the page's form back."""

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl

FIELD, CLIENT = "ctl00$ContentPlaceHolder1$", "ctl00_ContentPlaceHolder1_"
YEAR = re.compile(r'"value":\s*"(\w{1,20})"')
TURN = "page-"


def read(arguments: Mapping[str, str], form: Mapping[str, str]) -> dict[str, str]:
    """Return what is asked for, by the names that an address has for it.

    A form brings the page's state along, and says by `__EVENTTARGET` what changes.
    """
    asked = {name.casefold(): value for name, value in arguments.items()}
    asked |= dict(parse_qsl(form.get("__VIEWSTATE", "")))
    target = form.get("__EVENTTARGET", "")
    if target == f"{FIELD}lstYears":
        # Some clients send the value within a list, as text.
        found = YEAR.search(form.get(f"{CLIENT}lstYears_ClientState", ""))
        asked |= {"year": found[1] if found else "", "page": ""}
    elif target.startswith(TURN):
        asked["page"] = target.removeprefix(TURN)
    elif f"{FIELD}btnSearch" in form:
        asked |= _search(form)
    return asked


def _search(form: Mapping[str, str]) -> dict[str, str]:
    one, other = (form.get(f"{FIELD}txtFileCreated{n}", "") for n in (1, 2))
    first, last = {"<": ("", one), ">": (one, ""), "between": (one, other)}.get(
        form.get(f"{FIELD}radFileCreated", ""), ("", "")
    )
    return {
        "page": "",
        "text": form.get(f"{FIELD}txtText", ""),
        "first": first,
        "last": last,
    }


def read_number(asked: Mapping[str, str]) -> int:
    """Return which page of a long table is asked for; raises ValueError."""
    number = int(asked.get("page") or "1")
    if not 1 <= number <= 1_000_000:
        message = "There is no such page."
        raise ValueError(message)
    return number
