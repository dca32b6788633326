"""What a list is asked for: which objects, how many, and which page of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from govapp.exchange.oparl.names import Row, Times, moment

PAGE, MOST = 100, 1000
# Pages beyond any list.
LAST = 10**9
FORM = "yyyy-mm-ddThh:mm:ss+hh:mm"
TIMES = ("created_since", "created_until", "modified_since", "modified_until")
# What may be left out of objects when it is had from a list of its own.
INTERNAL = {
    "AgendaItem": {"auxiliaryFile"},
    "Body": {"legislativeTerm"},
    "Meeting": {"auxiliaryFile", "agendaItem"},
    "Paper": {"auxiliaryFile", "location"},
    "Person": {"membership"},
}


class FilterError(ValueError):
    """Something asked for that cannot be read."""


@dataclass(frozen=True)
class Filters:
    """Times are instants in UTC, empty where nothing is asked for."""

    times: Mapping[str, str]
    limit: int
    page: int
    omits_internal: bool

    @property
    def shows_deleted(self) -> bool:
        """Whether what is no longer there is listed: for whoever brings up to date."""
        return "modified_since" in self.times

    def fits(self, created: str, modified: str) -> bool:
        """Say whether an object of these times is asked for."""
        asked = self.times
        return asked.get("created_since", "") <= created <= asked.get(
            "created_until", "~"
        ) and asked.get("modified_since", "") <= modified <= asked.get(
            "modified_until", "~"
        )

    def fits_times(self, times: Times) -> bool:
        """Say the same of times that are not written yet."""
        return self.fits(moment(times.created), moment(times.modified))

    def trim(self, row: Row) -> Row:
        """Return an object without what was asked to be left out."""
        if not self.omits_internal:
            return row
        kind = str(row["type"]).rpartition("/")[2]
        left_out = INTERNAL.get(kind, set())
        return {name: value for name, value in row.items() if name not in left_out}

    def query(self, page: int) -> str:
        """Write what was asked for, with another page."""
        asked: dict[str, str] = dict(self.times)
        if self.limit != PAGE:
            asked["limit"] = str(self.limit)
        if self.omits_internal:
            asked["omit_internal"] = "true"
        if page != 1:
            asked["page"] = str(page)
        return f"?{urlencode(asked)}" if asked else ""


def read_filters(asked: Mapping[str, str]) -> Filters:
    """Read what follows the question mark; raises FilterError."""
    return Filters(
        times={name: _moment(name, asked[name]) for name in TIMES if asked.get(name)},
        limit=min(MOST, _number("limit", asked.get("limit", str(PAGE)))),
        page=_number("page", asked.get("page", "1")),
        omits_internal=asked.get("omit_internal") == "true",
    )


def _moment(name: str, text: str) -> str:
    # A plus sign in an address is a space, as many forget.
    given = text.replace(" ", "+")
    try:
        at = datetime.fromisoformat(given)
        written = moment(at) if at.tzinfo and "T" in given else ""
    except (ValueError, OverflowError):
        written = ""
    if not written:
        raise FilterError(f"{name} must be a time such as {FORM}.")
    return written


def _number(name: str, text: str) -> int:
    is_one = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST))
    if not is_one or not 1 <= int(text) <= LAST:
        raise FilterError(f"{name} must be a whole number from 1.")
    return int(text)
