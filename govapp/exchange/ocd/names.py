"""How Open Civic Data names what we have: functions of our own names."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from govapp.record.legistar_rows import guid_of
from govapp.record.shapes.meetings import Notice

Row = dict[str, Any]
PDF = "application/pdf"


@dataclass(frozen=True)
class Publisher:
    """Whose data it is: the site's address, and where in the world it governs.

    `division` is such as country:us/state:ca.
    """

    base_url: str
    division: str

    @property
    def division_id(self) -> str:
        """The id of where it governs (OCDEP 2)."""
        return f"ocd-division/{self.division}"

    @property
    def jurisdiction_id(self) -> str:
        """The id of who governs there (OCDEP 3)."""
        return f"ocd-jurisdiction/{self.division}/government"

    def page(self, path: str) -> str:
        """Return the address of a page of ours."""
        return f"{self.base_url}{path}"

    def sources(self, path: str, more: Iterable[str] = ()) -> list[Row]:
        """Return where something was read: on our page, and where that has it from."""
        addresses = [self.page(path), *(url for url in more if is_web(url))]
        return [{"url": url, "note": ""} for url in dict.fromkeys(addresses)]


def is_web(url: str) -> bool:
    """Say whether an address can be opened in a browser."""
    return url.startswith(("http://", "https://")) and " " not in url


def make_id(kind: str, key: str) -> str:
    """Return an id; its UUID is the one that other formats have as well."""
    return f"ocd-{kind}/{guid_of(key).lower()}"


def organization_id(slug: str) -> str:
    """Return the id of a body."""
    return make_id("organization", f"body:{slug}")


def publisher_id() -> str:
    """Return the id of the organization whose bodies they are."""
    return make_id("organization", "organization:")


def person_id(slug: str) -> str:
    """Return the id of a person."""
    return make_id("person", f"person:{slug}")


def event_id(notice: Notice) -> str:
    """Return the id of a meeting."""
    return make_id("event", f"meeting:{notice.uid}")


def bill_id(file_number: str) -> str:
    """Return the id of a matter."""
    return make_id("bill", f"matter:{file_number}")


def motion_id(meeting: str, motion: str) -> str:
    """Return the id of a motion."""
    return make_id("motion", f"motion:{meeting}/{motion}")


def vote_id(meeting: str, motion: str, number: int = 0) -> str:
    """Return the id of the vote that counts on a motion, or of one of its others."""
    which = f"/{number}" if number else ""
    return make_id("vote", f"motion:{meeting}/{motion}{which}")


def tell_apart(keys: Iterable[str]) -> Iterator[str]:
    """Yield keys, what repeats one with a number."""
    seen: Counter[str] = Counter()
    for key in keys:
        seen[key] += 1
        yield f"{key}/{seen[key]}" if seen[key] > 1 else key
