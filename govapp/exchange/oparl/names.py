"""How OParl names what we have: every object by its own address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

Row = dict[str, Any]
SCHEMA = "https://schema.oparl.org/1.1/"
ROOT = "/api/oparl"
# What our own words are kept under; OParl asks for a name and a colon.
VENDOR = "govapp"
DAY = len("2026-12-16")


@dataclass(frozen=True)
class Times:
    """When something was posted first, and last."""

    created: datetime
    modified: datetime

    def and_also(self, other: "Times") -> "Times":
        """Return the times of what changes when either changes."""
        return Times(self.created, max(self.modified, other.modified))


def moment(at: datetime) -> str:
    """Write an instant as OParl has it: with an offset, without fractions."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def day(text: str) -> str:
    """Return a date if it is known to the day: OParl has no other."""
    return text[:DAY] if len(text) >= DAY else ""


@dataclass(frozen=True)
class Site:
    """Where our pages and these objects are."""

    base_url: str

    def page(self, path: str) -> str:
        """Return the address of a page of ours."""
        return f"{self.base_url}{path}"

    def url(self, *parts: str) -> str:
        """Return the address of an object or a list."""
        path = "/".join(quote(part, safe=":") for part in parts)
        return f"{self.base_url}{ROOT}/{path}"

    def organization(self, slug: str) -> str:
        """Return the address of a body."""
        return self.url("organization", slug)

    def person(self, slug: str) -> str:
        """Return the address of a person."""
        return self.url("person", slug)

    def paper(self, file_number: str) -> str:
        """Return the address of a matter."""
        return self.url("paper", file_number)

    def make(self, kind: str, key: str, times: Times, fields: Mapping[str, Any]) -> Row:
        """Return an object; what is empty is left out, as OParl asks."""
        kept = {
            name: value for name, value in fields.items() if value not in ("", [], None)
        }
        return {**self._name(kind, key, times), **kept}

    def delete(self, kind: str, key: str, times: Times) -> Row:
        """Return what is left of an object that is no longer there."""
        return {**self._name(kind, key, times), "deleted": True}

    def _name(self, kind: str, key: str, times: Times) -> Row:
        parts = [kind.casefold(), *key.split("/")] if key else [kind.casefold()]
        return {
            "id": self.url(*parts),
            "type": f"{SCHEMA}{kind}",
            "created": moment(times.created),
            "modified": moment(times.modified),
        }


def own(**values: Any) -> Row:
    """Return what OParl has no word for, under our own."""
    return {f"{VENDOR}:{name}": value for name, value in values.items() if value}
